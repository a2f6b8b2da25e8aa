"""The front door."""

import datetime as dt

import pytest
from django.core import mail

from accounts.models import User
from forum.actions import sessions
from forum.models import Appearance, Edition, Opportunity, Person, Session
from forum.slots import Slot


@pytest.fixture
def stage(edition):
    person = Person.objects.create(name="Sample Speaker 1", country="PK")
    shown = Session.objects.create(edition=edition, title="Sample session")
    Appearance.objects.create(session=shown, person=person)
    start = dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC)
    sessions.schedule(shown, Slot(start, start + dt.timedelta(hours=1), place="Sample House"), by=None, now=start)
    Session.objects.create(edition=edition, title="Sample draft")
    Opportunity.objects.create(edition=edition, name="Sample project")


def text(client):
    return client.get("/").content.decode()


def test_door_welcomes_to_the_one_current_edition(client, edition, room, stage):
    page = text(client)

    assert "Pakistan Minerals Investment Forum 2025" in page
    assert '<time datetime="2025-04-08">8</time>–<time datetime="2025-04-09">9 April 2025</time>' in page
    assert "Jinnah Convention Centre, Islamabad" in page


def test_door_counts_what_the_public_may_see(client, edition, stage):
    figures = client.get("/").context["figures"]

    assert (figures.sessions, figures.speakers, figures.countries, figures.opportunities) == (1, 1, 1, 1)


def test_door_offers_a_choice_where_there_are_several_editions(client, edition):
    Edition.objects.create(
        slug="next", name="Next forum", short_name="N", starts_on=dt.date(2027, 4, 8), ends_on=dt.date(2027, 4, 9)
    )

    page = text(client)
    assert "Next forum" in page
    assert "Pakistan Minerals Investment Forum 2025" in page


def test_door_of_an_empty_house_says_what_to_do(client, db):
    assert "Open the admin panel" in text(client)


def test_archived_edition_is_no_longer_at_the_door(client, edition):
    Edition.objects.update(is_archived=True)

    assert client.get("/").context["editions"] == []


def test_demo_lists_its_samples_and_sends_the_code(client, edition, organiser, settings):
    settings.DEMO = True
    User.objects.create_user("minister@ministry.example", name="Not a door of the demo")

    page = text(client)
    assert "Sample Organiser" in page
    assert "Not a door of the demo" not in page
    assert "Only in this demo does the admin panel open without a second factor." in page

    client.post("/accounts/login/code/", {"email": organiser.email, "next": "/admin/"})
    assert [sent.to for sent in mail.outbox] == [[organiser.email]]


def test_outside_the_demo_nobody_is_listed(client, edition, organiser, settings):
    settings.DEMO = False

    page = text(client)
    assert "Sample Organiser" not in page
    assert "/mailbox/" not in page


def test_list_of_samples_asks_the_same_for_one_and_for_three(client, edition, organiser, settings):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.DEMO = True
    asked = []
    for names in ([], ["a", "b"]):
        for name in names:
            user = User.objects.create_user(f"{name}@majlis.example", name=name)
            Person.objects.create(name=name, user=user)
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        asked.append(len(queries))
    assert asked[1] <= asked[0] + 1  # the delegates of the first person


def test_panel_reads_and_names_the_editions_zone(client, organiser):
    client.force_login(organiser)

    assert "Times in Asia/Karachi" in client.get("/admin/").content.decode()


def test_robots_are_kept_from_the_inner_rooms(client, db):
    assert "Disallow: /admin/" in client.get("/robots.txt").content.decode()
