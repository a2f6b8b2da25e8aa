"""What is told: the rows of the outbox whole, the calendar entries read back."""

import datetime as dt

import pytest
from icalendar import Calendar

from forum.models import Venue
from notifications import gathering
from notifications.models import Message
from scheduling.actions import answers, placing
from scheduling.models import Confidentiality, Meeting, ReminderRule
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, host_of


@pytest.fixture
def at_hall(room):
    Venue.objects.filter(pk=room.venue_id).update(address="Sample Road 1, Islamabad", latitude=33.7, longitude=73.1)
    room.refresh_from_db()
    return room


@pytest.fixture
def place(asked, at_hall, desk):
    """Gives a function that asks, accepts and places with whatever differs."""

    def run(**facts):
        meeting = asked(**facts)
        answers.accept(host_of(meeting), by=desk, now=NOW)
        meeting.refresh_from_db()
        placing.place(meeting, Slot(at(6), at(6, 30), at_hall), by=desk, now=NOW)
        return meeting

    return run


def mails(kind):
    return {mail.email: mail for mail in Message.objects.filter(kind=kind)}


def entry(mail):
    calendar = Calendar.from_ical(mail.calendar)
    return calendar, calendar.walk("VEVENT")[0]


def test_confirmation_row_is_whole(place, envoy):
    meeting = place(topics="Copper")
    found = mails("meeting_confirmed")
    assert sorted(found) == sorted(f"sample.{name}@majlis.example" for name in ("envoy", "attache", "minister"))
    mail = found[envoy.email]
    assert (mail.about, mail.version, mail.language, mail.timezone, mail.due_at, mail.edition) == (
        f"meeting:{meeting.public_id}",
        1,
        "ur",
        "Europe/Berlin",
        NOW + dt.timedelta(minutes=2),
        "pmif25",
    )
    assert mail.facts == {
        "edition": {
            "name": "Pakistan Minerals Investment Forum 2025",
            "short_name": "PMIF25",
            "slug": "pmif25",
            "timezone": "Asia/Karachi",
            "contact_email": "forum@majlis.example",
        },
        "title": "Cooperation on sample minerals",
        "is_hidden": False,
        "topics": "Copper",
        "parties": ["Sample Ministry", "Embassy of Sampleland"],
        "starts_at": "2025-04-08T06:00:00+00:00",
        "ends_at": "2025-04-08T06:30:00+00:00",
        "wished_from": None,
        "wished_until": None,
        "length_minutes": 30,
        "place": "Committee Room 1, Jinnah Convention Centre, Sample Road 1, Islamabad",
        "url": f"http://localhost:8000/pmif25/meetings/{meeting.public_id}/",
        "reason": "",
        "for_people": [],
    }


def test_calendar_entry_read_back_is_whole(place, envoy, edition):
    for facts in ({"amount": 1, "unit": "days"}, {"amount": 45}, {"amount": 5, "is_active": False}):
        ReminderRule.objects.create(edition=edition, thing="meeting", **facts)
    meeting = place(topics="Copper")
    calendar, event = entry(mails("meeting_confirmed")[envoy.email])
    assert (calendar["METHOD"], calendar["VERSION"]) == ("REQUEST", "2.0")
    assert event["UID"] == f"meeting-{meeting.public_id}@majlis.example"
    assert (event.decoded("DTSTART"), event.decoded("DTEND"), event.decoded("DTSTAMP")) == (at(6), at(6, 30), NOW)
    assert b"TZID" not in mails("meeting_confirmed")[envoy.email].calendar.encode()
    assert (event["SEQUENCE"], event["SUMMARY"], event["CLASS"]) == (1, meeting.subject, "PRIVATE")
    assert event["LOCATION"] == "Committee Room 1, Jinnah Convention Centre, Sample Road 1, Islamabad"
    assert event["GEO"].to_ical() == "33.7;73.1"
    assert event["ORGANIZER"] == "mailto:forum@majlis.example"
    assert event["ATTENDEE"] == f"mailto:{envoy.email}"
    assert (event["ATTENDEE"].params["CN"], event["ATTENDEE"].params["PARTSTAT"]) == ("Sample Envoy", "NEEDS-ACTION")
    assert event.walk("VALARM")[0].decoded("TRIGGER") == dt.timedelta(minutes=-45), "as the last reminder"


def test_calendar_names_nobody_elses_address(place, minister, envoy):
    place()
    assert minister.email not in mails("meeting_confirmed")[envoy.email].calendar


