"""As much of PostgreSQL's protocol 3.0 as it takes to ask a server how it is, over its unix socket.

https://www.postgresql.org/docs/current/protocol-flow.html
"""

import socket
import struct
from pathlib import Path

_VERSION = 196608  # protocol 3.0


class SilenceError(Exception):
    """Nobody listens at the socket, or nobody answers."""


class RefusedError(Exception):
    """The server answered with an error."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(fields.get("M", "refused"))
        self.sqlstate = fields.get("C", "")


def run(path: Path, *, user: str, database: str, statement: str = "") -> None:
    """Sign in without a password and run one statement (none: only sign in). Raises SilenceError or RefusedError."""
    with socket.socket(socket.AF_UNIX) as link:
        link.settimeout(10)
        try:
            link.connect(str(path))
            link.sendall(_startup(user, database))
            _until_ready(link)
            if statement:
                link.sendall(_message(b"Q", statement.encode() + b"\0"))
                _until_ready(link)
            link.sendall(_message(b"X", b""))
        except OSError as error:
            raise SilenceError(str(error)) from error


def _startup(user: str, database: str) -> bytes:
    words = b"".join(word.encode() + b"\0" for word in ("user", user, "database", database)) + b"\0"
    return struct.pack("!ii", len(words) + 8, _VERSION) + words


def _message(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("!i", len(body) + 4) + body


def _until_ready(link: socket.socket) -> None:
    refusal = None
    while True:
        kind, length = struct.unpack("!ci", _exactly(link, 5, refusal))
        body = _exactly(link, length - 4, refusal)
        if kind == b"E":
            refusal = RefusedError(_fields(body))
        if kind == b"Z":
            break
    if refusal:
        raise refusal


def _exactly(link: socket.socket, size: int, refusal: RefusedError | None) -> bytes:
    read = b""
    while len(read) < size:
        part = link.recv(size - len(read))
        if not part:  # after a refused sign-in the server hangs up
            raise refusal or SilenceError("hung up")
        read += part
    return read


def _fields(body: bytes) -> dict[str, str]:
    return {field[:1].decode(): field[1:].decode(errors="replace") for field in body.split(b"\0") if field}
