"""Whatever happens to a meeting in whatever order, everybody is reminded once of where it is in the end; and two
workers at once are as one."""

import datetime as dt
import threading
from collections import Counter

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import DomainError
from notifications.models import Message, MessageStatus
from scheduling.actions import attendees, placing, reminder_plans, reminding
from scheduling.models import Attendee, Meeting, Reminder, ReminderRule
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at
from tests.scheduling.test_reminders import run

HOUR = dt.timedelta(hours=1)
steps = st.lists(
    st.tuples(st.sampled_from(["move", "drop", "add", "wait", "wait", "round", "back"]), st.integers(0, 5)), max_size=8
)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_everybody_is_reminded_once_of_each_time_and_of_nothing_that_has_begun(placed, room, desk, attache, taken):
    with transaction.atomic():
        _play(placed, room, desk, attache, taken)
        transaction.set_rollback(True)


def _play(meeting, room, desk, attache, taken):
    ReminderRule.objects.create(edition=meeting.edition, thing="meeting", amount=60)
    ReminderRule.objects.create(edition=meeting.edition, thing="meeting", amount=3, unit="hours")
    now = at(1)
    for verb, number in taken:
        meeting = Meeting.objects.get(pk=meeting.pk)
        try:
            with transaction.atomic():
                _do(verb, number, meeting, room, desk, attache, now)
        except DomainError:
            continue
        if verb in ("wait", "back"):
            now += HOUR * (number / 3 if verb == "wait" else -2)
            run(now)
    meeting = Meeting.objects.get(pk=meeting.pk)
    run(now)
    for before in (HOUR * 3, HOUR, HOUR / 6, HOUR * 0):  # on to its beginning
        now = max(now, meeting.starts_at - before)
        run(now)
    _judge(meeting, taken)


def _do(verb, number, meeting, room, desk, attache, now):
    guest = meeting.parties.get(side="guest")
    if verb == "move":
        start = at(5 + number, 5 * number)
        placing.move(meeting, Slot(start, start + HOUR / 2, room), by=desk, now=now)
    elif verb == "drop":
        for seat in Attendee.objects.filter(party=guest, person=attache):
            attendees.drop(seat, by=desk, now=now)
    elif verb == "add":
        attendees.add(guest, attache, by=desk, now=now)
    elif verb == "round":
        reminder_plans.plan_all(now=now)


def _judge(meeting, taken):
    reminders = Message.objects.filter(kind="meeting_reminder").exclude(status=MessageStatus.CANCELLED)
    told = Counter((mail.email, mail.facts["starts_at"]) for mail in reminders if mail.created_at > at(0))
    assert max(told.values(), default=1) <= 2, "each rule once for each time"
    for mail in reminders:
        assert mail.created_at < dt.datetime.fromisoformat(mail.facts["starts_at"])
    for seat in meeting.attendees.select_related("person"):
        about = Message.objects.filter(about=f"meeting:{meeting.public_id}", email=seat.person.email)
        last = about.filter(kind__in=["meeting_reminder", "meeting_moved", "meeting_confirmed"]).latest(
            "created_at", "pk"
        )
        assert last.facts["starts_at"] == meeting.starts_at.isoformat(), "the last word names the time"
        reminded = about.filter(kind="meeting_reminder", facts__starts_at=meeting.starts_at.isoformat()).exists()
        late = last.created_at >= meeting.starts_at - HOUR
        assert reminded or late, taken
    assert not Reminder.objects.due(meeting.starts_at - dt.timedelta(minutes=1)).exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_once_and_of_two_rules_the_later(placed, monkeypatch):
    monkeypatch.setattr(reminding, "BATCH", 1)
    for amount in (60, 90):
        ReminderRule.objects.create(edition=placed.edition, thing="meeting", amount=amount)
    reminder_plans.plan_marked(now=NOW)
    assert Reminder.objects.planned().count() == 6
    gate = threading.Barrier(4)

    def work():
        gate.wait()
        run(at(5, 30))
        connection.close()

    workers = [threading.Thread(target=work) for _number in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    mails = Message.objects.filter(kind="meeting_reminder").values_list("email", flat=True)
    assert Counter(mails) == dict.fromkeys(placed.attendees.values_list("person__email", flat=True), 1)
    assert Reminder.objects.filter(overtaken_at__isnull=False, rule__amount=90).count() == 3
