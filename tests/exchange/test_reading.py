"""Files of both formats are read as generously as they are written carelessly, and never beyond what they say."""

import datetime as dt
import json

import pytest

from forum.exchange.read import of_bytes
from forum.exchange.read import read as read_file
from forum.exchange.schedule import BadFile
from forum.models import SessionKind
from tests.exchange.documents import DATA, document, event, read


def problems(data):
    with pytest.raises(BadFile) as refusal:
        of_bytes(data)
    return [(one.where, one.field) for one in refusal.value.problems]


def test_excerpt_of_fosdem_is_read_whole():
    schedule = read_file(DATA / "fosdem2025.excerpt.xml")
    first = schedule.items[0]
    assert (schedule.title, schedule.acronym, schedule.zone_name) == ("FOSDEM 2025", "fosdem-2025", "Europe/Brussels")
    assert (len(schedule.items), len(schedule.rooms)) == (12, 3)
    assert (first.title, first.room, first.track) == ("Welcome to FOSDEM 2025", "Janson", "Keynotes")
    assert (first.key, first.kind) == ("fdbc5919-f702-524c-9331-3a2c670f6ff3", SessionKind.KEYNOTE)
    assert first.starts_at == dt.datetime(2025, 2, 1, 8, 30, tzinfo=dt.UTC)
    assert [speaker.key for speaker in first.speakers] == ["fosdem.org:2", "fosdem.org:1324"]


def test_every_problem_of_a_file_is_told_with_its_line_and_field():
    data = document(
        event("1", title=None),
        event("2", length="never"),
        event("2", start="11:00"),
        event("4", date="soon", start="later"),
        event("5", people=[(1, "")]),
        event("6", length="00:00"),
    )
    assert problems(data) == [
        ("line 6", "title"),
        ("line 7", "duration"),
        ("line 8", "guid"),
        ("line 9", "date"),
        ("line 10", "person"),
        ("line 11", "duration"),
    ]


def test_problem_of_json_is_told_with_its_path():
    rooms = {"Hall A": [{"id": 7, "title": "", "date": "2025-04-08T10:00:00+05:00", "duration": "1:00"}]}
    data = {"schedule": {"conference": {"title": "Sample Forum", "days": [{"date": "2025-04-08", "rooms": rooms}]}}}
    assert problems(json.dumps(data).encode()) == [("days[0].rooms.Hall A[0]", "title")]


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"<schedule><day></schedule>", "line 1"),
        (b"<rss/>", "line 1"),
        (b'{"schedule": ', "line 1, column 14"),
        (b'{"schedule": {"conference": []}}', "schedule.conference.days"),
        (b'{"a":' * 100_000, "line 1"),
        (b'{"schedule": "\xff"}', "byte 14"),
        (b"\x89PNG\r\n", "line 1"),
        (b"", "line 1"),
        (b'[{"schedule": 1}]', "line 1"),
    ],
)
def test_what_is_no_schedule_is_refused_with_its_place(data, where):
    assert problems(data)[0][0] == where


def test_entities_are_refused_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    data = document(event("1", title="&stolen;")).replace(
        b"<schedule>", f'<!DOCTYPE schedule [<!ENTITY stolen SYSTEM "file://{secret}">]><schedule>'.encode(), 1
    )
    assert problems(data) == [("line 1", "DOCTYPE")]


def test_file_that_is_too_large_is_not_read(tmp_path):
    large = tmp_path / "large.xml"
    with large.open("wb") as handle:
        handle.truncate(50_000_001)
    with pytest.raises(BadFile) as refusal:
        read_file(large)
    assert "50 million" in str(refusal.value.problems[0])


def test_missing_file_is_told():
    with pytest.raises(BadFile) as refusal:
        read_file(DATA / "nothing.xml")
    assert "No such file" in str(refusal.value.problems[0])


def test_zone_without_a_name_comes_from_the_offsets():
    schedule = read(event("1"), conference="<version/>")
    assert schedule.zone_name == "Etc/GMT-5"


def test_zone_that_offsets_cannot_tell_is_left_open():
    schedule = read(event("1", date="2025-04-08T10:00:00+05:30"), conference="<version/>")
    assert schedule.zone_name == ""


def test_unknown_zone_is_a_problem():
    data = document(event("1"), conference="<time_zone_name>Asia/Nowhere</time_zone_name>")
    assert problems(data) == [("conference", "time_zone_name")]


def test_time_without_zone_or_offset_is_a_problem():
    data = document(event("1", date="2025-04-08T10:00:00"), conference="<version/>")
    assert problems(data) == [("line 6", "date")]


def test_local_time_after_midnight_belongs_to_the_day_before():
    (item,) = read(event("1", date=None, start="00:30")).items
    assert item.starts_at.isoformat() == "2025-04-09T00:30:00+05:00"


def test_person_listed_twice_in_one_event_is_one():
    (item,) = read(event("1", people=[(7, "Sample Speaker 7"), (7, "Sample Speaker 7")])).items
    assert [speaker.name for speaker in item.speakers] == ["Sample Speaker 7"]


def test_markup_in_texts_becomes_plain_text():
    abstract = "&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;ul&gt;&lt;li&gt;three&lt;/li&gt;&lt;/ul&gt;"
    (item,) = read(event("1", abstract=abstract)).items
    assert item.abstract == "One & two\n\nthree"


def test_year_beyond_reason_is_a_problem():
    assert problems(document(event("1", date="9999-12-31T23:30:00+05:00"))) == [("line 6", "date")]


def test_text_that_no_database_stores_is_cleaned():
    rooms = {"Hall A": [{"id": 7, "title": "a\0b\ud800", "date": "2025-04-08T10:00:00+05:00", "duration": "1:00"}]}
    data = {"schedule": {"conference": {"title": "Sample Forum", "days": [{"date": "2025-04-08", "rooms": rooms}]}}}
    (item,) = of_bytes(json.dumps(data).encode()).items
    assert item.title == "ab?"
