"""Speakers as a visitor reads them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.actions import sessions, speakers
from forum.models import Person
from forum.slots import Slot

pytestmark = pytest.mark.django_db
SPEAKERS = "/pmif25/speakers/"


@pytest.fixture
def geologist(panel, room, at, acting):
    person = Person.objects.create(
        name="Sample Geologist", native_name="نمونہ ماہر ارضیات", country="PK", organisation="Sample Survey"
    )
    speakers.add(panel, person, role="chair", **acting)
    sessions.schedule(panel, Slot(at(10), at(11), room), **acting)
    return person


def listed(client, query=""):
    answer = client.get(SPEAKERS + query)
    assert answer.status_code == 200
    return [person.name for person in answer.context["page_obj"]]


def test_speakers_are_those_of_the_announced_programme(geologist, edition, speaker, client, acting):
    draft = sessions.draft(edition, title="Draft", **acting)
    speakers.add(draft, speaker, **acting)
    assert listed(client) == ["Sample Geologist"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=geologist", True),
        ("?q=geolgist", True),
        ("?q=ارضیات", True),
        ("?q=Survey", True),
        ("?country=PK", True),
        ("?q=Minister", False),
    ],
)
def test_speakers_are_found_in_either_script_and_by_country(geologist, client, query, found):
    assert listed(client, query) == (["Sample Geologist"] if found else [])


def test_speakers_without_anybody_say_so(edition, client):
    assert "Nobody is announced yet." in client.get(SPEAKERS).content.decode()
    assert "Nobody answers to this." in client.get(SPEAKERS + "?q=zzz").content.decode()


def test_speaker_page_shows_parts_and_no_address(geologist, client):
    geologist.email = "geologist@majlis.example"
    geologist.save()
    text = client.get(f"{SPEAKERS}{geologist.public_id}/").content.decode()
    for words in (
        "Sample Geologist",
        "نمونہ ماہر ارضیات",
        "Sample Survey",
        "Chair",
        "Sample panel on copper",
        "10:00–11:00",
    ):
        assert words in text
    assert "geologist@majlis.example" not in text


def test_person_outside_the_programme_has_no_page(edition, speaker, organiser, client):
    assert client.get(f"{SPEAKERS}{speaker.public_id}/").status_code == 404


def test_speakers_ask_the_same_queries_for_one_row_and_for_three(geologist, panel, client, acting):
    counts = []
    for more in ([], ["Second", "Third"]):
        for name in more:
            speakers.add(panel, Person.objects.create(name=name), **acting)
        with CaptureQueriesContext(connection) as asked:
            listed(client)
        with CaptureQueriesContext(connection) as asked_of_one:
            client.get(f"{SPEAKERS}{geologist.public_id}/")
        counts.append((len(asked), len(asked_of_one)))
    assert counts[0] == counts[1]
    assert counts[0] <= (4, 3)
