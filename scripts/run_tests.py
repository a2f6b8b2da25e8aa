"""Runs the tests with the servers up: `python scripts/run_tests.py [pytest's arguments]`.

The browser tests drive Debian's Chromium. Where it is missing it is installed, if this is root on a machine with apt;
elsewhere exactly those tests are left out, and this says so.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from scripts import chromium  # noqa: E402 - the line above lets it be found


def main() -> int:
    """Return pytest's exit code."""
    left_out = [] if _can_browse() or (_may_install() and _install() and _can_browse()) else ["-m", "not browser"]
    if left_out:
        print("Chromium is not here and cannot be installed from here: the browser tests are left out.", flush=True)
        print(f"To run them too: apt-get install {' '.join(chromium.PACKAGES)} (as root), then make test.", flush=True)
    processes = (os.cpu_count() or 1) + 1  # one more than cores: the browser tests wait as much as they work
    pytest = [sys.executable, "-m", "pytest", f"-n{processes}", "--dist", "loadgroup", *left_out, *sys.argv[1:]]
    return subprocess.run([sys.executable, "-m", "launcher", "run", *pytest], cwd=ROOT, check=False).returncode


def _can_browse() -> bool:
    """Whether there is a Chromium, and the program of Playwright that drives it starts here."""
    driver = [sys.executable, "-m", "playwright", "--version"]
    return bool(chromium.program()) and subprocess.run(driver, capture_output=True, check=False).returncode == 0


def _may_install() -> bool:
    return os.geteuid() == 0 and bool(shutil.which("apt-get"))


def _install() -> bool:
    print("Installing Chromium for the browser tests, a minute or two", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *chromium.PACKAGES])
    return all(_succeeds(["apt-get", *step], env) for step in steps)


def _succeeds(command: list[str], env: dict[str, str]) -> bool:
    """Its hundreds of lines are shown only where it fails."""
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "errors": "replace"}
    done = subprocess.run(command, env=env, check=False, **told)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
