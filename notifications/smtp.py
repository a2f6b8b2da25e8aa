"""One line to the mail server, kept open between mails. It says what the server said; it decides nothing."""

import re
import smtplib
from contextlib import suppress
from socket import socket
from typing import cast

from django.core.mail.backends.smtp import EmailBackend

STEP_SECONDS = 5  # for each of MAIL, RCPT, DATA and the mail itself
ANSWER_SECONDS = 25  # for the answer to the whole mail, which a server may be scanning
LONGEST_SEND_SECONDS = 4 * STEP_SECONDS + ANSWER_SECONDS  # the lease must be longer: leases.LEASE

LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)
LEAVING = 421


class Refused(Exception):
    """The server said no to this mail. ``is_final``: for good (5xx), else for now (4xx)."""

    def __init__(self, code: int, words: bytes):
        super().__init__(f"{code} {words.decode(errors='replace')}")
        self.is_final = code >= 500


class LineLost(Exception):
    """No answer any more, in the middle of a mail: dropped, timed out, or a server that takes its leave (421)."""


class LineGone(Exception):
    """The kept line went away between two mails (idle too long, or full). Nothing is under way: open again."""


class CannotOpen(Exception):
    """There is no line, so nothing was tried with any mail."""


class Line:
    """A context manager. ``open`` before each ``send``: it does nothing where the line still stands, and is clean.

    Whatever may take long besides the mail itself happens in ``open``, so that a send has a longest time.
    """

    def __init__(self):
        self._backend = EmailBackend(timeout=STEP_SECONDS)
        self._mails = 0
        self._is_clean = True

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._backend.connection:
            with suppress(smtplib.SMTPException, OSError):
                self._backend.connection.quit()
        self._hang_up()

    def open(self) -> None:
        """Make sure that there is a line, with TLS and sign-in as the settings say. Raises CannotOpen."""
        if self._backend.connection and not self._is_clean:
            self._reset()
        if self._backend.connection:
            return
        self._mails, self._is_clean = 0, True
        try:
            self._backend.open()
            self._smtp.ehlo_or_helo_if_needed()
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise CannotOpen(_said(error)) from error

    def send(self, sender: str, recipient: str, mail: bytes) -> None:
        """Give one mail, lines ended by CRLF, to the server. Raises Refused, LineLost or LineGone."""
        try:
            self._start(sender)
            _expect(self._smtp.rcpt(recipient), 250, 251)
            _expect(self._smtp.docmd("DATA"), 354)
            _expect(self._give(mail), 250)
        except Refused:
            self._is_clean = False
            raise
        except (smtplib.SMTPException, OSError) as error:
            self._hang_up()
            raise LineLost(_said(error)) from error
        self._mails += 1

    @property
    def _smtp(self):
        return cast(smtplib.SMTP, self._backend.connection)

    def _start(self, sender):
        try:
            _expect(self._smtp.mail(sender), 250)
        except (smtplib.SMTPException, OSError) as error:
            if not self._mails:
                raise
            self._hang_up()
            raise LineGone(_said(error)) from error

    def _give(self, mail):
        line = cast(socket, self._smtp.sock)
        line.sendall(LEADING_DOT.sub(b"..", mail) + b".\r\n")
        line.settimeout(ANSWER_SECONDS)
        answer = self._smtp.getreply()
        line.settimeout(STEP_SECONDS)
        return answer

    def _reset(self):
        """After a refusal, so that the next mail starts clean; a line that cannot even do that is given up."""
        try:
            _expect(self._smtp.rset(), 250)
            self._is_clean = True
        except (smtplib.SMTPException, OSError, Refused):
            self._hang_up()

    def _hang_up(self):
        if self._backend.connection:
            self._backend.connection.close()
            self._backend.connection = None


def _expect(answer, *wanted):
    code, words = answer
    if code in wanted:
        return
    if code == LEAVING or not 400 <= code < 600:
        raise smtplib.SMTPServerDisconnected(f"{code} {words.decode(errors='replace')}")
    raise Refused(code, words)


def _said(error):
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        return f"{error.smtp_code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
    return str(error) or type(error).__name__
