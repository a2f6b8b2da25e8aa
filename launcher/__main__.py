"""The launcher from the command line: `python -m launcher start|stop|status|psql`."""

import argparse
import sys
from pathlib import Path

import launcher
from launcher import postgres, valkey
from launcher.errors import LauncherError
from launcher.places import Place


def main() -> int:
    """Run one command; a LauncherError becomes its message and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m launcher", description=launcher.__doc__)
    parser.add_argument("--var", type=Path, help="the folder that holds the data (default: var/ of the checkout)")
    parser.add_argument("command", choices=["start", "stop", "status", "psql"])
    chosen = parser.parse_args()
    try:
        return _COMMANDS[chosen.command](chosen.var)
    except LauncherError as error:
        print(error, file=sys.stderr)
        return 1


def _start(var: Path | None) -> int:
    urls = launcher.urls(var)
    print(f"DATABASE_URL={urls.database_url}\nREDIS_URL={urls.redis_url}")
    return 0


def _stop(var: Path | None) -> int:
    launcher.stop(var)
    return 0


def _status(var: Path | None) -> int:
    place = Place.of(var)
    running = {"PostgreSQL": postgres.is_running(place), "Valkey": valkey.is_running(place)}
    for name, runs in running.items():
        print(f"{name:<11} {'runs' if runs else 'does not run'}")
    return 0 if all(running.values()) else 3


def _psql(var: Path | None) -> int:
    launcher.urls(var)
    postgres.psql(Place.of(var))
    return 0


_COMMANDS = {"start": _start, "stop": _stop, "status": _status, "psql": _psql}

if __name__ == "__main__":
    sys.exit(main())
