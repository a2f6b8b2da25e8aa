"""The launcher from the command line: `python -m launcher start|stop|status|psql|run|demo|reset`."""

import argparse
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import launcher
from launcher import demo, postgres, use, valkey
from launcher.errors import LauncherError
from launcher.places import Place


def main() -> int:
    """Run one command; a LauncherError becomes its message and exit code 1."""
    chosen = _parser().parse_args()
    try:
        code: int = chosen.act(Place.of(chosen.var), chosen)
    except LauncherError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:  # it has said what went wrong
        return error.returncode
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m launcher", description=launcher.__doc__)
    parser.add_argument("--var", type=Path, help="the folder that holds the data (default: var/ of the checkout)")
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(name: str, act: Callable[[Place, argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text)
        added.set_defaults(act=act)
        return added

    command("start", _start, "start or attach to both servers, and print their addresses")
    command("stop", _stop, "stop both; the data stays")
    command("status", _status, "say whether they run; exit code 3 if not both do")
    command("psql", _psql, "open psql on the database")
    command("reset", _reset, "stop both and remove all data")
    running = command("run", _run, "run a command with both servers up")
    running.add_argument("words", nargs=argparse.REMAINDER, metavar="COMMAND")
    showing = command("demo", _demo, "run the whole product; Ctrl-C ends it")
    showing.add_argument("--host", default="127.0.0.1", help="where it listens (default: this machine only)")
    showing.add_argument("--port", type=int, default=8000, help="its port (default: 8000, or the next free one)")
    return parser


def _start(place: Place, _: argparse.Namespace) -> int:
    urls = launcher.urls(place.var)
    print(f"DATABASE_URL={urls.database_url}\nREDIS_URL={urls.redis_url}")
    return 0


def _stop(place: Place, _: argparse.Namespace) -> int:
    launcher.stop(place.var)
    return 0


def _status(place: Place, _: argparse.Namespace) -> int:
    running = {"PostgreSQL": postgres.is_running(place), "Valkey": valkey.is_running(place)}
    for name, runs in running.items():
        print(f"{name:<11} {'runs' if runs else 'does not run'}")
    return 0 if all(running.values()) else 3


def _psql(place: Place, _: argparse.Namespace) -> int:
    launcher.urls(place.var)
    postgres.psql(place)
    return 0


def _reset(place: Place, _: argparse.Namespace) -> int:
    demo.reset(place)
    return 0


def _run(place: Place, chosen: argparse.Namespace) -> int:
    return use.run(place, chosen.words)


def _demo(place: Place, chosen: argparse.Namespace) -> int:
    return demo.run(place, host=chosen.host, port=chosen.port)


if __name__ == "__main__":
    sys.exit(main())
