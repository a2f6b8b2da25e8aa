"""Exhibitors as a visitor reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.models import Exhibitor

pytestmark = pytest.mark.django_db
PAGE = "/pmif25/exhibitors/"


@pytest.fixture
def mine(edition, room):
    return Exhibitor.objects.create(
        edition=edition,
        organisation="Sample Mining Company",
        country="FI",
        role="key partner",
        shows="drill cores",
        room=room,
        source_note="Sample note.",
        sources=["https://www.example.org/list"],
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?q=mining", True), ("?q=Sampel+Mining", True), ("?q=drill", True), ("?q=x1", False)],
)
def test_exhibitors_are_found_by_words(mine, client, query, found):
    assert list(client.get(PAGE + query).context["page_obj"]) == ([mine] if found else [])


def test_exhibitor_is_shown_with_role_booth_and_source(mine, client):
    text = client.get(PAGE).content.decode()
    for words in (
        mine.organisation,
        "Finland",
        "key partner",
        "Drill cores",
        mine.room.name,
        "Sample note.",
        "example.org",
    ):
        assert words in text


def test_exhibitors_without_any_say_so(edition, client):
    assert "No exhibitor is announced yet." in client.get(PAGE).content.decode()
    assert "No exhibitor answers to this." in client.get(PAGE + "?q=zzz").content.decode()


def test_exhibitors_of_another_edition_are_not_there(mine, client, edition):
    edition.pk, edition.slug = None, "other"
    edition.save()
    assert list(client.get("/other/exhibitors/").context["page_obj"]) == []
    assert client.get("/api/v1/other/exhibitors/").json()["results"] == []


def test_exhibitor_in_the_api_is_whole(mine, client):
    booth = {"public_id": mine.room.public_id, "name": mine.room.name, "venue": mine.room.venue.name}
    assert client.get("/api/v1/pmif25/exhibitors/?q=mining").json()["results"] == [
        {
            "public_id": mine.public_id,
            "organisation": "Sample Mining Company",
            "role": "key partner",
            "shows": "drill cores",
            "source_note": "Sample note.",
            "sources": ["https://www.example.org/list"],
            "country": "FI",
            "booth": booth,
        }
    ]


@pytest.mark.parametrize("path", [PAGE, "/api/v1/pmif25/exhibitors/"])
def test_exhibitors_ask_the_same_queries_for_one_row_and_for_three(mine, edition, room, client, path):
    counts = []
    for more in ([], ["Second", "Third"]):
        for name in more:
            Exhibitor.objects.create(edition=edition, organisation=name, room=room)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5
