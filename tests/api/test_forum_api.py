"""The public API: what it shows, to whom, how it is narrowed, and what it costs."""

import datetime as dt

import pytest
from django.urls import reverse

from forum.actions import imports
from forum.models import Opportunity, Person, Session, SessionStatus, Track, Venue
from tests.exchange.documents import NOW, event, read

LISTS = ["sessions", "speakers", "tracks", "rooms", "venues", "opportunities"]


@pytest.fixture
def programme(edition):
    events = [
        event("1", track="Copper", people=[(1, "Sample Speaker 1")], title="Copper of the sample belt"),
        event("2", start="14:00", room="Hall B", type="keynote", people=[(1, "Sample Speaker 1")]),
        event("3", date="2025-04-09T09:00:00+05:00", start="09:00", people=[(2, "Sample Speaker 2")]),
        event("4", date="2025-04-09T09:30:00+05:00", start="09:30", people=[(3, "Sample Speaker 3")]),
    ]
    imports.take_in(edition, read(*events), by=None, now=NOW)
    Opportunity.objects.create(edition=edition, name="Sample mine", minerals=["copper"], value=12, currency="USD")
    return edition


def titles(client, query=""):
    return [row["title"] for row in client.get(f"/api/v1/pmif25/sessions/{query}").json()["results"]]


def test_session_is_shown_with_room_track_and_people_in_the_zone_of_the_edition(programme, client):
    session, person = Session.objects.get(external_id="1"), Person.objects.get(name="Sample Speaker 1")
    (row, *_others) = client.get("/api/v1/pmif25/sessions/").json()["results"]
    assert row == {
        "public_id": session.public_id,
        "title": "Copper of the sample belt",
        "subtitle": "",
        "kind": "panel",
        "status": "scheduled",
        "starts_at": "2025-04-08T10:00:00+05:00",
        "ends_at": "2025-04-08T11:00:00+05:00",
        "reported_on": None,
        "is_time_placeholder": False,
        "room": {"public_id": session.room.public_id, "name": "Hall A", "venue": programme.name},
        "place": "",
        "track": {"name": "Copper", "slug": "copper"},
        "version": 1,
        "url": f"http://localhost:8000/pmif25/programme/{session.public_id}/",
        "speakers": [
            {
                "role": "speaker",
                "person": {
                    "public_id": person.public_id,
                    "honorific": "",
                    "name": "Sample Speaker 1",
                    "native_name": "",
                    "position": "",
                    "organisation": "",
                    "country": "",
                },
            }
        ],
    }


def test_drafts_are_for_the_team_alone(programme, client, organiser):
    draft = Session.objects.get(status=SessionStatus.DRAFT)
    assert draft.title not in titles(client)
    assert client.get(f"/api/v1/pmif25/sessions/{draft.public_id}/").status_code == 404
    client.force_login(organiser)
    assert draft.title in titles(client)
    assert client.get(f"/api/v1/pmif25/sessions/{draft.public_id}/").json()["speakers"]


def test_speaker_of_nothing_but_a_draft_is_not_shown(programme, client):
    hidden = Person.objects.get(name="Sample Speaker 3")
    rows = client.get("/api/v1/pmif25/speakers/").json()["results"]
    assert [row["name"] for row in rows] == ["Sample Speaker 1", "Sample Speaker 2"]
    assert client.get(f"/api/v1/pmif25/speakers/{hidden.public_id}/").status_code == 404


def test_speaker_is_shown_with_the_sessions_in_order(programme, client):
    person = Person.objects.get(name="Sample Speaker 1")
    row = client.get(f"/api/v1/pmif25/speakers/{person.public_id}/").json()
    assert [one["title"] for one in row["sessions"]] == ["Copper of the sample belt", "Sample session 2"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?day=2025-04-09", ["Sample session 3"]),
        ("?track=copper", ["Copper of the sample belt"]),
        ("?kind=keynote", ["Sample session 2"]),
        ("?q=belt", ["Copper of the sample belt"]),
        ("?day=2025-04-08&kind=keynote", ["Sample session 2"]),
        ("?track=nothing", []),
    ],
)
def test_sessions_are_narrowed(programme, client, query, found):
    assert titles(client, query) == found


def test_sessions_of_a_room_and_of_a_speaker(programme, client):
    second = Session.objects.select_related("room").get(external_id="2")
    speaker = Person.objects.get(name="Sample Speaker 2")
    assert titles(client, f"?room={second.room.public_id}") == ["Sample session 2"]
    assert titles(client, f"?speaker={speaker.public_id}") == ["Sample session 3"]


@pytest.mark.parametrize(
    ("query", "pointer"), [("?day=soon", "/day"), ("?kind=song", "/kind"), ("?q=%00", "/q"), ("?q=" + "x" * 101, "/q")]
)
def test_narrowing_by_nonsense_is_a_400_that_names_the_parameter(programme, client, query, pointer):
    answer = client.get(f"/api/v1/pmif25/sessions/{query}")
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (400, [pointer])


def test_edition_is_shown_with_its_venues(programme, client):
    row = client.get("/api/v1/pmif25/").json()
    assert (row["timezone"], row["country"], row["starts_on"]) == ("Asia/Karachi", "PK", "2025-04-08")
    assert [venue["name"] for venue in row["venues"]] == [programme.name]


def test_opportunity_is_shown_with_its_value(programme, client):
    (row,) = client.get("/api/v1/pmif25/opportunities/?mineral=Copper").json()["results"]
    assert (row["name"], row["value"], row["currency"]) == ("Sample mine", "12.00", "USD")


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_another_edition_are_not_there(programme, client, name):
    assert client.get(f"/api/v1/nowhere/{name}/").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_read_only(programme, client, organiser, name):
    client.force_login(organiser)
    answer = client.post(f"/api/v1/pmif25/{name}/", {"name": "x"}, content_type="application/json")
    assert answer.status_code in {403, 405}


@pytest.mark.parametrize("size", [1, 3])
@pytest.mark.parametrize("name", LISTS)
def test_list_takes_at_most_four_queries_at_any_size(edition, client, django_assert_max_num_queries, name, size):
    events = [
        event(str(hour), start=f"{hour}:00", room=f"Hall {hour}", track=f"T {hour}", people=[(hour, f"Sample {hour}")])
        for hour in range(10, 10 + size)
    ]
    imports.take_in(edition, read(*events), by=None, now=NOW)
    for number in range(size):
        Opportunity.objects.create(edition=edition, name=f"Sample mine {number}")
        Venue.objects.create(edition=edition, name=f"Sample venue {number}")
    with django_assert_max_num_queries(4) as queries:
        answer = client.get(f"/api/v1/pmif25/{name}/")
    assert len(answer.json()["results"]) >= size
    assert len(queries) == {"sessions": 4}.get(name, 3)


def test_page_of_docs_keeps_to_the_policy(client):
    page = client.get(reverse("api-docs"))
    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    body = page.content.decode()
    assert "<style" not in body
    assert "<script>" not in body


def test_times_are_of_the_day_that_the_zone_shows(edition, client):
    """A quarter past midnight in Islamabad is still the day before in UTC."""
    track = Track.objects.create(edition=edition, name="Night", slug="night")
    start = dt.datetime(2025, 4, 8, 19, 15, tzinfo=dt.UTC)
    Session.objects.create(
        edition=edition, title="Late", track=track, starts_at=start, ends_at=start + dt.timedelta(hours=1)
    )
    Session.objects.update(status=SessionStatus.SCHEDULED)
    assert titles(client, "?day=2025-04-09") == ["Late"]
    assert titles(client, "?day=2025-04-08") == []
