"""From the invitation of a mission to the outcome of its meeting, with every server real and the worker killed once."""

import datetime as dt

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from delegations import revisions
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationKind, DelegationStatus
from forum.models import Edition, Person, Role, TeamMember
from notifications import leases
from notifications.models import Message, MessageStatus
from scheduling.models import Meeting, MeetingStatus
from tests.servers import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]

FOCAL = "focal.point@mission.example"
GUESTS = ["delegate1@mission.example", "delegate2@mission.example"]
HOSTS = ["minister@host.example", "secretary@host.example"]
FOUR = sorted([*GUESTS, *HOSTS])
HALF_AN_HOUR = dt.timedelta(minutes=30)
FIRST_TIME = dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC)
SECOND_TIME = dt.datetime(2025, 4, 8, 9, tzinfo=dt.UTC)


@pytest.fixture
def desk(edition, somebody):
    user = User.objects.create_user("desk@majlis.example", name="Sample Desk")
    for role in (Role.ACCREDITATION, Role.MEETINGS):
        TeamMember.objects.create(edition=edition, user=user, role=role)
    return somebody(user.email).sign_in()


@pytest.fixture
def ministry(edition):
    made = Delegation.objects.create(
        edition=edition, name="Sample Host Ministry", kind=DelegationKind.HOST, status=DelegationStatus.CONFIRMED
    )
    for name, email in zip(("Sample Minister", "Sample Secretary"), HOSTS, strict=True):
        person = Person.objects.create(name=name, email=email)
        Delegate.objects.create(edition=edition, delegation=made, person=person, status=DelegateStatus.APPROVED)
    return made


@pytest.fixture
def mission(edition):
    Edition.objects.update(gather_seconds=0)  # the clock stands still; nobody waits for what else may change
    return Delegation.objects.create(edition=edition, name="Sample Mission", country="TR", quota=3)


def test_a_mission_comes_from_its_invitation_to_the_outcome_of_its_meeting(
    room, desk, ministry, mission, clock, worker, post, somebody
):
    focal = invited_focal_point_signs_in(mission, desk, post, somebody)
    three_are_registered(mission, focal, post)
    one_is_asked_for_more_and_all_are_approved(mission, desk, focal)
    meeting = meeting_with_the_minister_is_accepted_and_placed(room, desk, focal, ministry)
    everybody_is_invited_once(meeting, post)
    it_moves_while_the_worker_is_killed(meeting, room, desk, clock, worker, post)
    minister_is_not_placed_twice(desk, focal, ministry)
    reminder_leaves_when_it_is_due(meeting, clock)
    it_is_held(meeting, desk, clock)
    nothing_is_left_and_nothing_left_twice(post)


def invited_focal_point_signs_in(mission, desk, post, somebody):
    desk.send(panel(mission, "invite"), email=FOCAL, name="Sample Focal Point", language="en")
    wait_until(lambda: post.to(FOCAL), seconds=30)
    [invitation] = post.to(FOCAL)
    assert f"/pmif25/delegations/{mission.public_id}/" in invitation.get_body(("plain",)).get_content()
    focal = somebody(FOCAL).sign_in()
    assert "Sample Mission" in focal.open("/pmif25/delegation/")
    return focal


def three_are_registered(mission, focal, post):
    before = len(post.mails)
    for number in (1, 2, 3):
        focal.send(
            f"/pmif25/delegations/{mission.public_id}/register/",
            category="delegate",
            name=f"Sample Delegate {number}",
            position="Director",
            organisation="Sample Ministry of Mines",
            country="TR",
        )
        focal.send(focal.address, email=f"delegate{number}@mission.example", language="en", submit="1")
    assert statuses(mission) == ["submitted"] * 3
    post.wait_for(before + 6)  # a receipt to the focal point and to the delegate, for each


def one_is_asked_for_more_and_all_are_approved(mission, desk, focal):
    first, second, third = mission.delegates.order_by("person__name")
    question = "Please write the family name as in the passport."
    desk.send(panel(second, "ask"), seen=revisions.of(second), question=question)
    assert statuses(mission) == ["submitted", "info_needed", "submitted"]
    page = f"/pmif25/delegates/{second.public_id}/"
    assert question in focal.open(page)
    focal.send(f"{page}answer/", text="It is “Two”.")
    assert statuses(mission) == ["submitted", "in_review", "submitted"]
    for delegate in (first, second, third):
        desk.send(panel(delegate, "approve"), seen=revisions.of(delegate))
    assert statuses(mission) == ["approved"] * 3


def meeting_with_the_minister_is_accepted_and_placed(room, desk, focal, ministry):
    meeting = ask_for_a_meeting(focal, ministry, "Cooperation on sample minerals", guests=GUESTS, hosts=HOSTS)
    tell(desk, meeting, "accept")
    tell(desk, meeting, "place", starts_at=FIRST_TIME.isoformat(), room=room.public_id)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.version) == (MeetingStatus.SCHEDULED, 1)
    return meeting


def everybody_is_invited_once(meeting, post):
    wait_until(lambda: sent_of(meeting, "meeting_confirmed") == FOUR, seconds=30)
    entries = [entry_in(post, email, version=1) for email in FOUR]
    assert len({str(entry["UID"]) for entry in entries}) == 1
    assert {entry.decoded("DTSTART") for entry in entries} == {FIRST_TIME}
    assert {entry.decoded("DTEND") for entry in entries} == {FIRST_TIME + HALF_AN_HOUR}


