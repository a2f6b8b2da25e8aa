"""Makes .venv and installs the locked libraries into it: `python3 scripts/install.py runtime|dev`.

Needs only Python 3.11 with venv. A stamp in .venv remembers what was installed, by content, so that a second run does
nothing; what `dev` installs contains all of `runtime`, and is never taken back to it.
"""

import fcntl
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"
FILES = {"runtime": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}


def main() -> int:
    """Install the set named on the command line, unless it is there already."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if sys.version_info < (3, 11):  # noqa: UP036 - the system's own python3 runs this
        print("Majlis needs Python 3.11 or later. Name another: make PYTHON=python3.12 ...", file=sys.stderr)
        return 1
    with (ROOT / ".install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _is_satisfied(wanted):
            try:
                _install("dev" if _installed().startswith("dev ") else wanted)
            except subprocess.CalledProcessError as error:
                print(_advice(error), file=sys.stderr)
                return 1
    return 0


def _is_satisfied(wanted: str) -> bool:
    return PYTHON.exists() and _installed() in {_fingerprint(wanted), _fingerprint("dev")}


def _installed() -> str:
    return STAMP.read_text() if STAMP.exists() else ""


def _fingerprint(name: str) -> str:
    return f"{name} {hashlib.sha256(FILES[name].read_bytes()).hexdigest()}"


def _install(name: str) -> None:
    print(f"Installing {FILES[name].name} into .venv", flush=True)
    STAMP.unlink(missing_ok=True)
    if not _has_pip():  # a machine without python3-venv makes half a .venv before it says so
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    if not _with_uv(FILES[name]):
        _with_pip(FILES[name])
    STAMP.write_text(_fingerprint(name))


def _has_pip() -> bool:
    asked = [PYTHON, "-m", "pip", "--version"]
    return PYTHON.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _advice(error: subprocess.CalledProcessError) -> str:
    if "venv" in error.cmd:
        return (
            "\n.venv could not be made; the lines above say why. On Debian and Ubuntu: apt-get install python3-venv, "
            "then the same make again."
        )
    return (
        "\nThe libraries could not be installed; the lines above say why. They come from the package index that pip "
        "is set up for (PyPI): is it reachable from here? The same make again goes on from there."
    )


def _with_uv(file: Path) -> bool:
    """Seconds instead of a minute; but it may be missing for this machine, or not know the way to its registry."""
    uv = VENV / "bin" / "uv"
    if not uv.exists() and not _succeeds(*_pip(), "--require-hashes", "-r", ROOT / "requirements-uv.txt"):
        return False
    # Where Python is told to keep no bytecode, as in many containers, every start would compile the libraries again.
    compiled = ["--compile-bytecode"] if sys.dont_write_bytecode else []
    if _succeeds(uv, "pip", "sync", "-q", *compiled, "--python", PYTHON, "--require-hashes", file):
        return True
    print("uv could not install them; trying pip.", flush=True)
    return False


def _with_pip(file: Path) -> None:
    subprocess.run([*_pip(), "--require-hashes", "-r", file], check=True)


def _pip() -> list[str | Path]:
    return [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]


def _succeeds(*command: str | Path) -> bool:
    return subprocess.run(command, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
