"""A programme as c3voc schedule JSON, valid against https://c3voc.de/schedule/schema.json"""

import json
from itertools import groupby

from forum.exchange.collect import Programme
from forum.exchange.shared_values import GENERATOR, bounds, conference, hours, number, slug, track_slug

SCHEMA = "https://c3voc.de/schedule/schema.json"


def write(programme: Programme, *, version: str) -> bytes:
    """The whole document. Cancelled sessions are not in it: the format has no word for them."""
    days = [_day(programme, index, day, entries) for index, (day, entries) in enumerate(programme.days, start=1)]
    length = programme.edition.ends_on - programme.edition.starts_on
    tracks = [
        {"name": name} | ({"slug": track_slug(short)} if track_slug(short) else {}) for name, short in programme.tracks
    ]
    head = conference(programme) | {"daysCount": length.days + 1, "tracks": tracks, "days": days}
    schedule = {"version": version, "base_url": programme.url, "conference": head}
    document = {"$schema": SCHEMA, "generator": {"name": GENERATOR}, "schedule": schedule}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def _day(programme, index, day, entries):
    first, last = bounds(programme, day)
    rooms = groupby(sorted(entries, key=lambda entry: entry.room), key=lambda entry: entry.room)
    return {
        "index": index,
        "date": day.isoformat(),
        "day_start": first.isoformat(),
        "day_end": last.isoformat(),
        "rooms": {room: [_event(programme, entry) for entry in in_room] for room, in_room in rooms},
    }


def _event(programme, entry):
    return {
        "guid": entry.guid,
        "id": number(entry),
        "date": entry.starts_at.isoformat(),
        "start": entry.starts_at.strftime("%H:%M"),
        "end": entry.ends_at.isoformat(),
        "duration": hours(entry.ends_at - entry.starts_at),
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
        "persons": [_person(part) for part in entry.parts],
        "links": [],
        **({"origin_url": entry.source} if entry.source else {}),
    }


def _person(part):
    return {
        "name": part.name,
        "guid": part.guid,
        "code": part.public_id.upper(),
        "role": part.role,
        "affiliation": part.affiliation,
    }
