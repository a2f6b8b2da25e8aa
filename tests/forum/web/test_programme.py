"""The programme's pages as a visitor reads them."""

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.actions import sessions, speakers
from forum.models import Person, Track
from forum.slots import Slot

pytestmark = pytest.mark.django_db
PROGRAMME = "/pmif25/programme/"


@pytest.fixture
def announced(edition, acting, at, django_capture_on_commit_callbacks):
    """Make scheduled sessions; the pages hear of it as they do after a commit."""

    def make(title, room=None, hour=10, day=8, people=(), **facts):
        with django_capture_on_commit_callbacks(execute=True):
            session = sessions.draft(edition, title=title, **facts, **acting)
            for person in people:
                speakers.add(session, person, **acting)
            sessions.schedule(session, Slot(at(hour, day=day), at(hour + 1, day=day), room), **acting)
        return session

    return make


def page(address, **cookies):
    client = Client()
    client.cookies.load(cookies)
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_programme_shows_the_first_day_by_room_in_the_edition_s_zone(announced, room, hall):
    announced("Copper", room)
    announced("Gold", hall, hour=14)
    announced("Second day", hall, day=9)
    text = page(PROGRAMME)
    assert "Committee Room 1" in text
    assert "Main hall" in text
    assert "Asia/Karachi" in text
    assert '<time datetime="2025-04-08T05:00:00+00:00">10:00</time>' in text
    assert "Gold" in text
    assert "Second day" not in text
    assert "Second day" in page(PROGRAMME + "?day=2025-04-09")


def test_programme_hides_drafts_also_from_the_secretariat(panel, organiser, client):
    client.force_login(organiser)
    assert panel.title not in client.get(PROGRAMME + "?view=list").content.decode()


def test_programme_without_sessions_says_so(edition):
    assert "Nothing is scheduled here yet." in page(PROGRAMME)
    assert "Nothing is announced yet." in page(PROGRAMME + "?view=list")
    assert "No session answers to this." in page(PROGRAMME + "?q=nothing")


def test_programme_shows_what_is_cancelled_with_the_word(announced, room, acting):
    sessions.cancel(announced("Copper", room), **acting)
    for view in ("rooms", "list", "tracks"):
        text = page(f"{PROGRAMME}?view={view}")
        assert "is-cancelled" in text
        assert "Cancelled" in text


def test_programme_marks_a_time_that_was_not_published(edition, panel, room, at, acting):
    sessions.schedule(panel, Slot(at(10), at(11), room, is_time_placeholder=True), **acting)
    assert "Time not published; order only" in page(PROGRAMME)
    assert "time not published; order only" in page(PROGRAMME + "?view=list")
    assert "Time not published: these times only keep the order." in page(panel.get_absolute_url())
    assert "time not published; order only" in page("/pmif25/rooms/?at=2025-04-08T10:30")


def test_programme_lists_a_session_of_which_only_the_day_is_known(edition, panel, acting):
    sessions.announce(panel, on=edition.starts_on, **acting)
    text = page(PROGRAMME)
    assert "On this day, at a time that was not published" in text
    assert panel.title in text
    assert "The clock time was not published." in page(panel.get_absolute_url())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=copper", {"Copper in Chagai"}),
        ("q=coper", {"Copper in Chagai"}),
        ("q=تانبے", {"تانبے کی کان کنی"}),
        ("q=كان", {"تانبے کی کان کنی"}),
        ("q=Geologist", {"Gold"}),
        ("q=ماہر+ارضیات", {"Gold"}),
        ("q=tethyan", {"Gold"}),
        ("view=list&kind=keynote", {"Gold"}),
        ("view=list&track=metals", {"Copper in Chagai"}),
        ("view=list&day=2025-04-09", {"Gold"}),
        ("view=list&q=copper&day=2025-04-09", set()),
        ("view=list", {"Copper in Chagai", "تانبے کی کان کنی", "Gold"}),
    ],
)
def test_programme_finds_by_words_in_both_scripts_and_by_filters(edition, announced, room, hall, query, found):
    track = Track.objects.create(edition=edition, name="Metals", slug="metals")
    geologist = Person.objects.create(name="Sample Geologist", native_name="نمونہ ماہر ارضیات")
    announced("Copper in Chagai", room, track=track)
    announced("تانبے کی کان کنی", hall)
    announced("Gold", hall, day=9, kind="keynote", people=[geologist], abstract="The Tethyan belt.")
    text = page(f"{PROGRAMME}?{query}")
    assert {
        title for title in ("Copper in Chagai", "تانبے کی کان کنی", "Gold") if f">{title}</bdi></a>" in text
    } == found


def test_programme_filters_by_room(announced, room, hall):
    announced("Copper", room)
    announced("Gold", hall)
    text = page(f"{PROGRAMME}?view=list&room={hall.public_id}")
    assert "Gold" in text
    assert ">Copper<" not in text


@pytest.mark.parametrize("query", ["track=nowhere", "room=nowhere", "kind=party", "day=yesterday", "view=upside-down"])
def test_programme_answers_a_filter_that_it_does_not_know(announced, room, query):
    announced("Copper", room)
    assert "Copper" in page(f"{PROGRAMME}?{query}")


