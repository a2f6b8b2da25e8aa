"""The picture that enrols a phone: a link as a QR code."""

from base64 import b64encode

from core.typesetting import Paper


def picture(link: str) -> str:
    """``link`` as a data URI of an SVG. It lies behind a #, which no server is sent; no log and no cache keeps it."""
    with Paper() as paper:
        return "data:image/svg+xml;base64," + b64encode(paper.drawn(link).encode()).decode()
