"""Keys that a checkout makes for itself, once."""

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path


def push_key(folder: Path) -> str:
    """The private key of notifications, kept in ``folder``. Any 32 bytes are one, but for one in four thousand million.

    Several processes may start at once: the first to link its own is the one that all read.
    """
    kept = folder / "push-key"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        own = folder / f"push-key-{os.getpid()}"
        own.touch(mode=0o600)
        own.write_text(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
        with suppress(FileExistsError):
            kept.hardlink_to(own)
        own.unlink()
    return kept.read_text()
