"""Measures every figure, prints one table, and says by the exit code whether all are reached."""

import importlib
import os
import pkgutil
import platform
import sys
import time
from collections.abc import Iterator
from types import ModuleType

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
django.setup()

import benchmarks  # noqa: E402 - Django's settings come first
from benchmarks import databases  # noqa: E402
from benchmarks.bench import Bench  # noqa: E402
from benchmarks.rows import Row, table  # noqa: E402


def main(names: list[str]) -> int:
    """Measure the modules of those `names`, or all."""
    rows: list[Row] = []
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}", flush=True)
    with databases.migrated():
        for module in _measured(names):
            started = time.perf_counter()
            databases.fresh()
            for row in module.run(Bench()):
                rows.append(row)
                print("  ".join(row.cells()), flush=True)
            print(f"{module.__name__} took {time.perf_counter() - started:.0f} s", flush=True)
    print("\n" + table(rows))
    missed = [row.figure for row in rows if not row.is_reached]
    return len(missed) and 1


def _measured(names: list[str]) -> Iterator[ModuleType]:
    for found in pkgutil.iter_modules(benchmarks.__path__):
        if found.name.startswith("_") or (names and found.name not in names):
            continue
        module = importlib.import_module(f"benchmarks.{found.name}")
        if hasattr(module, "run") and (names or not hasattr(module, "ONLY_BY_NAME")):
            yield module


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
