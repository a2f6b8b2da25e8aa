"""From an edition to the frozen problem that the optimiser solves, in a fixed number of queries."""

from scheduling.problem_loading.loading import Loaded, load

__all__ = ["Loaded", "load"]
