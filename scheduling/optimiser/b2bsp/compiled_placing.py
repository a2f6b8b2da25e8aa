"""`placing` once more, compiled: a second copy of the module whose functions find one another compiled."""

import sys
from importlib import util
from types import FunctionType

from numba import njit

from scheduling.optimiser.b2bsp import placing

NAME = f"{__name__}.copied"


def _compiled():
    spec = util.spec_from_file_location(NAME, placing.__file__)
    if spec is None or spec.loader is None:
        raise ImportError(placing.__file__)
    copy = util.module_from_spec(spec)
    sys.modules[NAME] = copy  # what Numba keeps on disk asks for its module by name
    spec.loader.exec_module(copy)
    for name, function in vars(placing).items():
        if isinstance(function, FunctionType) and function.__module__ == placing.__name__:
            setattr(copy, name, njit(cache=True)(getattr(copy, name)))
    return copy.place


place = _compiled()
