"""The supervisor and the demo's own rules, on real processes."""

import os
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import launcher
from launcher import background, demo, postgres, use
from launcher.errors import LauncherError
from launcher.places import CHECKOUT, Place
from launcher.processes import marked, sweep
from tests.launcher.conftest import Run

SCRIPT = """
import os, sys
from pathlib import Path
from launcher.processes import Service, Supervisor
services = [Service(name, ["sh", "-c", words]) for name, words in zip(sys.argv[2::2], sys.argv[3::2])]
with Supervisor(mark=sys.argv[1], env=dict(os.environ), cwd=Path.cwd(), patience=1) as supervisor:
    supervisor.start(*services)
    sys.exit(supervisor.run())
"""
Supervise = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[str]:
    yield str(tmp_path)
    sweep(str(tmp_path))


@pytest.fixture
def supervise(mark: str) -> Iterator[Supervise]:
    """Start a supervisor of shell scripts, given by name; wait until all of them run."""
    started: list[subprocess.Popen[str]] = []

    def _supervise(**services: str) -> "subprocess.Popen[str]":
        words = [word for pair in services.items() for word in pair]
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(SCRIPT), mark, *words],
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert background.wait_until(lambda: len(marked(mark)) >= len(services), seconds=10)
        return process

    yield _supervise
    for process in started:
        process.kill()
        process.communicate()


def test_lines_carry_the_name_of_their_process(supervise: Supervise) -> None:
    process = supervise(web="echo open; sleep 60", beat="sleep 60")
    assert process.stdout
    assert process.stdout.readline() == "web  | open\n"


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_end_leaves_no_process_not_even_grandchildren(supervise: Supervise, mark: str, how: signal.Signals) -> None:
    process = supervise(web="sleep 60 & sleep 60", beat="setsid sleep 60")
    process.send_signal(how)
    assert process.wait(timeout=10) == 0
    assert marked(mark) == []


def test_end_kills_what_does_not_listen(supervise: Supervise, mark: str) -> None:
    process = supervise(stubborn="trap '' TERM; echo ready; while :; do sleep 0.1; done")
    assert process.stdout
    process.stdout.readline()
    process.terminate()
    assert process.wait(timeout=15) == 0
    assert marked(mark) == []


def test_kill_of_the_supervisor_ends_its_processes(supervise: Supervise, mark: str) -> None:
    process = supervise(web="exec sleep 60", beat="exec sleep 60")
    process.kill()
    assert background.wait_until(lambda: marked(mark) == [], seconds=20)


def test_start_after_a_kill_sweeps_what_stayed(supervise: Supervise, mark: str) -> None:
    process = supervise(web="trap '' TERM; while :; do sleep 0.1; done")
    process.kill()
    process.wait()
    assert marked(mark)
    sweep(mark, patience=0.5)
    assert marked(mark) == []


def test_process_that_dies_is_started_again(supervise: Supervise, tmp_path: Path) -> None:
    process = supervise(worker=f"echo $$ >> {tmp_path}/numbers; exec sleep 60")
    numbers = tmp_path / "numbers"
    # The shell makes the file before it writes the number into it.
    assert background.wait_until(lambda: numbers.exists() and numbers.read_text().endswith("\n"), seconds=5)
    os.kill(int(numbers.read_text()), signal.SIGKILL)
    assert background.wait_until(lambda: len(numbers.read_text().split()) == 2, seconds=5)
    assert process.poll() is None


def test_process_beyond_help_ends_all(supervise: Supervise, mark: str) -> None:
    process = supervise(web="sleep 60", worker="sleep 0.2; exit 7")
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 1
    assert said.splitlines()[-1] == "demo   | worker ended 3 times (exit code 7): giving up."
    assert marked(mark) == []


def test_taken_port_gives_way_to_the_next_free_one() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < demo.free_port("127.0.0.1", port) < port + 100


def test_second_demo_of_one_checkout_is_refused(var: Path) -> None:
    place = Place.of(var)
    with demo.only_one(place), pytest.raises(LauncherError, match="The demo already runs"):
        demo.reset(place)


def test_reset_removes_the_data_and_what_runs_on_it(used: Path) -> None:
    launcher.urls(used)
    (used / "mailbox").mkdir()
    demo.reset(Place.of(used))
    assert [path.name for path in used.iterdir() if not path.name.endswith(".lock")] == []
    assert background.working_in(used / "postgres") == []


def test_run_stops_the_servers_that_it_started(var: Path, run: Run) -> None:
    said = run("--var", var, "run", sys.executable, "-m", "launcher", "status")
    assert (said.returncode, said.stdout.split()) == (0, ["PostgreSQL", "runs", "Valkey", "runs"])
    assert run("--var", var, "status").returncode == 3


def test_run_leaves_the_servers_of_others_alone(used: Path, run: Run) -> None:
    launcher.urls(used)
    assert run("--var", used, "run", "sh", "-c", "exit 5").returncode == 5
    assert run("--var", used, "status").returncode == 0


def test_last_to_leave_stops_the_servers(var: Path, run: Run) -> None:
    place = Place.of(var)
    second = use.servers(place)
    with use.servers(place):
        second.__enter__()
    assert postgres.is_running(place)
    second.__exit__(None, None, None)
    assert not postgres.is_running(place)
