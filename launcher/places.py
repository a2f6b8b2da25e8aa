"""Where the servers of one checkout keep their data, their sockets and the lock that guards their start."""

import fcntl
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

CHECKOUT = Path(__file__).resolve().parent.parent
VARIABLE = "MAJLIS_VAR"  # moves the data elsewhere, as the smoke test does to start from nothing


@dataclass(frozen=True)
class Place:
    """The folders of one set of servers."""

    var: Path

    @classmethod
    def of(cls, var: Path | None) -> "Place":
        chosen = var or os.environ.get(VARIABLE) or CHECKOUT / "var"
        return cls(var=Path(chosen).resolve())

    @property
    def sockets(self) -> Path:
        """A path of some 30 characters: a socket's whole path may have 107 bytes, a checkout's alone may have more."""
        digest = hashlib.sha256(os.fsencode(self.var)).hexdigest()[:12]
        return Path(f"/tmp/majlis-{digest}-{os.geteuid()}")  # made private, and checked, below

    def make_sockets(self) -> None:
        """Make the folder of sockets, or make sure that the one found there is ours alone."""
        try:
            self.sockets.mkdir(mode=0o700)
        except FileExistsError:
            found = self.sockets.lstat()
            private = stat.S_ISDIR(found.st_mode) and not stat.S_IMODE(found.st_mode) & 0o077
            if not private or found.st_uid != os.geteuid():
                raise LauncherError(
                    f"{self.sockets} belongs to somebody else or is open to others. Remove it, then start again."
                ) from None

    def remove_sockets(self) -> None:
        """Remove the folder of sockets, unless something in it is still used."""
        with suppress(OSError):
            self.sockets.rmdir()

    @contextmanager
    def locked(self, server: str) -> Iterator[None]:
        """Hold the lock on starting and stopping `server`; the second caller waits for the first to finish."""
        self.var.mkdir(parents=True, exist_ok=True)
        with (self.var / f".{server}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
