"""The optimiser: from a frozen problem to a plan of all meetings. Standard library, NumPy, Numba and OR-tools alone."""
