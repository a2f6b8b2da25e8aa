"""Text from files that may hold HTML: pages here show plain text."""

import html
import re

import nh3

_TAG = re.compile(r"</?(?:p|br|ul|ol|li|div|h[1-6]|a|em|strong|b|i|code|pre|blockquote|span|table|tr|td)\b[^>]*>", re.I)
_BREAK = re.compile(r"</?(?:p|div|ul|ol|h[1-6]|pre|blockquote|table)\b[^>]*>", re.I)
_LINE = re.compile(r"<(?:br|li|tr)\b[^>]*>", re.I)


def plain(text: str) -> str:
    """`text` without its markup, its paragraphs and list items on lines of their own. Other text stays as it is."""
    text = text.replace("\r\n", "\n")
    if not _TAG.search(text):
        return text
    broken = _LINE.sub("\n", _BREAK.sub("\n\n", text))
    bare = html.unescape(nh3.clean(broken, tags=set()))
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", bare)).strip()
