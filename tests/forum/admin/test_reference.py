"""Editions, venues, persons, projects and records in the panel."""

from io import BytesIO

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from forum.actions import editions
from forum.models import Booking, Edition, Exhibitor, Opportunity, Person, Room, Track, Venue

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


PERSON = {
    "honorific": "", "name": "Sample Geologist", "native_name": "نمونہ ماہر", "position": "", "organisation": "",
    "country": "PK", "email": "", "user": "", "language": "en", "timezone": "", "languages": "", "biography": "",
    "certainty": "", "source_note": "",
}  # fmt: skip


def picture():
    kept = BytesIO()
    Image.new("RGB", (20, 20)).save(kept, "PNG")
    return SimpleUploadedFile("taken-at-the-embassy.png", kept.getvalue(), "image/png")


def test_person_is_entered_with_a_photo_written_anew(desk, edition):
    assert desk.post("/admin/forum/person/add/", PERSON | {"photo": picture()}).status_code == 302
    person = Person.objects.get()
    assert person.photo.name.startswith("persons/")
    assert "taken-at-the-embassy" not in person.photo.name
    answer = desk.get(person.photo.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    answer.close()


def test_photo_is_changed_taken_away_and_gone_from_its_address(desk, edition):
    desk.post("/admin/forum/person/add/", PERSON | {"photo": picture()})
    person = Person.objects.get()
    first, address = person.photo.url, f"/admin/forum/person/{person.pk}/change/"
    desk.post(address, PERSON | {"position": "Director"})
    person.refresh_from_db()
    assert (person.photo.url, person.position) == (first, "Director")
    desk.post(address, PERSON | {"photo": picture()})
    person.refresh_from_db()
    second = person.photo.url
    assert second != first
    desk.post(address, PERSON | {"photo-clear": "on"})
    person.refresh_from_db()
    assert not person.photo


def test_upload_that_is_not_what_it_says_is_refused_beside_its_field(desk, edition):
    upload = SimpleUploadedFile("me.png", b"<script>alert(1)</script>", "image/png")
    answer = desk.post("/admin/forum/person/add/", PERSON | {"photo": upload})
    assert answer.status_code == 200
    assert "valid image" in answer.content.decode()
    assert not Person.objects.exists()


def test_picture_of_another_kind_is_refused_with_the_kinds_that_are_kept(desk, edition):
    kept = BytesIO()
    Image.new("RGB", (20, 20)).save(kept, "GIF")
    upload = SimpleUploadedFile("me.gif", kept.getvalue(), "image/gif")
    answer = desk.post("/admin/forum/person/add/", PERSON | {"photo": upload})
    assert "This file is no JPEG, PNG or WebP picture." in answer.content.decode()
    assert not Person.objects.exists()


@pytest.mark.parametrize("name", ["../settings.py", "..%2f..%2fmanage.py", "missing.png"])
def test_photo_address_gives_nothing_but_photos(client, db, name):
    assert client.get(f"/media/persons/{name}").status_code == 404


def test_venue_is_entered_with_its_rooms(desk, edition):
    rooms = {"rooms-TOTAL_FORMS": 1, "rooms-INITIAL_FORMS": 0, "rooms-0-name": "Hall", "rooms-0-kind": "hall"}
    rooms |= {"rooms-0-capacity": 300, "rooms-0-turnaround_minutes": 0, "rooms-0-position": 0}
    sent = {"edition": edition.pk, "name": "Sample Centre", "address": "", "certainty": "", "source_note": ""}
    assert desk.post("/admin/forum/venue/add/", sent | rooms).status_code == 302
    assert Room.objects.values_list("venue__name", "name", "capacity").get() == ("Sample Centre", "Hall", 300)


def test_edition_with_an_unknown_zone_is_refused_beside_its_field(desk, edition):
    sent = {"name": "X", "short_name": "X", "slug": "x", "starts_on": "2025-04-08", "ends_on": "2025-04-07"}
    sent |= {"timezone": "Mars/Olympus", "country": "PK", "quiet_from": "22:00", "quiet_until": "07:00"}
    text = desk.post(f"/admin/forum/edition/{edition.pk}/change/", sent).content.decode()
    assert "Mars/Olympus is no time zone; write one as in Asia/Karachi." in text
    assert "The last day is before the first." in text
    assert Edition.objects.get().timezone == "Asia/Karachi"


def test_edition_is_archived_and_opened_again_by_buttons(desk, edition):
    desk.post(f"/admin/forum/edition/{edition.pk}/archive/", {"reason": "Over."})
    assert Edition.objects.get().is_archived
    desk.post(f"/admin/forum/edition/{edition.pk}/restore/", {"reason": ""})
    assert not Edition.objects.get().is_archived


def test_archived_edition_refuses_its_own_form_and_those_of_its_venues(desk, edition, room, acting):
    editions.archive(edition, **acting)
    for address in (f"edition/{edition.pk}", f"venue/{room.venue_id}", f"room/{room.pk}"):
        assert desk.post(f"/admin/forum/{address}/change/", {"name": "X"}).status_code == 403


def test_bookings_are_read_and_not_written(desk, scheduled):
    text = desk.get("/admin/forum/booking/").content.decode()
    assert "Tue" not in text
    assert "8 Apr 2025, 10:00–11:00 (Asia/Karachi)" in text
    booking = Booking.objects.first()
    assert desk.post(f"/admin/forum/booking/{booking.pk}/change/", {}).status_code == 403
    assert desk.get("/admin/forum/booking/add/").status_code == 403


@pytest.mark.parametrize(
    "model",
    ["edition", "venue", "room", "person", "track", "opportunity", "exhibitor", "booking", "session", "teammember"],
)
def test_lists_and_screens_open_and_their_queries_do_not_grow(desk, edition, scheduled, model, organiser):
    kind = apps.get_model("forum", model)
    Track.objects.create(edition=edition, name="Copper", slug="copper")
    Opportunity.objects.create(edition=edition, name="Sample Dik")
    Exhibitor.objects.create(edition=edition, organisation="Sample House", room=Room.objects.first())
    counts = []
    for more in ((), ("Second", "Third")):
        for name in more:
            venue = Venue.objects.create(edition=edition, name=name)
            Room.objects.create(venue=venue, name=name)
            Person.objects.create(name=name)
            Track.objects.create(edition=edition, name=name, slug=name.lower())
            Opportunity.objects.create(edition=edition, name=name)
            Exhibitor.objects.create(edition=edition, organisation=name, room=Room.objects.last())
        with CaptureQueriesContext(connection) as asked:
            assert desk.get(f"/admin/forum/{model}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert desk.get(f"/admin/forum/{model}/{kind.objects.first().pk}/change/").status_code == 200