def it_moves_while_the_worker_is_killed(meeting, room, desk, clock, worker, post):
    """The second of the four updates is on the line when the worker dies; the others wait in the outbox."""
    wait_until(nothing_is_due, seconds=30)
    post.pause = 1
    begun = post.letters_begun
    tell(desk, meeting, "move", starts_at=SECOND_TIME.isoformat(), room=room.public_id)
    wait_until(lambda: post.letters_begun == begun + 2, seconds=30)
    worker.kill()
    post.pause = 0
    assert len(sent_of(meeting, "meeting_moved")) == 1
    clock.move_to(timezone.now() + leases.LEASE)
    wait_until(lambda: sent_of(meeting, "meeting_moved") == FOUR, seconds=30)
    for email in FOUR:
        first, second = entry_in(post, email, version=1), entry_in(post, email, version=2)
        assert first["UID"] == second["UID"]
        assert second["SEQUENCE"] > first["SEQUENCE"]
        assert second.decoded("DTSTART") == SECOND_TIME


def minister_is_not_placed_twice(desk, focal, ministry):
    other = ask_for_a_meeting(
        focal, ministry, "Sample talk on transport", guests=["delegate3@mission.example"], hosts=HOSTS[:1]
    )
    tell(desk, other, "accept")
    problem = tell(
        desk, other, "place", starts_at=SECOND_TIME.isoformat(), place="Office of the sample minister", status=409
    )
    assert problem["type"].endswith("taken")
    assert "Sample Minister" in problem["detail"]
    assert {one["starts_at"] for one in problem["facts"]["alternatives"]["times"]}
    other.refresh_from_db()
    assert (other.status, other.starts_at) == (MeetingStatus.ACCEPTED, None)


def reminder_leaves_when_it_is_due(meeting, clock):
    due_at = SECOND_TIME - dt.timedelta(minutes=60)
    clock.move_to(due_at - dt.timedelta(seconds=5))
    assert sent_of(meeting, "meeting_reminder") == []
    wait_until(lambda: sent_of(meeting, "meeting_reminder") == FOUR, seconds=30)
    about = Message.objects.filter(kind="meeting_reminder", status=MessageStatus.SENT)
    assert all(due_at <= message.sent_at < due_at + dt.timedelta(seconds=30) for message in about)


def it_is_held(meeting, desk, clock):
    clock.move_to(SECOND_TIME + HALF_AN_HOUR)
    outcome = "Both sides exchange their survey data by June."
    desk.sign_in()  # the session of two weeks is over by now
    tell(desk, meeting, "hold", outcome=outcome)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.outcome) == (MeetingStatus.HELD, outcome)


def nothing_is_left_and_nothing_left_twice(post):
    wait_until(nothing_is_due, seconds=30)
    assert not Message.objects.exclude(status__in=[MessageStatus.SENT, MessageStatus.CANCELLED]).exists()
    told = Message.objects.filter(status=MessageStatus.SENT).values_list("public_id", flat=True)
    arrived = [mail["Message-ID"].strip("<>").partition("@")[0] for mail in post.mails]
    assert sorted(one for one in arrived if one in set(told)) == sorted(told)


def ask_for_a_meeting(focal, ministry, subject, *, guests, hosts):
    focal.send(
        f"/pmif25/meetings/request/?host={ministry.public_id}",
        guest=focal_points_delegation().public_id,
        subject=subject,
        level="g2g",
        people=persons(guests),
        host_people=persons(hosts),
        length_minutes="30",
    )
    return Meeting.objects.get(subject=subject)


def tell(desk, meeting, verb, *, status=200, **facts):
    return desk.ask(f"/api/v1/pmif25/meetings/{meeting.public_id}/{verb}/", status=status, **facts)


def panel(thing, verb):
    """The address of a button of the admin panel."""
    kind = thing._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_{verb}", args=[thing.pk])


def focal_points_delegation():
    return Delegation.objects.get(focal_points__user__email=FOCAL)


def persons(emails):
    return list(Person.objects.filter(email__in=emails).order_by("email").values_list("pk", flat=True))


def statuses(mission):
    return list(mission.delegates.order_by("person__name").values_list("status", flat=True))


def sent_of(meeting, kind):
    rows = Message.objects.filter(about=f"meeting:{meeting.public_id}", kind=kind, status=MessageStatus.SENT)
    return sorted(rows.values_list("email", flat=True))


def nothing_is_due():
    due = Message.objects.filter(due_at__lte=timezone.now())
    return not due.exclude(status__in=[MessageStatus.SENT, MessageStatus.CANCELLED]).exists()


def entry_in(post, email, *, version):
    """The one event of the one calendar that ``email`` was sent with this SEQUENCE."""
    found = []
    for mail in post.to(email):
        for part in mail.walk():
            if part.get_content_type() == "text/calendar":
                calendar = icalendar.Calendar.from_ical(part.get_content())
                assert calendar["METHOD"] == "REQUEST"
                found += [event for event in calendar.walk("VEVENT") if event["SEQUENCE"] == version]
    [entry] = found
    return entry
