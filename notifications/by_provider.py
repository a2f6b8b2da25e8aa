"""Mail through a provider's API, by django-anymail: a line with the manners of ``smtp.Line``, for ``delivery`` to use.

A provider takes a message and no bytes, so the mail that was made for the wire is taken apart again. It keeps its
Message-ID, the invitations, the files and the headers. A provider says yes with its answer; what it does later comes
as a bounce.
"""

import email
import email.policy
from contextlib import suppress
from email.message import EmailMessage
from email.mime.base import MIMEBase

from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from anymail.message import AnymailMessage
from django.conf import settings
from django.core.mail import get_connection
from requests import ConnectionError as NoConnection
from requests import RequestException
from requests.exceptions import ConnectTimeout

from notifications.smtp import CannotOpen, LineLost, Refused

TAKEN = {"sent", "queued", "unknown"}  # unknown: taken, and no more is said of it
LATER = (408, 425, 429)
WITHOUT_METADATA = {"mailersend", "postal"}  # with some, django-anymail refuses the mail
OUR_ID = "message"  # the provider gives it back with what it says later (web/provider_events.py)
COPY = "application/ics"  # of the one invitation, for readers of the assembled mail
ASSEMBLED = ("subject", "from", "to", "reply-to", "mime-version", "content-type", "content-transfer-encoding")


class ProviderLine:
    """A context manager. ``open`` before each ``send``; a session with the provider is kept between mails."""

    def __init__(self):
        self._backend = get_connection()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with suppress(RequestException):
            self._backend.close()

    def open(self) -> None:
        """Make sure that there is a session. Raises CannotOpen."""
        try:
            self._backend.open()
        except RequestException as error:
            raise CannotOpen(str(error)) from error

    def send(self, sender: str, recipient: str, mail: bytes) -> None:
        """Give one mail to the provider. Raises Refused, LineLost; CannotOpen where nobody is there to take it."""
        message = message_of(mail, recipient)
        try:
            self._backend.send_messages([message])
        except (ConnectTimeout, NoConnection) as error:
            if _never_left(error):
                raise CannotOpen(_said(error)) from error
            raise LineLost(_said(error)) from error
        except AnymailRecipientsRefused as error:
            raise Refused(550, _said(error).encode()) from error
        except AnymailAPIError as error:
            _tell_apart(error)
        except AnymailError as error:  # what this provider cannot do with such a mail, it cannot tomorrow
            raise Refused(554, _said(error).encode()) from error
        _require_taken(message.anymail_status)


def message_of(mail: bytes, recipient: str) -> AnymailMessage:
    """A mail of ours as what Django's backends take."""
    parsed = email.message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)  # noqa: S101 - for the type checker: the policy makes it one
    made = AnymailMessage(
        subject=parsed["Subject"],
        body=_words(parsed, "plain"),
        from_email=str(parsed["From"]),
        to=[str(parsed["To"]) if recipient in str(parsed["To"]) else recipient],
        reply_to=[str(one) for one in parsed.get_all("Reply-To", [])],
        headers={name: str(value) for name, value in parsed.items() if name.lower() not in ASSEMBLED},
    )
    if settings.EMAIL_BACKEND.split(".")[2] not in WITHOUT_METADATA:
        made.metadata = {OUR_ID: str(parsed["Message-ID"]).strip("<>").partition("@")[0]}
    made.attach_alternative(_words(parsed, "html"), "text/html")
    for part in parsed.walk():
        if part.get_content_type() == "text/calendar":
            made.attach(_entry(part))
        elif part.is_attachment() and part.get_content_type() != COPY:
            made.attach(part.get_filename(), part.get_content(), part.get_content_type())
    return made


def _words(mail, subtype):
    body = mail.get_body((subtype,))
    return body.get_content() if body else ""


def _entry(part: EmailMessage) -> MIMEBase:
    """An iCalendar object, with the method that mail programs look for in its type (RFC 6047 section 2.4)."""
    name, method = part.get_filename("invite.ics"), part["Content-Type"].params["method"]
    made = MIMEBase("text", "calendar", method=method, charset="utf-8", name=name)
    made.add_header("Content-Disposition", "attachment", filename=name)
    made["Content-Transfer-Encoding"] = "8bit"
    made.set_payload(part.get_content().encode())
    return made


def _require_taken(status):
    """Anymail raises for what it knows as a refusal; what stands in the answer besides is asked here."""
    code = getattr(status.esp_response, "status_code", 200)
    if code < 400 and status.status and status.status <= TAKEN:
        return
    words = " ".join(getattr(status.esp_response, "text", "").split())[:1000]
    raise Refused(550, f"{', '.join(sorted(map(str, status.status or ['no status'])))}: {code} {words}".encode())


def _tell_apart(error: AnymailAPIError):
    """No answer is for now; so are 5xx, and what asks to wait. Everything else the provider means."""
    code = error.status_code
    if code is None:
        raise LineLost(_said(error)) from error
    if code >= 500 or code in LATER:
        raise Refused(450, _said(error).encode()) from error
    raise Refused(550, _said(error).encode()) from error


def _never_left(error):
    return isinstance(error, ConnectTimeout) or "NewConnectionError" in repr(error.__cause__)


def _said(error):
    return " ".join(str(error).split())[:1000]
