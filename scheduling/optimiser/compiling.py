"""How the kernels are compiled: inner ones only into the one entry that Python calls, which is kept on disk.

Each function that Python can call takes a second to wrap, for the many arrays of a Grid and a State. Numba looks only
at the entry's own file to see whether what it kept is stale, so the folder is named for the content of all of them.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
from numba import config

HERE = Path(__file__).parent
SOURCES = ("kernel*.py", "references.py", "state.py", "grid.py", "compiling.py")

compiled: Any = numba.njit  # its types do not know the options that leave wrappers out
inner = compiled(nogil=True, no_cpython_wrapper=True, no_cfunc_wrapper=True)


def entry(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled at its first call, once for a version of the kernels on a machine."""
    settings: Any = config
    usual = settings.CACHE_DIR
    settings.CACHE_DIR = _folder() or usual
    try:
        return compiled(nogil=True, cache=True, no_cfunc_wrapper=True)(function)
    finally:
        settings.CACHE_DIR = usual


def _folder() -> str:
    """Beside the bytecode; empty where nothing can be written there."""
    sources = sorted(path for pattern in SOURCES for path in HERE.glob(pattern))
    version = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder = HERE / "__pycache__" / f"kernels-{version}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""
    return str(folder)
