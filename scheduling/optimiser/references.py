"""Grid and State as single references inside compiled code: as tuples, each call would hand over all their arrays."""

from numba.core import types
from numba.experimental import structref

from scheduling.optimiser.grid import Grid
from scheduling.optimiser.state import State


@structref.register
class GridType(types.StructRef):
    """The type of a GridReference; its fields are the Grid's."""


@structref.register
class StateType(types.StructRef):
    """The type of a StateReference; its fields are the State's."""


class GridReference(structref.StructRefProxy):
    """Made only in compiled code."""


class StateReference(structref.StructRefProxy):
    """Made only in compiled code."""


structref.define_proxy(GridReference, GridType, list(Grid._fields))
structref.define_proxy(StateReference, StateType, list(State._fields))
