"""Sessions, the two dates of registration, arrivals and departures: who is reminded, and who is corrected once."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.models import CategoryTerms, DelegateDetails, DelegationStatus, RegistrationTerms
from forum.actions import sessions, speakers
from forum.models import Role, Session, TeamMember
from forum.slots import Slot
from notifications.models import Message, MessageStatus
from notifications.rendering import word
from scheduling.actions import reminder_plans
from scheduling.models import Reminder, ReminderRule
from tests.scheduling.meeting_samples import NOW, at
from tests.scheduling.test_reminders import mails, planned, run

pytestmark = pytest.mark.django_db
DUE = at(12, day=5)  # of April, 17:00 in Karachi


@pytest.fixture
def rule(edition):
    def write(thing, reader="participants", **facts):
        when = {"amount": 60, "unit": "minutes"} | facts
        return ReminderRule.objects.create(edition=edition, thing=thing, reader=reader, **when)

    return write


@pytest.fixture
def talk(edition, room, envoy, minister, organiser, embassy, guest_focal):
    made = sessions.draft(edition, title="Sample talk", by=organiser, now=NOW)
    for person in (envoy, minister):
        speakers.add(made, person, by=organiser, now=NOW)
    sessions.schedule(made, Slot(at(6), at(7), room), by=organiser, now=NOW)
    return made


def sent():
    """All that waits has left."""
    Message.objects.filter(status=MessageStatus.QUEUED).update(status=MessageStatus.SENT)


def corrected():
    rows = Message.objects.filter(kind="reminder_corrected").order_by("pk")
    return [(mail.email, mail.facts["starts_at"], mail.facts["is_off"]) for mail in rows]


SPEAKERS = ["sample.envoy@majlis.example", "sample.minister@majlis.example"]


def test_speakers_are_reminded_and_a_move_by_the_desk_is_no_second_mail(talk, rule, room, organiser):
    rule("session")
    assert [run(NOW), run(at(5)), run(at(5))] == [0, 2, 0]
    assert sorted(email for email, _at in mails("session_reminder")) == SPEAKERS
    sent()
    sessions.move(talk, Slot(at(8), at(9), room), by=organiser, now=at(5, 10))
    assert [run(at(5, 10)), run(at(6, 59)), run(at(7))] == [0, 0, 2]
    assert corrected() == [], "session_moved has told it"
    sessions.cancel(talk, by=organiser, now=at(7, 10))
    run(at(7, 10))
    assert corrected() == [], "and session_cancelled"


def test_speakers_hear_after_the_end_also_of_what_is_marked_as_done(talk, rule, organiser):
    rule("session", moment="after_end", amount=30)
    rule("session", moment="before_end", amount=5)
    run(NOW)
    sessions.start(talk, by=organiser, now=at(6))
    sessions.finish(talk, by=organiser, now=at(6, 50))
    assert [run(at(6, 55)), run(at(7, 29)), run(at(7, 30)), run(at(7, 31))] == [0, 0, 2, 0]
    assert sorted(email for email, _at in mails("session_over")) == SPEAKERS


def test_move_that_no_mail_tells_is_corrected_once_to_whom_was_reminded(talk, rule, room, organiser, guest_focal):
    """As an import moves it, or a statement by hand."""
    rule("session", amount=2, unit="hours")
    rule("session", amount=1, unit="hours")
    rule("session", "focal_points", amount=90)
    run(NOW)
    assert [run(at(4)), run(at(4, 30)), run(at(5))] == [2, 1, 2]
    sent()

    def move(hour):
        sessions.move(talk, Slot(at(hour), at(hour + 1), room), by=organiser, now=at(5, hour))
        Message.objects.filter(kind="session_moved").delete()

    readers = sorted([*SPEAKERS, guest_focal.email])
    for minute, hour in enumerate((9, 10, 9), start=10):
        told_so_far = len(corrected())
        move(hour)
        for _again in range(3):
            run(at(5, minute))
        assert sorted(corrected()[told_so_far:]) == [(email, at(hour).isoformat(), False) for email in readers]
    move(11)
    move(9)
    run(at(5, 20))
    assert len(corrected()) == 9, "there and back before anybody was told"


def test_taken_back_to_the_drafts_is_told_once_to_whom_was_reminded(talk, rule, organiser):
    rule("session")
    run(NOW)
    run(at(5))
    sent()
    sessions.unschedule(talk, by=organiser, now=at(5, 10))
    for _again in range(2):
        run(at(5, 10))
    assert [(email, off) for email, _at, off in sorted(corrected())] == [(email, True) for email in SPEAKERS]
    assert "does not stand" in word(Message.objects.get(kind="reminder_corrected", language="en")).text


def test_speakers_who_come_late_or_go_and_times_that_are_placeholders(talk, rule, organiser, secretary, envoy):
    rule("session")
    run(NOW)
    speakers.add(talk, secretary, by=organiser, now=NOW)
    speakers.remove(talk.appearances.get(person=envoy), by=organiser, now=NOW)
    run(NOW)
    assert [email for email, _due in planned()] == ["sample.minister@majlis.example", secretary.email]
    Session.objects.filter(pk=talk.pk).update(is_time_placeholder=True)
    run(NOW)
    assert planned() == []


@pytest.fixture
def terms(edition):
    return RegistrationTerms.objects.create(
        edition=edition, nominations_close_at=DUE, confirmations_close_at=DUE + dt.timedelta(days=2)
    )


def test_missions_are_reminded_of_names_until_their_list_is_complete(
    terms, rule, edition, embassy, ministry, guest_focal, host_focal
):
    rule("names", "focal_points", amount=2, unit="days")
    rule("names", "desk", amount=1, unit="hours")
    accreditor = TeamMember.objects.create(edition=edition, user=host_focal, role=Role.ACCREDITATION).user
    type(ministry).objects.filter(pk=ministry.pk).update(status=DelegationStatus.CONFIRMED)
    run(NOW)
    assert planned() == [
        (guest_focal.email, DUE - dt.timedelta(days=2)),
        (accreditor.email, DUE - dt.timedelta(hours=1)),
    ]
    assert run(DUE - dt.timedelta(days=2)) == 1
    mail = Message.objects.get(kind="date_reminder")
    assert "2 of 10 places of Embassy of Sampleland" in word(mail).text
    sent()
    for days in (1, 2):
        RegistrationTerms.objects.update(nominations_close_at=DUE + dt.timedelta(days=days))
        for _again in range(2):
            run(DUE - dt.timedelta(days=1))
    assert [(email, told) for email, told, _off in corrected()] == [
        (guest_focal.email, (DUE + dt.timedelta(days=days)).isoformat()) for days in (1, 2)
    ]
    RegistrationTerms.objects.update(nominations_close_at=None)
    run(DUE)
    assert corrected()[2:] == [(guest_focal.email, None, True)]


def test_details_are_due_of_those_alone_of_whom_something_is_missing(terms, rule, edition, embassy, guest_focal, envoy):
    rule("details", "focal_points", amount=1, unit="days")
    rule("details", amount=1, unit="days")
    rule("details", "desk", amount=1, unit="days")
    run(NOW)
    assert planned() == [], "nothing is asked for"
    CategoryTerms.objects.create(edition=edition, category="delegate", needs=["travel"])
    attache = embassy.delegates.get(person__name="Sample Attache")
    DelegateDetails.objects.create(delegate=attache, arrives_at=at(1, day=7), departs_at=at(1, day=10))
    RegistrationTerms.objects.update(confirmations_close_at=DUE + dt.timedelta(days=1))
    run(NOW)
    assert [email for email, _due in planned()] == [guest_focal.email, "forum@majlis.example", envoy.email]
    DelegateDetails.objects.create(
        delegate=embassy.delegates.get(person=envoy), arrives_at=at(1, day=7), departs_at=at(1, day=10)
    )
    assert run(DUE) == 0, "asked anew when they are due"
    assert run(DUE) == 0


@pytest.fixture
def journey(embassy, envoy):
    row = embassy.delegates.get(person=envoy)
    return DelegateDetails.objects.create(
        delegate=row, arrives_at=at(2, day=7), departs_at=at(14, day=10), arrival_flight="SM 123", hotel="Sample Hotel"
    )


def test_traveller_is_reminded_on_the_own_clock_of_the_arrival_and_here_of_the_departure(journey, rule, envoy):
    for thing in ("arrival", "departure"):
        rule(thing, moment="evening_before", amount=None, at=dt.time(18))
    run(NOW)
    assert planned() == [(envoy.email, at(16, day=6)), (envoy.email, at(13, day=9))], "18:00 in Berlin, in Karachi"
    assert run(at(16, day=6)) == 1
    mail = Message.objects.get(kind="journey_reminder")
    assert mail.facts["flight"] == "SM 123"
    sent()
    DelegateDetails.objects.update(arrives_at=at(5, day=7), hotel="Another Sample Hotel")
    for _again in range(2):
        run(at(17, day=6))
    assert corrected() == [(envoy.email, at(5, day=7).isoformat(), False)]
    type(journey.delegate).objects.update(status="withdrawn")
    assert [run(at(13, day=9)), run(at(13, day=9))] == [0, 0]
    assert planned() == []


def test_statements_do_not_grow_with_sessions_dates_or_journeys(
    terms, talk, rule, journey, edition, room, organiser, envoy, minister, embassy, attache, ministry, host_focal
):
    CategoryTerms.objects.create(edition=edition, category="delegate", needs=["hotel"])
    for thing in ("session", "names", "details", "arrival", "departure"):
        for reader in ("participants", "focal_points", "desk")[thing == "names" :]:
            rule(thing, reader)

    def counted():
        Reminder.objects.all().delete()
        with CaptureQueriesContext(connection) as found:
            reminder_plans.plan(edition, now=NOW)
        return len(found), Reminder.objects.count()

    few, rows = counted()
    for hour in (10, 12):
        more = sessions.draft(edition, title="Sample talk", by=organiser, now=NOW)
        for person in (envoy, minister, attache):
            speakers.add(more, person, by=organiser, now=NOW)
        sessions.schedule(more, Slot(at(hour), at(hour + 1), room), by=organiser, now=NOW)
    for one in (*embassy.delegates.exclude(pk=journey.delegate_id), *ministry.delegates.all()):
        DelegateDetails.objects.create(delegate=one, arrives_at=at(3, day=7), departs_at=at(15, day=10))
    many, more_rows = counted()
    assert more_rows > rows * 2
    assert many <= few
