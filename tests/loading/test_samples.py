"""The demo's samples: what is there, that it is plainly sample, and that a second run adds nothing."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from delegations import door_guests
from delegations.guest_lists import difference, due_at
from delegations.models import (
    Badge,
    Checkpoint,
    Delegate,
    Delegation,
    Device,
    GuestList,
    GuestListVersion,
    Letter,
    LetterHead,
    Zone,
)
from forum.models import Edition, Person, Room, TeamMember
from notifications.models import Message
from scheduling.actions import placing
from scheduling.demo import moments
from scheduling.models import Attendee, Meeting
from scheduling.reminder_notices import KINDS
from scheduling.slots import Slot

pytestmark = pytest.mark.xdist_group("demo")


def load_demo() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo, loaded once for all of this file: who was there before its samples, and what a second run said."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_edition", "pmif25", stdout=StringIO())
        real = set(Person.objects.values_list("pk", flat=True))
        load_demo()
        yield real, load_demo()
        transaction.set_rollback(True)


@pytest.fixture
def pmif25(loaded, db) -> Edition:
    return Edition.objects.get(slug="pmif25")


@pytest.mark.django_db
def test_samples_need_an_edition():
    with pytest.raises(CommandError, match="load_edition pmif25"):
        load_demo()


def test_samples_are_refused_where_a_real_forum_is_run(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="for a demo"):
        load_demo()


def test_samples_are_made_once(loaded):
    assert loaded[1] == "The samples were there already.\n"


def test_samples_give_each_desk_one_user(pmif25):
    rows = TeamMember.objects.filter(edition=pmif25).order_by("user__email").values_list("user__email", "role")
    assert list(rows) == [
        ("accreditation.desk@majlis.example", "accreditation"),
        ("gate@majlis.example", "gate"),
        ("meetings.desk@majlis.example", "meetings"),
        ("organiser@majlis.example", "organiser"),
        ("press@majlis.example", "press"),
        ("programme@majlis.example", "programme"),
        ("protocol@majlis.example", "protocol"),
        ("viewer@majlis.example", "viewer"),
    ]


def test_samples_show_every_step_of_an_accreditation(pmif25):
    northland = Delegation.objects.get(name="Sample Delegation of Northland")
    statuses = northland.delegates.order_by("person__name").values_list("status", flat=True)
    assert list(statuses) == ["approved"] * 3 + ["in_review", "info_needed", "submitted", "draft"]
    assert northland.head.person.user.email == "delegate@majlis.example"
    assert [point.user.email for point in northland.focal_points.in_order()] == [
        "focal.point@majlis.example",
        "backup@majlis.example",
    ]


def test_samples_are_named_so_and_leave_real_people_alone(pmif25, loaded):
    real, _again = loaded
    made = Person.objects.exclude(pk__in=real)
    assert all(person.is_sample and person.name.startswith("Sample ") for person in made)
    assert not Person.objects.filter(pk__in=real).exclude(email="").exists()
    samples = Delegate.objects.filter(delegation__is_sample=True)
    assert set(samples.values_list("person", flat=True)) == set(made.values_list("pk", flat=True))


def test_samples_show_every_step_of_a_meeting(pmif25):
    samples = Meeting.objects.filter(external_id__startswith="SAMPLE-").order_by("external_id")
    assert list(samples.values_list("status", "version")) == [
        ("held", 1),
        ("confirmed", 1),
        ("clearing", 0),
        ("confirmed", 1),
        ("scheduled", 1),
        ("scheduled", 2),
        ("accepted", 0),
        ("requested", 0),
        ("declined", 0),
        ("scheduled", 1),
        ("cancelled", 2),
    ]
    assert set(Attendee.objects.filter(meeting__in=samples).values_list("person__is_sample", flat=True)) == {True}


def test_samples_write_only_to_sample_people(pmif25):
    hosts = {address.rpartition("@")[2] for address in Message.objects.values_list("email", flat=True)}
    assert hosts == {"majlis.example", "ministry.example", "northland.example"}


def test_samples_leave_the_days_open_for_a_visitor_of_a_later_year(pmif25):
    meeting, room = Meeting.objects.get(external_id="SAMPLE-T5"), Room.objects.get(name="Committee Room 4")
    starts_at = moments.at(moments.FIRST_DAY, 17)
    desk = User.objects.get(email="meetings.desk@majlis.example")
    years_later = moments.PLACED.replace(year=2031)
    placing.place(meeting, Slot(starts_at, starts_at + timedelta(minutes=30), room=room), by=desk, now=years_later)
    told = Message.objects.filter(about=f"meeting:{meeting.public_id}", kind__in=["meeting_confirmed", *KINDS.values()])
    assert {message.kind for message in told} == {"meeting_confirmed"}


def test_approved_samples_have_a_badge_and_the_zones_say_that_they_are_assumed(pmif25):
    badges = Badge.objects.filter(edition__slug="pmif25").select_related("delegate__person")
    assert badges
    assert all("Sample" in str(badge) and badge.zone_mask for badge in badges)
    assert all("(assumed)" in zone.name for zone in Zone.objects.all())


def test_doors_say_that_they_are_assumed_and_some_badges_are_on_paper(pmif25):
    assert {"(assumed)" in door.name for door in Checkpoint.objects.all()} == {True}
    bound = Checkpoint.objects.get(guest_list__isnull=False)
    assert bound.name == "Door of the opening, by guest list (assumed)"
    newest = door_guests.newest(bound)
    assert newest.number == 2
    assert door_guests.serials(newest)
    assert {"Sample" in device.name for device in Device.objects.all()} == {True}
    assert Badge.objects.filter(status="printed").count() == Badge.objects.exclude(status="ready").count() > 0


def test_guest_list_is_of_samples_and_its_second_version_is_not_acknowledged(pmif25):
    second, first = GuestListVersion.objects.filter(guest_list__edition=pmif25).order_by("-number")
    assert {"Sample" in str(guest_list) for guest_list in GuestList.objects.all()} == {True}
    assert {entry.name.startswith("Sample ") for entry in first.entries.all() | second.entries.all()} == {True}
    assert (first.acknowledgments.count(), second.acknowledgments.count()) == (1, 0)
    found = difference(first.entries.all(), second.entries.all())
    assert [[one.name for one in found.added], [one.name for one in found.removed]] == [
        ["Sample Minister"],
        ["Sample Delegate 3"],
    ]
    assert [one.after.name for one in found.changed] == ["Sample Geologist"]
    assert second.frozen_at < due_at(second.guest_list)


def test_letters_are_of_samples_and_signed_by_one(pmif25):
    rows = Letter.objects.values_list("kind", "language", "delegation__is_sample").order_by().distinct()
    assert set(rows) == {
        ("delegation", "en", True),
        ("delegation", "ur", True),
        ("visa", "en", True),
        ("visa", "ur", True),
    }
    assert {head.signatory.split()[0] for head in LetterHead.objects.all()} == {"Sample", "نمونہ"}