def test_move_sends_the_same_entry_with_a_higher_sequence(place, envoy, at_hall, desk):
    meeting = place()
    placing.move(meeting, Slot(at(8), at(8, 30), at_hall), by=desk, now=NOW)
    assert entry(mails("meeting_confirmed")[envoy.email])[1].walk("VALARM") == [], "no rule, no alarm"
    before, after = entry(mails("meeting_confirmed")[envoy.email])[1], entry(mails("meeting_moved")[envoy.email])[1]
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], 1)
    assert (after["SEQUENCE"], after.decoded("DTSTART")) == (2, at(8))
    assert len(mails("meeting_moved")) == 3


@pytest.mark.parametrize("level", [Confidentiality.RESTRICTED, Confidentiality.HIDDEN])
def test_restricted_and_hidden_are_named_neutrally_everywhere(place, level, envoy):
    place(confidentiality=level, topics="Sample topic", subject="Sample secret")
    mail = mails("meeting_confirmed")[envoy.email]
    _calendar, event = entry(mail)
    assert (event["SUMMARY"], event["CLASS"]) == ("Meeting (PMIF25)", "CONFIDENTIAL")
    assert (mail.facts["title"], mail.facts["topics"], mail.facts["parties"]) == ("Meeting (PMIF25)", "", [])
    for row in Message.objects.all():
        assert "Sample secret" not in str(row.facts) + row.calendar
        assert "Sample topic" not in str(row.facts) + row.calendar


def test_hidden_is_told_to_no_focal_point(place, guest_focal, host_focal, organiser):
    place(confidentiality=Confidentiality.HIDDEN, by=organiser)
    told = set(Message.objects.values_list("email", flat=True))
    assert not told & {guest_focal.email, host_focal.email}
    assert set(mails("meeting_requested")) == {organiser.email}


def test_attendee_without_address_is_told_through_the_focal_point(place, envoy, attache, guest_focal):
    type(envoy).objects.filter(pk__in=[envoy.pk, attache.pk]).update(email="")
    place()
    found = mails("meeting_confirmed")
    assert set(found) == {guest_focal.email, "sample.minister@majlis.example"}
    assert found[guest_focal.email].facts["for_people"] == ["Sample Envoy", "Sample Attache"]


def test_hidden_attendee_without_address_is_told_through_the_organisers(place, envoy, organiser):
    type(envoy).objects.filter(pk=envoy.pk).update(email="")
    place(confidentiality=Confidentiality.HIDDEN)
    assert mails("meeting_confirmed")[organiser.email].facts["for_people"] == ["Sample Envoy"]


def test_what_begins_soon_or_was_to_begin_soon_is_told_at_once(place, desk, at_hall):
    meeting = place()
    soon = at(4, 30)
    placing.move(meeting, Slot(at(9), at(9, 30), at_hall), by=desk, now=soon)
    placing.move(meeting, Slot(at(10), at(10, 30), at_hall), by=desk, now=soon)
    due = Message.objects.filter(kind="meeting_moved").values_list("version", "due_at").distinct()
    assert dict(due) == {2: soon, 3: soon + dt.timedelta(minutes=2)}


def test_many_moves_send_at_most_one_mail_to_a_person(place, desk, at_hall, edition):
    edition.gather_seconds = 0
    edition.save()
    meetings = [place()]
    gathering.gather(now=NOW)
    Message.objects.filter(status="queued").update(status="sent")
    for hour in range(7, 12):
        placing.move(meetings[0], Slot(at(hour), at(hour, 30), at_hall), by=desk, now=NOW)
        meetings[0].refresh_from_db()
    gathering.gather(now=NOW)
    left = Message.objects.filter(status="queued", edition="pmif25", bundle="").exclude(kind="meeting_accepted")
    assert sorted(left.values_list("email", "kind", "version")) == [
        (f"sample.{name}@majlis.example", "meeting_moved", 6) for name in ("attache", "envoy", "minister")
    ]


def test_telling_of_many_takes_as_many_queries_as_of_one(place, asked, at_hall, django_assert_max_num_queries):
    first = place()
    with django_assert_max_num_queries(15) as one:
        notices_of([first])
    Meeting.objects.filter(pk=first.pk).update(version=7)
    others = [asked(subject=f"Sample {number}") for number in range(3)]
    for other in others:
        other.starts_at, other.ends_at, other.room = at(8), at(8, 30), at_hall
        other.save()
    with django_assert_max_num_queries(len(one.captured_queries)):
        notices_of(others)


def notices_of(meetings):
    from scheduling import notices

    found = list(Meeting.objects.filter(pk__in=[one.pk for one in meetings]))
    notices.moved(found, before={one.pk: one.starts_at for one in found}, now=NOW)
