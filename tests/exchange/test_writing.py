"""What leaves is valid, complete, and comes back as it was."""

import json

import jsonschema
import pytest
from icalendar import Calendar
from lxml import etree

from forum.actions import imports, sessions
from forum.exchange import guids
from forum.exchange.collect import collect
from forum.exchange.read import of_bytes, read
from forum.exchange.write import write
from forum.models import Person, Session
from tests.exchange.documents import DATA, NOW, event
from tests.exchange.documents import read as read_events


@pytest.fixture
def fosdem(db):
    schedule = read(DATA / "fosdem2025.excerpt.xml")
    edition = imports.create_edition(schedule)
    imports.take_in(edition, schedule, by=None, now=NOW)
    return edition


@pytest.fixture
def night(edition):
    """A programme with a cancelled session, one after midnight, one without a room, and odd letters."""
    people = [(1, "Sample Speaker, One; the \\ First")]
    schedule = read_events(
        event("1", people=people, title="Öl &amp; Gas, 中文 and نمونہ in one title that is longer than a line may be"),
        event("2", date="2025-04-09T01:00:00+05:00", start="01:00", abstract="Two\nlines"),
        event("3", start="14:00"),
        event("4", start="16:00", room=""),
    )
    imports.take_in(edition, schedule, by=None, now=NOW)
    sessions.cancel(Session.objects.get(external_id="3"), by=None, now=NOW)
    return edition


def facts(edition):
    """All that a schedule file carries of a programme."""
    rows = (
        Session.objects.filter(edition=edition).order_by("starts_at", "title").prefetch_related("appearances__person")
    )
    return [
        (
            row.title,
            row.subtitle,
            row.abstract,
            row.language,
            row.kind,
            row.track and row.track.name,
            row.room and row.room.name,
            row.starts_at,
            row.ends_at,
            row.status,
            [(part.person.name, part.role) for part in row.appearances.all()],
        )
        for row in rows
    ]


@pytest.mark.parametrize("name", ["fosdem", "night", "edition"])
def test_xml_is_valid_against_the_schema(name, request):
    body = write(collect(request.getfixturevalue(name)), "xml", now=NOW)
    schema = etree.XMLSchema(etree.parse(DATA / "schema" / "schedule.xml.xsd"))
    schema.assertValid(etree.fromstring(body))


@pytest.mark.parametrize("name", ["fosdem", "night", "edition"])
def test_json_is_valid_against_the_schema(name, request):
    body = write(collect(request.getfixturevalue(name)), "json", now=NOW)
    schema = json.loads((DATA / "schema" / "schedule.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft6Validator(schema).validate(json.loads(body))


@pytest.mark.parametrize("form", ["xml", "json"])
def test_export_taken_into_a_new_edition_is_the_same(fosdem, form):
    before, persons = facts(fosdem), Person.objects.count()
    body = write(collect(fosdem), form, now=NOW)
    fosdem.sessions.all().delete()
    fosdem.bookings.all().delete()
    fosdem.delete()
    schedule = of_bytes(body)
    edition = imports.create_edition(schedule)
    imports.take_in(edition, schedule, by=None, now=NOW)
    assert facts(edition) == before
    assert Person.objects.count() == persons
    assert (edition.slug, edition.timezone, str(edition.starts_on)) == ("fosdem-2025", "Europe/Brussels", "2025-02-01")


@pytest.mark.parametrize("form", ["xml", "json"])
def test_export_taken_into_its_own_edition_changes_nothing(fosdem, form):
    schedule = of_bytes(write(collect(fosdem), form, now=NOW))
    outcome = imports.take_in(fosdem, schedule, by=None, now=NOW)
    assert (outcome.created, outcome.unchanged, outcome.conflicts) == (0, 12, [])


def test_session_after_midnight_is_listed_with_the_day_before(night):
    schedule = json.loads(write(collect(night), "json", now=NOW))["schedule"]
    (day,) = schedule["conference"]["days"]
    assert day["date"] == "2025-04-08"
    assert [one["date"] for room in day["rooms"].values() for one in room] == [
        "2025-04-08T16:00:00+05:00",
        "2025-04-08T10:00:00+05:00",
        "2025-04-09T01:00:00+05:00",
    ]


def test_calendar_is_read_by_others_as_it_was_meant(night):
    body = write(collect(night), "ics", now=NOW)
    calendar = Calendar.from_ical(body)
    events = {str(one["UID"]): one for one in calendar.walk("VEVENT")}
    first = Session.objects.get(external_id="1")
    shown = events[f"{first.public_id}@majlis"]
    assert str(shown["SUMMARY"]) == first.title
    assert "Sample Speaker, One; the \\ First" in str(shown["DESCRIPTION"])
    assert (shown["DTSTART"].dt, shown["DTEND"].dt) == (first.starts_at, first.ends_at)
    assert (str(calendar["X-WR-CALNAME"]), len(events)) == (night.name, 4)
    assert {str(one["STATUS"]) for one in events.values()} == {"CONFIRMED", "CANCELLED"}
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert b"VTIMEZONE" not in body


def test_calendar_raises_the_sequence_of_what_changed(night):
    imports.take_in(night, read_events(event("1", title="Other")), by=None, now=NOW)
    moved = Session.objects.get(external_id="1")
    body = write(collect(night), "ics", now=NOW)
    (shown,) = [one for one in Calendar.from_ical(body).walk("VEVENT") if str(one["UID"]).startswith(moved.public_id)]
    assert shown["SEQUENCE"] == moved.version == 2


@pytest.mark.parametrize("form", ["xml", "json", "ics"])
def test_drafts_are_in_no_export(edition, form):
    schedule = read_events(event("1"), event("2", title="Unsettled"))
    imports.take_in(edition, schedule, by=None, now=NOW)
    assert b"Unsettled" not in write(collect(edition), form, now=NOW)


@pytest.mark.parametrize("extra", [0, 3])
def test_collecting_takes_the_same_few_queries_at_any_size(edition, django_assert_num_queries, extra):
    events = [event(str(hour), start=f"{hour}:00", people=[(hour, f"Sample {hour}")]) for hour in range(10, 12 + extra)]
    imports.take_in(edition, read_events(*events), by=None, now=NOW)
    with django_assert_num_queries(4):
        collect(edition)


def test_public_id_survives_as_a_guid():
    assert guids.public_id(guids.of("abcd2345wxyz6789")) == "abcd2345wxyz6789"
    assert guids.public_id("fdbc5919-f702-524c-9331-3a2c670f6ff3") == ""
