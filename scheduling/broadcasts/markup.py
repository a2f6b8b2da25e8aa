"""The little that an organiser's text may say beside its words: paragraphs, and links as ``[words](https://…)``."""

import re

import nh3
from django.utils.html import escape

LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\(((?:https?://|mailto:)[^\s()<>\"']{1,500})\)")
PARAGRAPHS = re.compile(r"\n\s*\n")
SCHEMES = {"http", "https", "mailto"}


def to_html(text: str) -> str:
    """``text`` as paragraphs. Everything but paragraphs, line breaks and links is words, whatever it looks like."""
    shown = "".join(f'<p dir="auto">{_linked(part)}</p>' for part in paragraphs(text))
    return nh3.clean(
        shown, tags={"p", "br", "a"}, attributes={"a": {"href"}, "p": {"dir"}}, url_schemes=SCHEMES, link_rel="noopener"
    )


def to_text(text: str) -> str:
    """The same for those who read plain text: the address behind the words."""
    return "\n\n".join(LINK.sub(_behind, part) for part in paragraphs(text))


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in PARAGRAPHS.split(text.replace("\r\n", "\n")) if part.strip()]


def _linked(part):
    escaped, at = [], 0
    for found in LINK.finditer(part):
        escaped += [escape(part[at : found.start()]), f'<a href="{escape(found[2])}">{escape(found[1])}</a>']
        at = found.end()
    return "".join([*escaped, escape(part[at:])]).replace("\n", "<br>")


def _behind(found):
    return f"{found[1]} ({found[2].removeprefix('mailto:')})"
