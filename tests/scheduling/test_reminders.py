"""Reminders follow the facts: planned, moved, taken back, told once, corrected once. The clock is given."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from forum.actions import editions
from notifications.models import Message, MessageStatus
from scheduling.actions import answers, attendees, course, placing, reminder_plans, reminding
from scheduling.models import Confidentiality, Meeting, Reminder, ReminderRule
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, host_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule(edition):
    """Gives a function that writes a rule with whatever differs."""

    def write(**facts):
        facts = {"thing": "meeting", "amount": 60, "unit": "minutes"} | facts
        return ReminderRule.objects.create(edition=edition, **facts)

    return write


def run(now):
    """What the worker does every two seconds."""
    reminder_plans.plan_marked(now=now)
    told = reminding.tell_due(now=now)
    reminding.forget_begun(now=now)
    return told


def planned():
    return sorted(Reminder.objects.planned().values_list("email", "due_at"))


def mails(kind="meeting_reminder", status="queued"):
    rows = Message.objects.filter(kind=kind, status=status).order_by("pk")
    return [(mail.email, mail.facts["starts_at"]) for mail in rows]


THREE = ["sample.attache@majlis.example", "sample.envoy@majlis.example", "sample.minister@majlis.example"]


def test_rows_follow_every_move_and_leave_once(placed, rule, room, desk):
    rule()
    run(NOW)
    assert planned() == [(email, at(5)) for email in THREE]
    placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    run(NOW)
    assert planned() == [(email, at(7)) for email in THREE]
    assert run(at(6, 59)) == 0
    assert [run(at(7)), run(at(7)), run(at(7, 1))] == [3, 0, 0]
    assert sorted(mails()) == [(email, at(8).isoformat()) for email in THREE]
    assert planned() == []
    placing.move(placed, Slot(at(9), at(9, 30), room), by=desk, now=at(7, 10))
    run(at(7, 10))
    assert mails() == [], "what had not left for the old time does not leave"
    assert planned() == [(email, at(8)) for email in THREE]
    assert run(at(8)) == 3
    assert mails("reminder_corrected") == [], "the moved invitation is the correction"


def test_late_comers_get_theirs_and_who_is_dropped_loses_it(placed, rule, attache, secretary, guest_focal, host_focal):
    rule()
    run(NOW)
    attendees.drop(placed.attendees.get(person=attache), by=guest_focal, now=NOW)
    placed.refresh_from_db()
    attendees.add(placed.parties.get(side="host"), secretary, by=host_focal, now=at(4))
    run(at(4))
    assert [email for email, _due in planned()] == [THREE[1], THREE[2], secretary.email]
    assert run(at(5)) == 3


@pytest.mark.parametrize("step", ["taken off", "begun", "archived", "off"])
def test_what_is_taken_off_begun_or_archived_is_reminded_of_no_more(placed, rule, desk, edition, step):
    by = rule()
    rule(moment="before_end", amount=5)
    run(NOW)
    if step == "taken off":
        placing.unplace(placed, by=desk, now=NOW)
    elif step == "begun":
        course.start(placed, by=desk, now=at(5, 50))
    elif step == "archived":
        editions.archive(edition, by=desk, now=NOW)
    else:
        ReminderRule.objects.filter(pk=by.pk).update(is_active=False)
        reminder_plans.plan(edition, now=NOW)
    run(NOW)
    left = [(email, at(6, 25)) for email in THREE] if step in ("begun", "off") else []
    assert planned() == left, "what has begun has its end ahead"
    assert run(at(5)) == 0


def test_mail_that_waits_until_the_meeting_begins_does_not_leave(placed, rule, desk):
    rule()
    run(NOW)
    assert run(at(5)) == 3
    assert run(at(5, 59)) == 0
    assert len(mails()) == 3, "held back, or no mail server"
    run(at(6))
    assert mails() == []
    assert len(mails(status="cancelled")) == 3


def test_worker_that_was_away_says_it_once_and_nothing_of_what_has_begun(placed, rule):
    rule(amount=90)
    rule(amount=60)
    rule(amount=15)
    run(NOW)
    assert len(planned()) == 9
    assert run(at(5, 10)) == 3, "of two that are due the later one"
    assert run(at(5, 45)) == 3
    assert run(at(6)) == 0


def test_nothing_is_said_that_began_while_the_worker_was_away(placed, rule):
    rule()
    run(NOW)
    assert run(at(8)) == 0
    assert mails() == []


@pytest.mark.parametrize("hours", [2, -2])
def test_clock_that_jumps_repeats_nothing_and_loses_nothing(placed, rule, hours):
    rule()
    run(NOW)
    assert run(at(4, 59) + dt.timedelta(hours=hours)) == 0
    assert run(at(4, 59)) == 0
    assert run(at(5)) == 3
    assert run(at(5, 1) + dt.timedelta(hours=hours)) == 0
    reminder_plans.plan_all(now=at(3))
    assert [run(at(3)), run(at(5)), run(at(5, 30))] == [0, 0, 0]
    assert len(mails()) + len(mails(status="cancelled")) == 3


def test_invitation_that_leaves_after_the_reminders_moment_stands_for_it(placed, rule, room, desk, guest_focal):
    rule()
    rule(reader="desk")
    placing.move(placed, Slot(at(7), at(7, 30), room), by=desk, now=at(6, 40))
    assert run(at(6, 40)) == 1
    assert [email for email, _at in mails()] == [desk.email], "nobody has told the desk"


def test_focal_points_and_desk_are_corrected_once_whatever_they_were_reminded_by(
    placed, rule, room, desk, guest_focal, host_focal
):
    for reader in ("focal_points", "desk"):
        rule(reader=reader, amount=2, unit="hours")
        rule(reader=reader, amount=1, unit="hours")
    run(NOW)
    assert [run(at(4)), run(at(5))] == [3, 3]
    Message.objects.update(status=MessageStatus.SENT)
    for hour, minute in ((9, 10), (10, 20)):
        placing.move(placed, Slot(at(hour), at(hour, 30), room), by=desk, now=at(5, minute))
        run(at(5, minute))
        reminder_plans.plan_all(now=at(5, minute))
        run(at(5, minute))
    told = [guest_focal.email, host_focal.email, desk.email]
    assert sorted(mails("reminder_corrected")) == sorted(
        (email, at(hour).isoformat()) for email in told for hour in (9, 10)
    )
    course.cancel(placed, reason="Sample", by=desk, now=at(5, 30))
    run(at(5, 30))
    run(at(5, 31))
    off = Message.objects.filter(kind="reminder_corrected", facts__is_off=True).values_list("email", flat=True)
    assert sorted(off) == sorted(told)


def test_hidden_is_told_to_attendees_and_organisers_alone(placed, rule, organiser, desk, guest_focal):
    for reader in ("participants", "focal_points", "desk"):
        rule(reader=reader)
    run(NOW)
    assert len(planned()) == 6
    Meeting.objects.filter(pk=placed.pk).update(confidentiality=Confidentiality.HIDDEN)
    assert run(at(5)) == 4
    rows = Message.objects.filter(kind="meeting_reminder")
    assert {mail.email for mail in rows} == {*THREE, organiser.email}
    assert "Cooperation" not in str([mail.facts for mail in rows])


def test_what_no_mark_says_is_found_by_the_round_and_never_told_stale(placed, rule, envoy, attache):
    rule()
    run(NOW)
    type(envoy).objects.filter(pk=envoy.pk).update(email="new.address@majlis.example")
    type(attache).objects.filter(pk=attache.pk).update(email="no address at all")
    assert run(at(5)) == 1, "the others are planned anew"
    run(at(5))
    assert [email for email, _at in mails()] == [THREE[2], "new.address@majlis.example"]


def test_statements_do_not_grow_with_meetings_or_readers(placed, rule, asked, room, desk, host_focal):
    rule()
    rule(reader="desk")

    def counted(act):
        with CaptureQueriesContext(connection) as found:
            act()
        return len(found)

    one = [counted(lambda: reminder_plans.plan_marked(now=NOW)), counted(lambda: reminding.tell_due(now=at(5)))]
    for hour in (7, 8):
        other = asked()
        answers.accept(host_of(other), by=host_focal, now=NOW)
        other.refresh_from_db()
        placing.place(other, Slot(at(hour), at(hour, 30), room), by=desk, now=NOW)
    three = [counted(lambda: reminder_plans.plan_marked(now=NOW)), counted(lambda: reminding.tell_due(now=at(7)))]
    assert three <= one


def test_after_an_end_they_are_asked_once_what_came_of_it_unless_it_was_said(
    placed, rule, desk, room, asked, host_focal
):
    by = rule(moment="after_end", amount=2, unit="hours", reader="desk")
    rule(moment="after_end", amount=15, unit="hours")
    run(NOW)
    assert planned() == [("desk@majlis.example", at(8, 30)), *((email, at(2, day=9)) for email in THREE)]
    assert Reminder.objects.due(at(8, 29)).count() == 0
    placing.move(placed, Slot(at(7), at(7, 30), room), by=desk, now=NOW)
    assert [run(at(9)), run(at(9, 30)), run(at(9, 31))] == [0, 1, 0]
    assert mails("meeting_over") == [("desk@majlis.example", at(7).isoformat())]
    by.amount = 3  # what is changed later asks nobody again
    by.save()
    reminder_plans.plan(placed.edition, now=at(10))
    assert run(at(11)) == 0
    course.confirm(placed, by=desk, now=NOW)
    course.hold(placed, outcome="Samples are exchanged.", by=desk, now=at(11))
    assert run(at(3, day=9)) == 0, "it was said"
    assert Message.objects.filter(kind="reminder_corrected").count() == 0


def test_after_an_end_quiet_hours_are_kept_and_a_worker_away_for_a_week_asks_no_more(placed, rule):
    rule(moment="after_end", amount=11, unit="hours")
    run(NOW)
    assert planned() == [(email, at(2, day=9)) for email in THREE], "22:30 in Karachi waits for 07:00"
    assert run(at(2, day=12)) == 3
    assert mails("meeting_over")[0][1] == at(6).isoformat()
    rule(moment="after_end", amount=7, unit="days", reader="desk")
    reminder_plans.plan(placed.edition, now=at(2, day=14))
    assert planned() == [("desk@majlis.example", at(6, 30, day=15))]
    assert run(at(6, 30, day=16)) == 0
