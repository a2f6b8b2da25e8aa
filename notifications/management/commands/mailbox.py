"""The demo's mail server: takes every mail that is sent and shows it under /mailbox/. Nothing leaves the machine."""

import signal
import threading

from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from notifications import maildir


class Command(BaseCommand):
    help = "Listen for mail at EMAIL_HOST:EMAIL_PORT and keep it in MAILBOX_DIR, until told to end."

    def handle(self, **_options):
        if not settings.MAILBOX_DIR:
            raise CommandError("There is no MAILBOX_DIR: this server sends its mail to people.")
        at = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
        # Left to itself it looks its own name up for every connection, which can take longer than a sender waits.
        controller = Controller(
            Keeper(), hostname=settings.EMAIL_HOST, port=settings.EMAIL_PORT, server_hostname="localhost"
        )
        try:
            controller.start()
        except OSError as error:
            raise CommandError(f"Cannot listen at {at}: {error.strerror}. Set EMAIL_PORT to a free one.") from error
        self.stdout.write(f"Every mail to {at} is kept in {settings.MAILBOX_DIR}.")
        _wait_to_be_told()
        controller.stop()


class Keeper:
    """What aiosmtpd calls for each mail."""

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        told = "".join(f"Delivered-To: {address}\r\n" for address in envelope.rcpt_tos)
        maildir.keep(told.encode() + envelope.content)
        return "250 OK"


def _wait_to_be_told():
    over = threading.Event()
    for what in (signal.SIGINT, signal.SIGTERM):
        signal.signal(what, lambda *_: over.set())
    over.wait()
