"""An outbox row as a mail. Everything comes from the row: what was written is what is said, however late it leaves."""

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime, parseaddr
from functools import lru_cache

from django.conf import settings
from django.template import Context, TemplateDoesNotExist, TemplateSyntaxError
from django.template.backends.django import DjangoTemplates
from django.utils import translation

from notifications import attachments, own_words, unsubscribing
from notifications.mime import address, assemble, one_line
from notifications.models import Message, Wording
from notifications.own_words import Book

WRONG = (TemplateDoesNotExist, TemplateSyntaxError, AttributeError, LookupError, TypeError, ValueError)
BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")

log = logging.getLogger(__name__)


class CannotRender(Exception):
    """The row cannot become a mail: no template, a variable that the facts do not have, a time without zone."""


@dataclass(frozen=True)
class Words:
    """What a message says, in its recipient's language."""

    subject: str
    text: str
    html: str
    unsubscribe_url: str = ""


@dataclass(frozen=True)
class ShortWords:
    """The same in a few words, for a device or a number. ``url``: where to read on, or empty."""

    title: str
    text: str
    url: str
    direction: str


def render(message: Message, *, now: datetime, book: Book | None = None) -> bytes:
    """The mail for ``message`` as it goes over the wire, dated ``now``. ``book``: as for ``word``. Raises CannotRender.

    The same row gives the same Message-ID every time, so that a mail that had to be sent again can be known for it.
    """
    words = word(message, book)
    try:
        files = _files(message)
        return assemble(_headers(message, words, now=now), words.text, words.html, message.calendar, files)
    except ValueError as error:
        raise CannotRender(f"{message.kind}: {error}") from error


def word(message: Message, book: Book | None = None) -> Words:
    """The words of ``message``: its organisers' where they wrote some, else the house's. Raises CannotRender.

    ``book``: what ``own_words.read`` gave for the message and others together; without it the house speaks.
    Words of the organisers that do not fit the message (it is older than a variable) give way to the house's.

    Templates: ``mail/<kind>/subject.txt``, ``body.txt``, ``body.html``. They see the facts as variables, ``recipient``
    (``name``, ``email``, ``language``, ``timezone``), ``edition_name`` and, in the bodies, ``subject``.
    """
    if wording := _wording_for(message, book):
        try:
            return word_by(message, wording)
        except CannotRender as error:
            log.warning("Words of %s do not fit message %s: %s", wording, message.public_id, error)
    return _worded(message, None)


def word_by(message: Message, wording: Wording) -> Words:
    """The words of ``message`` by ``wording``, which need not be saved. Raises CannotRender."""
    return _worded(message, wording)


def word_shortly(message: Message, book: Book | None = None) -> ShortWords:
    """The subject, and ``mail/<kind>/short.txt`` as one line. ``book``: as for ``word``. Raises CannotRender."""
    facts = _facts(message)
    with _in_language_of(message):
        text = one_line(_fill(message, "short.txt", facts))
        direction = "rtl" if translation.get_language_bidi() else "ltr"
        title = _title(message, facts, _wording_for(message, book))
    return ShortWords(title, text, facts.get("url") or facts.get("link") or "", direction)


def kind_in_words(kind: str) -> str:
    """What mails of ``kind`` are, for whoever looks after the outbox; of one without words, its own name."""
    try:
        return engine().get_template(f"mail/{kind}/kind.txt").template.render(Context()).strip()
    except TemplateDoesNotExist:
        return kind.replace("_", " ")


def sender() -> str:
    """The bare address that all mail leaves from; answers and refusals for it are read."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@lru_cache(maxsize=1)
def engine():
    """Its own engine: a mail with a hole where a time should be must never leave."""
    options = {"string_if_invalid": _Missing("!"), "builtins": ["notifications.templatetags.moments"]}
    dirs = settings.TEMPLATES[0]["DIRS"]
    return DjangoTemplates({"NAME": "mail", "DIRS": dirs, "APP_DIRS": True, "OPTIONS": options})


class _Missing(str):
    """Stands for a variable that the facts do not have; Django asks it for ``"%s" in it`` and formats it."""

    __slots__ = ()

    def __contains__(self, _key):
        return True

    def __mod__(self, variable):
        raise LookupError(f"unknown variable {variable}")


@contextmanager
def _in_language_of(message):
    """Whatever is wrong with the words is CannotRender."""
    try:
        with translation.override(_language(message.language)):
            yield
    except WRONG as error:
        raise CannotRender(f"{message.kind}: {type(error).__name__}: {error}") from error


def _wording_for(message, book):
    return (book or {}).get((message.edition, message.kind, _language(message.language)))


def _worded(message, wording):
    link = unsubscribing.link_for(message)
    facts = _facts(message) | {"unsubscribe_url": link}
    with _in_language_of(message):
        facts["subject"] = _subject(message, facts, wording)
        if wording:
            facts["own"] = own_words.filled(wording, facts)
        text, html = (_body(message, f"body.{end}", facts) for end in ("txt", "html"))
        return Words(facts["subject"], BLANK_LINES.sub("\n\n", text).strip(), html, link)


def _title(message, facts, wording):
    try:
        return _subject(message, facts, wording)
    except WRONG:
        return _subject(message, facts, None)


def _subject(message, facts, wording):
    if wording and wording.subject:
        return one_line(own_words.line(wording.subject, facts))
    return one_line(_fill(message, "subject.txt", facts))


def _body(message, name, facts):
    if "own" not in facts:
        return _fill(message, name, facts)
    layout = engine().get_template(f"mail/components/{name.replace('body', 'own')}").template
    usual = {"usual": f"mail/{message.kind}/{name}"}
    return layout.render(Context(facts | usual, autoescape=name.endswith(".html")))


def _fill(message, name, facts):
    template = engine().get_template(f"mail/{message.kind}/{name}").template
    return template.render(Context(facts, autoescape=name.endswith(".html")))


def _facts(message):
    edition = message.facts.get("edition", {})
    said = {
        "recipient": _recipient(message),
        "edition_name": edition.get("short_name", ""),
        "foreword": message.foreword,
    }
    return message.facts | said


def _recipient(message):
    return {name: getattr(message, name) for name in ("name", "email", "language", "timezone")}


def _files(message):
    try:
        with translation.override(_language(message.language)):
            return attachments.of(message)
    except (attachments.CannotMake, *WRONG) as error:
        raise CannotRender(f"{message.kind}: {type(error).__name__}: {error}") from error


def _headers(message, words, *, now):
    edition = message.facts.get("edition", {})
    house, mailbox = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = mailbox.rpartition("@")[2]
    headers = {
        "From": address(mailbox, edition.get("name") or house),
        "To": address(message.email, message.name),
        "Subject": words.subject,
        "Date": format_datetime(now),
        "Message-ID": f"<{message.public_id}@{domain}>",
        "Content-Language": _language(message.language),
        "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answer, please
        "X-Auto-Response-Suppress": "All",  # the same for Exchange
    }
    if edition.get("contact_email"):
        headers["Reply-To"] = address(edition["contact_email"])
    if words.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{words.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    if message.edition:
        headers["List-Id"] = f"<{message.edition}.{domain}>"
    return headers


def _language(wanted):
    """The language of notices that is or is nearest to ``wanted``; else the house's."""
    codes = [code for code, _name in settings.NOTICE_LANGUAGES]
    near = [code for code in codes if code.partition("-")[0] == wanted.partition("-")[0]]
    return wanted if wanted in codes else (near or [settings.LANGUAGE_CODE])[0]
