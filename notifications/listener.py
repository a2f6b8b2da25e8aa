"""The demo's mail server: takes every mail that is sent and shows it under /mailbox/. Nothing leaves the machine.

Run as `python -m notifications.listener`: it needs the settings, but no model, and starts in half the time without.
"""

import signal
import sys
import threading

from aiosmtpd.controller import Controller
from django.conf import settings

from notifications import maildir

READY_S = 5  # how long it may take to listen; as long it takes to say that it cannot


def main() -> int:
    """Listen for mail at EMAIL_HOST:EMAIL_PORT and keep it in MAILBOX_DIR, until told to end. Returns an exit code."""
    if not settings.MAILBOX_DIR:
        return _refuse("There is no MAILBOX_DIR: this server sends its mail to people.")
    at = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    # Left to itself it looks its own name up for every connection, which can take longer than a sender waits.
    controller = Controller(
        Keeper(),
        hostname=settings.EMAIL_HOST,
        port=settings.EMAIL_PORT,
        server_hostname="localhost",
        ready_timeout=READY_S,
    )
    try:
        controller.start()
    except OSError as error:
        controller.loop.close()
        return _refuse(f"Cannot listen at {at}: {error.strerror}. Set EMAIL_PORT to a free one.")
    print(f"Every mail to {at} is kept in {settings.MAILBOX_DIR}.", flush=True)  # noqa: T201 - a program speaks
    _wait_to_be_told()
    controller.stop()
    return 0


class Keeper:
    """What aiosmtpd calls for each mail."""

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        told = "".join(f"Delivered-To: {address}\r\n" for address in envelope.rcpt_tos)
        maildir.keep(told.encode() + envelope.content)
        return "250 OK"


def _refuse(why):
    print(why, file=sys.stderr)  # noqa: T201
    return 1


def _wait_to_be_told():
    over = threading.Event()
    for what in (signal.SIGINT, signal.SIGTERM):
        signal.signal(what, lambda *_: over.set())
    over.wait()


if __name__ == "__main__":
    sys.exit(main())
