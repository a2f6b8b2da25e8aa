"""An outbox row as a mail. Everything comes from the row: what was written is what is said, however late it leaves."""

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from django.conf import settings
from django.template import Context, TemplateDoesNotExist, TemplateSyntaxError
from django.template.backends.django import DjangoTemplates
from django.utils import translation

from notifications.models import Message

POLICY = SMTP.clone(cte_type="7bit")  # quoted-printable or base64: no relay on the way can spoil a line
METHOD = re.compile(r"^METHOD:([A-Za-z-]+)\s*$", re.MULTILINE)
CONTROLS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
BLANK_LINES = re.compile(r"\n{3,}")


class CannotRender(Exception):
    """The row cannot become a mail: no template, a variable that the facts do not have, a time without zone."""


def render(message: Message, *, now: datetime) -> EmailMessage:
    """The mail for ``message`` in its recipient's language, dated ``now``. Raises CannotRender.

    Templates: ``mail/<kind>/subject.txt``, ``body.txt``, ``body.html``. They see the facts as variables, and
    ``recipient`` (``name``, ``email``, ``language``, ``timezone``) and, in the bodies, ``subject``. The same row gives
    the same Message-ID every time, so that a mail that had to be sent again can be known for the same.
    """
    try:
        with translation.override(_language(message.language)):
            subject, text, html = _words(message)
        return _mail(message, subject, text, html, now=now)
    except (TemplateDoesNotExist, TemplateSyntaxError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise CannotRender(f"{message.kind}: {type(error).__name__}: {error}") from error


class _Missing(str):
    """Stands for a variable that the facts do not have; Django asks it for ``"%s" in it`` and formats it."""

    __slots__ = ()

    def __contains__(self, _key):
        return True

    def __mod__(self, variable):
        raise LookupError(f"unknown variable {variable}")


@lru_cache(maxsize=1)
def _engine():
    """Its own engine: a mail with a hole where a time should be must never leave."""
    options = {"string_if_invalid": _Missing("!"), "builtins": ["notifications.templatetags.moments"]}
    dirs = settings.TEMPLATES[0]["DIRS"]
    return DjangoTemplates({"NAME": "mail", "DIRS": dirs, "APP_DIRS": True, "OPTIONS": options})


def _words(message):
    edition = message.facts.get("edition", {})
    facts = {**message.facts, "recipient": _recipient(message), "edition_name": edition.get("short_name", "")}
    facts["subject"] = _line(_fill(message, "subject.txt", facts))
    text = BLANK_LINES.sub("\n\n", _fill(message, "body.txt", facts)).strip() + "\n"
    return facts["subject"], text, _fill(message, "body.html", facts)


def _fill(message, name, facts):
    template = _engine().get_template(f"mail/{message.kind}/{name}").template
    return template.render(Context(facts, autoescape=name.endswith(".html")))


def _recipient(message):
    return {name: getattr(message, name) for name in ("name", "email", "language", "timezone")}


def _mail(message, subject, text, html, *, now):
    mail = EmailMessage(policy=POLICY)
    for name, value in _headers(message, subject, now=now):
        mail[name] = value
    mail.set_content(text)
    mail.add_alternative(html, subtype="html")
    if message.calendar:
        _add_calendar(mail, message.calendar)
    mail["Content-Language"] = message.language  # last: setting the content clears what is named Content-
    return mail


def _headers(message, subject, *, now):
    edition = message.facts.get("edition", {})
    house, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2]
    yield "From", Address(_line(edition.get("name", "")) or house, addr_spec=address)
    yield "To", Address(_line(message.name), addr_spec=message.email)
    if contact := edition.get("contact_email"):
        yield "Reply-To", Address(addr_spec=contact)
    yield "Subject", subject
    yield "Date", format_datetime(now)
    yield "Message-ID", f"<{message.public_id}@{domain}>"
    yield "Auto-Submitted", "auto-generated"  # RFC 3834: no out-of-office answer, please
    yield "X-Auto-Response-Suppress", "All"  # the same for Exchange
    if message.edition:
        yield "List-Id", f"<{message.edition}.{domain}>"


def _add_calendar(mail, calendar):
    # Twice, because readers differ: Outlook and Gmail make an invitation of the alternative (RFC 6047 section 2.4),
    # Apple Mail and most phones offer only what is attached. As application/ics it is no second invitation.
    whole = "\r\n".join(calendar.splitlines()) + "\r\n"
    found = METHOD.search(calendar)
    method = found[1].upper() if found else "PUBLISH"
    mail.add_alternative(whole, subtype="calendar", cte="base64", params={"method": method})
    mail.add_attachment(whole.encode(), maintype="application", subtype="ics", filename="invite.ics")


def _line(words):
    """One line without control characters: nothing that comes from a person can start another header."""
    return CONTROLS.sub(" ", words).strip()


def _language(wanted):
    try:
        return translation.get_supported_language_variant(wanted)
    except LookupError:
        return settings.LANGUAGE_CODE
