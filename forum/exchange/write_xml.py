"""A programme as c3voc schedule XML, valid against https://c3voc.de/schedule/schema.xsd

Written by the standard library: every web worker can write, and would keep lxml, which only the importer needs.
"""

import re
from datetime import timedelta
from itertools import groupby
from xml.etree import ElementTree as etree  # noqa: N813 - as it is known

from forum.exchange.collect import Programme
from forum.exchange.shared_values import GENERATOR, bounds, conference, hours, number, slug, track_slug

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(programme: Programme, *, version: str) -> bytes:
    """The whole document. Cancelled sessions are not in it: the format has no word for them."""
    root = etree.Element("schedule")
    _child(root, "generator", name=GENERATOR)
    _child(root, "url", programme.url)
    _child(root, "version", version)
    _conference(root, programme)
    days = [(day, list(entries)) for day, entries in programme.days]
    for index, (day, entries) in enumerate(days, start=1):
        _day(root, programme, index, day, entries)
    if not days:
        _day(root, programme, 1, programme.edition.starts_on, [])
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _conference(root, programme):
    element = _child(root, "conference")
    length = programme.edition.ends_on - programme.edition.starts_on
    facts = conference(programme) | {"days": length.days + 1}
    for name, value in facts.items():
        _child(element, name, str(value))
    for name, short in programme.tracks:
        allowed = track_slug(short)
        _child(element, "track", name, name=name, **({"slug": allowed} if allowed else {}))


def _day(root, programme, index, day, entries):
    first, last = bounds(programme, day)
    facts = {"start": first.isoformat(), "end": last.isoformat()}
    element = _child(root, "day", index=str(index), date=day.isoformat(), **facts)
    for name, in_room in groupby(sorted(entries, key=lambda entry: entry.room), key=lambda entry: entry.room):
        room = _child(element, "room", name=name)
        for entry in in_room:
            _event(room, programme, entry)


def _event(room, programme, entry):
    element = _child(room, "event", guid=entry.guid, id=str(number(entry)))
    length = entry.ends_at - entry.starts_at
    facts = {
        "date": entry.starts_at.isoformat(),
        "start": entry.starts_at.strftime("%H:%M"),
        "duration": hours(length) if length < timedelta(hours=100) else _days(length),
        "room": entry.room,
        "slug": slug(programme, entry),
        "url": entry.url,
        "title": entry.title,
        "subtitle": entry.subtitle,
        "track": entry.track,
        "type": entry.kind,
        "language": entry.language,
        "abstract": entry.abstract,
        "description": "",
    }
    for name, value in facts.items():
        _child(element, name, value)
    persons = _child(element, "persons")
    for part in entry.parts:
        _child(persons, "person", part.name, guid=part.guid)
    if entry.source:
        _child(element, "origin_url", entry.source)


def _days(length):
    return f"{length.days}:{hours(length - timedelta(days=length.days))}"


def _child(parent, tag, text="", **attributes):
    element = etree.SubElement(parent, tag, {name: _clean(value) for name, value in attributes.items()})
    if text:
        element.text = _clean(text)
    return element


def _clean(text):
    """Without the control characters that XML cannot carry."""
    return _FORBIDDEN.sub("", text)
