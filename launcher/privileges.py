"""PostgreSQL runs neither as root nor as a user without a name: the ways to be somebody else for it.

None of them touches a folder that is not the server's own.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from launcher.errors import LauncherError

# Both programs need a name for their user, and this number has one ("nobody") on every system.
NOBODY = 65534


@dataclass(frozen=True)
class Guise:
    """Whom the server runs as: the words put before its command, and the owner that its data folder must have."""

    prefix: tuple[str, ...]
    owner: int

    def own(self, folder: Path) -> None:
        """Give `folder` and all in it to the guise's owner, if it is not so already."""
        if folder.stat().st_uid == self.owner:
            return
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, self.owner, -1, follow_symlinks=False)


def guise_for(var: Path, program: Path) -> Guise:
    """Whom to run `program` as, with its data in `var`. Raises LauncherError when it can be nobody."""
    if os.geteuid() != 0 and _has_name():
        return Guise(prefix=(), owner=os.geteuid())
    for guise in _GUISES:
        if _works(guise(), var, program):
            return guise()
    raise LauncherError(
        "PostgreSQL runs neither as root nor as a user without a name, and this machine lets this one become nobody "
        "else: neither `unshare --user` nor `setpriv` works here. Run as another user, or set DATABASE_URL to a server "
        "that runs."
    )


def _has_name() -> bool:
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        return False
    return True


def _namespace() -> Guise:
    """A user namespace in which the user is called nobody: to the files it is still their owner."""
    user = ("--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}")
    return Guise(prefix=("unshare", *user), owner=os.geteuid())


def _nobody() -> Guise:
    """The user nobody, who may still pass closed folders: containers refuse user namespaces, and /root is closed."""
    identity = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    passing = ("--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override")
    return Guise(prefix=("setpriv", *passing, *identity), owner=NOBODY)


_GUISES: tuple[Callable[[], Guise], ...] = (_namespace, _nobody)


def _works(guise: Guise, var: Path, program: Path) -> bool:
    if not shutil.which(guise.prefix[0]):
        return False
    trial = 'cd "$0" && : > .trial && rm .trial && "$1" --version'
    said = subprocess.run([*guise.prefix, "sh", "-c", trial, var, program], capture_output=True, check=False)
    return said.returncode == 0
