"""Confirmed, begun, held with its outcome, missed, cancelled; and the whole table of steps."""

import datetime as dt

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput
from core.models import StatusChange
from forum.models import Booking
from notifications.models import Message
from scheduling import standing
from scheduling.actions import course, placing
from scheduling.models import Meeting, MeetingStatus
from scheduling.models.meeting import TRANSITIONS
from scheduling.slots import Slot
from tests import lifecycles
from tests.scheduling.meeting_samples import NOW, at


@pytest.fixture
def bare(edition):
    return Meeting.objects.create(edition=edition, subject="Sample")


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(MeetingStatus, TRANSITIONS))
def test_meeting_refuses_every_step_outside_the_table(bare, before, after):
    lifecycles.assert_refused(bare, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
def test_meeting_takes_every_step_of_the_table(bare, before, after):
    lifecycles.assert_allowed(bare, before, after)


def test_meeting_table_is_whole():
    lifecycles.assert_whole(MeetingStatus, TRANSITIONS, start=MeetingStatus.DRAFT)


def test_confirm_sends_nothing_more(placed, guest_focal):
    before = Message.objects.count()
    course.confirm(placed, by=guest_focal, now=NOW)
    assert (placed.status, placed.version, Message.objects.count()) == (MeetingStatus.CONFIRMED, 1, before)


def test_confirm_of_what_has_no_time_is_refused(accepted, guest_focal):
    with pytest.raises(IllegalTransition):
        course.confirm(accepted, by=guest_focal, now=NOW)


def test_start_then_hold_records_the_outcome_and_who(placed, desk):
    course.start(placed, by=desk, now=at(6))
    course.hold(placed, outcome=" Sample data will be shared. ", by=desk, now=at(7))
    placed.refresh_from_db()
    assert (placed.status, placed.outcome) == (MeetingStatus.HELD, "Sample data will be shared.")
    changes = [(change.after, change.actor, change.happened_at) for change in StatusChange.objects.of(placed)]
    assert changes[-2:] == [("in_progress", desk, at(6)), ("held", desk, at(7))]


RECORDS = {
    "start": (at(5, 45), course.start),
    "hold": (at(6), lambda meeting, **said: course.hold(meeting, outcome="Sample", **said)),
    "no_show": (at(6), lambda meeting, **said: course.no_show(meeting, reason="Nobody came", **said)),
}


@pytest.mark.parametrize(("opens", "record"), RECORDS.values(), ids=RECORDS)
def test_course_is_not_recorded_before_its_time(placed, desk, opens, record):
    with pytest.raises(DomainError) as refusal:
        record(placed, by=desk, now=opens - dt.timedelta(seconds=1))
    local = opens.astimezone(placed.edition.zone)
    assert refusal.value.code == "too-early"
    assert refusal.value.facts == {"possible_from": opens.isoformat()}
    assert f"from 8 April 2025, {local:%H:%M} (Asia/Karachi) on" in str(refusal.value)
    placed.refresh_from_db()
    assert placed.status == MeetingStatus.SCHEDULED
    record(placed, by=desk, now=opens)
    assert placed.status != MeetingStatus.SCHEDULED


@pytest.mark.parametrize(("verb", "opens"), [(verb, opens) for verb, (opens, _record) in RECORDS.items()])
def test_verb_is_offered_from_the_moment_at_which_its_action_is_open(placed, desk, verb, opens):
    assert verb not in standing.verbs(desk, placed, now=opens - dt.timedelta(seconds=1))
    assert verb in standing.verbs(desk, placed, now=opens)


def test_start_of_what_has_no_time_is_refused(accepted, desk):
    with pytest.raises(IllegalTransition):
        course.start(accepted, by=desk, now=NOW)


def test_hold_without_an_outcome_is_refused(placed, desk):
    with pytest.raises(InvalidInput) as refusal:
        course.hold(placed, outcome="", by=desk, now=NOW)
    assert refusal.value.field == "outcome"


def test_hold_of_what_has_no_time_is_refused_whole(accepted, desk):
    with pytest.raises(IllegalTransition):
        course.hold(accepted, outcome="Sample", by=desk, now=NOW)
    accepted.refresh_from_db()
    assert accepted.outcome == ""


def test_no_show_frees_room_and_people(placed, desk):
    course.no_show(placed, reason="The guests did not come", by=desk, now=at(7))
    assert placed.status == MeetingStatus.NO_SHOW
    assert not Booking.objects.filter(is_active=True).exists()


def test_no_show_without_saying_who_is_refused(placed, desk):
    with pytest.raises(InvalidInput) as refusal:
        course.no_show(placed, reason=" ", by=desk, now=NOW)
    assert refusal.value.field == "reason"


def test_no_show_of_a_running_meeting_is_refused(placed, desk):
    course.start(placed, by=desk, now=at(6))
    with pytest.raises(IllegalTransition):
        course.no_show(placed, reason="Nobody", by=desk, now=at(7))
    assert Booking.objects.filter(is_active=True).count() == 4


def test_cancel_frees_the_time_keeps_it_on_record_and_tells_everybody(placed, desk, room):
    course.cancel(placed, reason="A flight is late", by=desk, now=NOW)
    placed.refresh_from_db()
    assert (placed.status, placed.starts_at, placed.room, placed.booking) == ("cancelled", at(6), room, None)
    assert not Booking.objects.filter(is_active=True).exists()
    mails = Message.objects.filter(kind="meeting_cancelled")
    assert mails.count() == 3
    assert {(mail.facts["reason"], mail.version) for mail in mails} == {("A flight is late", 2)}


def test_cancel_of_an_accepted_meeting_tells_both_sides(accepted, desk, guest_focal, host_focal):
    course.cancel(accepted, reason="No time found", by=desk, now=NOW)
    told = Message.objects.filter(kind="meeting_called_off").values_list("email", flat=True)
    assert sorted(told) == sorted([guest_focal.email, host_focal.email])


def test_cancel_twice_is_refused(placed, desk):
    course.cancel(placed, reason="Sample", by=desk, now=NOW)
    with pytest.raises(IllegalTransition):
        course.cancel(placed, reason="Sample", by=desk, now=NOW)


def test_move_of_a_confirmed_meeting_keeps_it_confirmed(placed, desk, room):
    course.confirm(placed, by=desk, now=NOW)
    placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    assert placed.status == MeetingStatus.CONFIRMED
