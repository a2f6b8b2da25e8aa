"""The picture that enrols a phone: a link as a QR code."""

import segno


def picture(link: str) -> str:
    """``link`` as a data URI of an SVG. It lies behind a #, which no server is sent and no log keeps."""
    return segno.make(link, error="m", micro=False).svg_data_uri(scale=8, border=4, dark="#0a3527", light="#ffffff")
