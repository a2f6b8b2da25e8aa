"""The c3voc schedule as JSON (frab, pretalx). https://c3voc.de/schedule/schema.json"""

import json

from django.utils.translation import gettext as _

from forum.exchange.raw import RawDay, RawEvent, RawPerson, RawSchedule
from forum.exchange.schedule import BadFile, Problem

NAMES = ("name", "public_name", "full_public_name")


def read(data: bytes) -> RawSchedule:
    """Take the file apart. Raises BadFile when it is no JSON or no schedule."""
    schedule = _mapping(_mapping(_parse(data)).get("schedule"))
    conference = _mapping(schedule.get("conference"))
    days = conference.get("days", schedule.get("days"))
    if not isinstance(days, list):
        raise BadFile([Problem("schedule.conference.days", "days", _("This is no schedule: it has no list of days."))])
    return RawSchedule(
        conference=_texts(conference) | {"base_url": _text(schedule.get("base_url"))},
        system=_text(_mapping(schedule.get("generator")).get("url")),
        days=[_day(day, f"days[{index}]") for index, day in enumerate(days)],
        rooms=[_text(_mapping(room).get("name")) for room in _sequence(conference.get("rooms"))],
        tracks=[_text(_mapping(track).get("name")) for track in _sequence(conference.get("tracks"))],
    )


def _parse(data):
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise BadFile([Problem(f"line {error.lineno}, column {error.colno}", "JSON", error.msg)]) from error
    except UnicodeDecodeError as error:
        raise BadFile([Problem(f"byte {error.start}", "JSON", _("The text is not in UTF-8."))]) from error
    except RecursionError as error:
        raise BadFile([Problem("line 1", "JSON", _("It is nested too deeply."))]) from error


def _day(value, where):
    day = _mapping(value)
    rooms = _mapping(day.get("rooms"))
    return RawDay(
        where=where,
        date=_text(day.get("date")),
        start=_text(day.get("day_start")),
        events=[
            _event(event, _text(room), f"{where}.rooms.{room}[{index}]")
            for room, events in rooms.items()
            for index, event in enumerate(_sequence(events))
        ],
    )


def _event(value, room, where):
    event = _mapping(value)
    persons = _sequence(event.get("persons"))
    return RawEvent(
        where=where,
        room=room or _text(event.get("room")),
        facts=_texts(event),
        persons=[_person(person, f"{where}.persons[{index}]") for index, person in enumerate(persons)],
    )


def _person(value, where):
    person = _mapping(value) if isinstance(value, dict) else {"name": value}
    names = [_text(person.get(name)) for name in NAMES]
    texts = {name: _text(person.get(name)) for name in ("id", "guid", "code", "biography", "role")}
    return RawPerson(where=where, name=next(filter(None, names), ""), **texts)


def _texts(mapping):
    return {name: _text(value) for name, value in mapping.items() if not isinstance(value, dict | list)}


def _text(value):
    """Text as it stands, a number as text, anything else as nothing."""
    if isinstance(value, str):  # JSON can write what no database stores: half a character, or the character nought
        return value.replace("\0", "").encode("utf-8", "replace").decode().strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _mapping(value):
    return value if isinstance(value, dict) else {}


def _sequence(value):
    return value if isinstance(value, list) else []
