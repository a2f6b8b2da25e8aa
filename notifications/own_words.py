"""Words that organisers wrote for notices: read for many messages at once, checked, and put into the mail's layout."""

import re
from collections.abc import Iterable, Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from core import little_language
from core.errors import InvalidInput
from notifications import variables
from notifications.models import Message, Wording

LONGEST_TEXT = 10_000
BLOCK = re.compile(r"\{(usual|details)\}")
PARAGRAPH = re.compile(r"\n\s*\n")
MARKS = str.maketrans("", "", "\u2068\u2069")

Book = Mapping[tuple[str, str, str], Wording]
"""Wordings by edition, kind and language."""


def read(messages: Iterable[Message]) -> Book:
    """What the editions of ``messages`` have of their own: one query, however many messages."""
    editions = {message.edition for message in messages if message.edition}
    rows = Wording.objects.filter(edition__in=editions) if editions else ()
    return {(row.edition, row.kind, row.language): row for row in rows}


def check(kind: str, *, subject: str, heading: str, body: str) -> None:
    """Raise InvalidInput, of the field at fault, for words that no notice of ``kind`` could be made of."""
    known = variables.names(kind)
    for field, text in (("subject", subject), ("heading", heading)):
        if BLOCK.search(text):
            raise InvalidInput(_("Only the text can have {usual} or {details}."), field=field)
        little_language.check(text, known=known, field=field)
    blocks = variables.blocks(kind)
    little_language.check(body, known=[*known, *blocks], field="body")
    for paragraph in _paragraphs(body):
        if (found := BLOCK.search(paragraph)) and paragraph != found[0]:
            sentence = _("%(name)s is a paragraph of its own, with an empty line before and after it.")
            raise InvalidInput(sentence % {"name": found[0]}, field="body")
    if body and variables.leads_on(kind) and not re.search(r"\{(link|usual|details)\}", _always_shown(body)):
        raise InvalidInput(_("The text must lead on: name {link} in it, outside [ ]."), field="body")
    if len(body) > LONGEST_TEXT:
        raise InvalidInput(_("At most %(count)d characters.") % {"count": LONGEST_TEXT}, field="body")


def line(text: str, facts: Mapping) -> str:
    """A subject or a heading."""
    return little_language.plain(text, _said_in(text, facts)).translate(MARKS)


def filled(wording: Wording, facts: Mapping) -> dict:
    """What the layout of a mail takes (mail/components/own.html, own.txt); ``parts`` is None for the house's text."""
    body = parts(wording.body, facts) if wording.body else None
    return {"heading": line(wording.heading, facts), "parts": body}


def parts(body: str, facts: Mapping) -> list[dict]:
    """The paragraphs of ``body`` each as words, a button, or a block of the house's."""
    said, done = _said_in(body, facts), []
    for paragraph in _paragraphs(body):
        if found := BLOCK.fullmatch(paragraph):
            done.append(_part(found[1]))
        else:
            done += [_words(lines, said.get("link", "")) for lines in little_language.paragraphs(paragraph, said)]
    return done


def _said_in(text, facts):
    named = {name for name in little_language.VARIABLE.findall(text) if name not in variables.BLOCKS}
    return variables.values(named, facts)


def _words(lines, link):
    plain = [[(_shown(words, link), strong) for words, strong in line] for line in lines]
    text = "\n".join("".join(words for words, _strong in line) for line in plain)
    if link and len(plain) == 1 and (label := _label(text, link)):
        return _part("button", text=text, label=label, url=link)
    return _part("words", text=text, lines=plain)


def _label(text, link):
    """The words of a button: a line that is nothing but ``words: link``."""
    before, _link, after = text.partition(link)
    before = before.strip()
    return before.rstrip(":：").strip() if not after.strip() and before.endswith((":", "：")) else ""


def _shown(words, link):
    if not translation.get_language_bidi():
        return words.translate(MARKS)
    return words.replace(little_language.ISOLATED % link, link) if link else words


def _part(what, *, text="", lines=(), label="", url=""):
    return {"what": what, "text": text, "lines": lines, "label": label, "url": url}


def _paragraphs(body):
    return [part.strip() for part in PARAGRAPH.split(body.replace("\r\n", "\n")) if part.strip()]


def _always_shown(body):
    return little_language.OPTIONAL.sub("", body)
