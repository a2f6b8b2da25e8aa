"""The launcher's tests start servers of their own, beside those that the rest of the tests use."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import launcher
from launcher.places import CHECKOUT

Run = Callable[..., subprocess.CompletedProcess[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker runs them all: several at once would start more servers than a small machine has memory for."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.xdist_group("launcher"))


@pytest.fixture(autouse=True)
def no_servers_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "REDIS_URL", "MAJLIS_VAR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def var(tmp_path: Path) -> Iterator[Path]:
    """A folder for data, in a path longer than a socket's may be."""
    folder = tmp_path / ("deep" * 20) / "with 'quotes' and spaces" / "var"
    folder.mkdir(parents=True)
    yield folder
    launcher.stop(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lasting") / ("deep" * 20) / "var"


@pytest.fixture
def used(lasting: Path) -> Iterator[Path]:
    """A folder for data that others have used before: a first start takes a second of two processors."""
    yield lasting
    launcher.stop(lasting)


@pytest.fixture
def run() -> Run:
    """Run `python -m launcher` and give back its exit code and what it said."""

    def _run(*words: str | Path, prefix: tuple[str, ...] = (), **env: str) -> subprocess.CompletedProcess[str]:
        command = [*prefix, sys.executable, "-m", "launcher", *map(str, words)]
        said = {**os.environ, "PYTHONPATH": str(CHECKOUT), **env}
        return subprocess.run(command, cwd=CHECKOUT, env=said, capture_output=True, text=True, check=False, timeout=60)

    return _run
