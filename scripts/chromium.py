"""Debian's Chromium: which of its programs is here, and what makes it work."""

import shutil

PACKAGES = ["chromium-headless-shell", "libatomic1"]  # the second for the program that drives the first
PROGRAMS = ("chromium-headless-shell", "chromium")  # the shell, without windows, needs a quarter less of the processor


def program() -> str | None:
    """The path of the first of its programs that is installed."""
    return next((path for path in map(shutil.which, PROGRAMS) if path), None)