def test_programme_says_what_is_wrong_beside_the_filter(announced, room):
    announced("Copper", room)
    assert "Select a valid choice" in page(f"{PROGRAMME}?kind=party")


def test_programme_of_many_sessions_comes_in_pages(edition, acting, at):
    for number in range(61):
        session = sessions.draft(edition, title=f"Number {number:02}", **acting)
        sessions.schedule(session, Slot(at(10), at(11)), **acting)
    first, second = page(PROGRAMME + "?view=list"), page(PROGRAMME + "?view=list&page=2")
    assert "Number 59" in first
    assert "Number 60" not in first
    assert "Number 60" in second


def test_programme_reads_right_to_left_in_urdu(announced, room):
    announced("Copper", room)
    text = page(PROGRAMME, django_language="ur")
    assert '<html lang="ur" dir="rtl">' in text


@pytest.mark.parametrize("view", ["rooms", "list", "tracks"])
def test_programme_asks_the_same_queries_for_one_row_and_for_three(
    announced, room, hall, view, client, django_assert_max_num_queries
):

    counts = []
    for hours in ([10], [11, 12]):
        for hour in hours:
            people = [Person.objects.create(name=f"Speaker {hour}"), Person.objects.create(name=f"Chair {hour}")]
            announced(f"At {hour}", room, hour=hour, people=people)
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{PROGRAMME}?view={view}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


def test_programme_is_kept_until_it_changes(announced, room, client):
    announced("Copper", room)
    client.get(PROGRAMME)
    with CaptureQueriesContext(connection) as asked:
        assert "Copper" in client.get(PROGRAMME).content.decode()
    assert len(asked) == 1  # the edition's row
    announced("Gold", room, hour=12)
    assert "Gold" in client.get(PROGRAMME).content.decode()


def test_programme_keeps_each_language_apart_and_nothing_of_the_reader(announced, room, client, organiser):
    announced("Copper", room)
    client.force_login(organiser)
    assert "Sign out" in client.get(PROGRAMME).content.decode()
    assert "Sign out" not in page(PROGRAMME)
    assert 'dir="rtl"' in page(PROGRAMME, django_language="ur")
    assert "By room" in page(PROGRAMME)


@pytest.mark.parametrize("query", ["?day=2099-01-01", "?page=7", "?q=copper", "?view=list&kind=panel", "?x=1"])
def test_programme_keeps_nothing_for_unusual_addresses(announced, room, client, query):
    announced("Copper", room)
    client.get(PROGRAMME + query)
    with CaptureQueriesContext(connection) as asked:
        client.get(PROGRAMME + query)
    assert len(asked) > 1


def test_session_calendar_holds_that_session_alone(announced, room, hall, client):
    session = announced("Copper", room)
    announced("Gold", hall)
    answer = client.get(session.get_absolute_url().rstrip("/") + ".ics")
    [event] = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert (event["SUMMARY"], event.start) == ("Copper", session.starts_at)
    assert answer["Content-Type"].startswith("text/calendar")


def test_draft_has_no_calendar(panel, client):
    assert client.get(panel.get_absolute_url().rstrip("/") + ".ics").status_code == 404


def test_session_shows_who_appears_in_both_scripts_where_and_its_sources(announced, room):
    person = Person.objects.create(name="Sample Geologist", native_name="نمونہ ماہر ارضیات", country="PK")
    facts = {"sources": ["https://www.example.org/a"], "certainty": "reported", "abstract": "About copper."}
    text = page(announced("Copper", room, people=[person], **facts).get_absolute_url())
    for words in ("Sample Geologist", "نمونہ ماہر ارضیات", "Speaker", "Committee Room 1", "Jinnah Convention Centre"):
        assert words in text
    for words in ("Tuesday 8 April 2025, 10:00–11:00", "Asia/Karachi", "example.org", "Reported", "About copper."):
        assert words in text


def test_session_page_escapes_what_it_shows(announced, room):
    assert "<script>alert" not in page(announced("<script>alert(1)</script>", room).get_absolute_url())


def test_draft_is_not_there_for_a_stranger_and_is_for_the_secretariat(panel, organiser, client):
    assert client.get(panel.get_absolute_url()).status_code == 404
    client.force_login(organiser)
    assert "A draft: only the secretariat sees it." in client.get(panel.get_absolute_url()).content.decode()


def test_session_of_another_edition_is_not_there(announced, room, edition):
    session = announced("Copper", room)
    edition.slug = "other"
    edition.pk = None
    edition.save()
    assert Client().get(f"/other/programme/{session.public_id}/").status_code == 404


def test_rooms_board_says_what_is_now_and_next(announced, room):
    announced("Copper", room)
    announced("Gold", room, hour=14)
    text = page("/pmif25/rooms/?at=2025-04-08T10:30")
    assert "until 11:00" in text
    assert text.index("Copper") < text.index("Gold")
    later = page("/pmif25/rooms/?at=2025-04-08T11:00")
    assert "Nothing now." in later
    assert "Copper" not in later


def test_rooms_board_without_a_programme_says_so(edition):
    assert "No room is in the programme yet." in page("/pmif25/rooms/")
    assert "Enter a valid date/time." in page("/pmif25/rooms/?at=soon")
