"""Writes the public programme in any of the three formats."""

from collections.abc import Callable
from datetime import datetime

from forum.exchange import write_ics, write_json, write_xml
from forum.exchange.collect import Programme

CONTENT_TYPES = {
    "json": "application/json",
    "xml": "application/xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


def write(programme: Programme, form: str, *, now: datetime) -> bytes:
    """`form`: "xml", "json" or "ics". The version that the first two carry is the time `now`, in the edition's zone."""
    version = now.astimezone(programme.edition.zone).isoformat(timespec="seconds")
    writers: dict[str, Callable[[], bytes]] = {
        "xml": lambda: write_xml.write(programme, version=version),
        "json": lambda: write_json.write(programme, version=version),
        "ics": lambda: write_ics.write(programme, now=now),
    }
    return writers[form]()
