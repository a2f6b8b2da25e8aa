"""Answers that come by mail: what is proven becomes the person's answer, everything else lies before the desk."""

import pytest
from icalendar import Calendar

from core.errors import DomainError
from notifications.actions import receiving
from notifications.inbound.sources import Found
from notifications.models import Message
from scheduling.actions import attendees, course, placing, replies
from scheduling.models import Attendee, Confidentiality, Meeting, MeetingStatus, Reply, SetAsideReply, TimeProposal
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at

MAIL = """From: {sender}
To: {to}
Subject: Re: Sample
Message-ID: <{number}@mail.example>
MIME-Version: 1.0
Content-Type: text/calendar; charset=utf-8; method={mime}

"""


@pytest.fixture(autouse=True)
def answered_by_mail(settings):
    settings.INBOUND_ADDRESS = "replies@majlis.example"


def invitation(email):
    """The newest entry that went to the address, as its calendar has it."""
    row = Message.objects.filter(email=email, calendar__contains="METHOD:REQUEST").latest("version")
    return Calendar.from_ical(row.calendar)


def answer(email, partstat="ACCEPTED", *, method="REPLY", mime=None, to="replies@majlis.example", **changed):
    """What the calendar of ``email`` sends back for the newest invitation it got, with what is ``changed`` of it."""
    event = invitation(email).walk("VEVENT")[0]
    lines = {
        "UID": str(event["UID"]),
        "SEQUENCE": str(event["SEQUENCE"]),
        "DTSTART": event["DTSTART"].to_ical().decode(),
        "DTEND": event["DTEND"].to_ical().decode(),
        "ORGANIZER": str(event["ORGANIZER"]),
        f"ATTENDEE;PARTSTAT={partstat}": f"mailto:{email}",
        **changed,
    }
    said = "\r\n".join(f"{name}:{value}" for name, value in lines.items())
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:{method}\r\nBEGIN:VEVENT"
    body = f"{head}\r\n{said}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    number = abs(hash((email, body, mime)))
    return (MAIL.format(sender=email, to=to, number=number, mime=mime or method) + body).encode()


def receive(raw):
    return receiving.receive(Found("1", raw), now=NOW)


def seat_of(meeting, person):
    return meeting.attendees.get(person=person)


def set_aside():
    (found,) = SetAsideReply.objects.all()
    return found


def test_invitation_asks_for_an_answer_at_an_address_of_its_own(placed, envoy, attache):
    organisers = [str(invitation(one.email).walk("VEVENT")[0]["ORGANIZER"]) for one in (envoy, attache)]
    assert all(one.startswith("mailto:replies+") and one.endswith("@majlis.example") for one in organisers)
    assert organisers[0] != organisers[1]
    assert invitation(envoy.email).walk("VEVENT")[0]["ATTENDEE"].params["RSVP"] == "TRUE"


def test_address_to_answer_to_stays_the_same_when_the_meeting_moves(placed, room, desk, envoy):
    before = invitation(envoy.email).walk("VEVENT")[0]["ORGANIZER"]
    placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    assert invitation(envoy.email).walk("VEVENT")[0]["ORGANIZER"] == before


@pytest.mark.parametrize(
    ("said", "reply"),
    [("ACCEPTED", Reply.ACCEPTED), ("DECLINED", Reply.DECLINED), ("TENTATIVE", Reply.TENTATIVE)],
)
def test_answer_is_noted_with_the_attendee_alone(placed, envoy, attache, said, reply):
    assert receive(answer(envoy.email, said)) == "taken"
    assert (seat_of(placed, envoy).reply, seat_of(placed, envoy).replied_at) == (reply, NOW)
    assert seat_of(placed, attache).reply == Reply.NEEDS_ACTION
    assert not SetAsideReply.objects.exists()


def test_token_may_also_stand_in_the_address_it_was_sent_to(placed, envoy):
    organiser = str(invitation(envoy.email).walk("VEVENT")[0]["ORGANIZER"]).removeprefix("mailto:")
    raw = answer(envoy.email, to=organiser, ORGANIZER="mailto:replies@majlis.example")
    assert receive(raw) == "taken"


def test_later_answer_replaces_the_earlier_one(placed, envoy):
    receive(answer(envoy.email, "ACCEPTED"))
    receive(answer(envoy.email, "DECLINED"))
    assert seat_of(placed, envoy).reply == Reply.DECLINED


def test_focal_point_answers_for_those_without_an_address(accepted, envoy, attache, guest_focal, room, desk):
    type(envoy).objects.filter(pk__in=[envoy.pk, attache.pk]).update(email="")
    placing.place(accepted, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    assert receive(answer(guest_focal.email, "ACCEPTED")) == "taken"
    replied = set(Attendee.objects.filter(reply=Reply.ACCEPTED).values_list("person", flat=True))
    assert replied == {envoy.pk, attache.pk}


@pytest.mark.parametrize("forged", ["mailto:replies+" + "0" * 32 + "@majlis.example", "mailto:replies@majlis.example"])
def test_forged_answer_is_set_aside(placed, envoy, forged):
    assert receive(answer(envoy.email, "DECLINED", ORGANIZER=forged)) == "set aside"
    assert seat_of(placed, envoy).reply == Reply.NEEDS_ACTION
    kept = set_aside()
    assert (kept.meeting, kept.sender, kept.received_at) == (placed, envoy.email, NOW)
    assert kept.why == "Its sender did not prove to be the one who was invited."
    assert "PARTSTAT=DECLINED" in kept.words


def test_token_of_another_attendee_proves_nothing(placed, envoy, attache):
    theirs = str(invitation(attache.email).walk("VEVENT")[0]["ORGANIZER"])
    assert receive(answer(envoy.email, "DECLINED", ORGANIZER=theirs)) == "set aside"
    assert seat_of(placed, envoy).reply == Reply.NEEDS_ACTION


def test_answer_to_an_earlier_time_is_set_aside(placed, envoy, room, desk):
    early = answer(envoy.email, "DECLINED")
    placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    assert receive(early) == "set aside"
    assert "earlier time or place" in set_aside().why
    assert seat_of(placed, envoy).reply == Reply.NEEDS_ACTION


def test_answer_counts_also_after_somebody_else_was_dropped(placed, envoy, attache, desk):
    raw = answer(envoy.email)
    attendees.drop(seat_of(placed, attache), by=desk, now=NOW)
    assert receive(raw) == "taken"


def test_move_asks_anew(placed, envoy, room, desk):
    receive(answer(envoy.email))
    placing.move(placed, Slot(at(8), at(8, 30), room), by=desk, now=NOW)
    assert (seat_of(placed, envoy).reply, seat_of(placed, envoy).replied_at) == (Reply.NEEDS_ACTION, None)


def test_taking_off_the_plan_forgets_the_answers(placed, envoy, desk):
    receive(answer(envoy.email))
    placing.unplace(placed, by=desk, now=NOW)
    assert seat_of(placed, envoy).reply == Reply.NEEDS_ACTION


def test_who_was_dropped_no_longer_answers(placed, attache, desk):
    raw = answer(attache.email)
    attendees.drop(seat_of(placed, attache), by=desk, now=NOW)
    assert receive(raw) == "set aside"
    assert set_aside().why == "Nobody at this address attends any more."


def test_answer_after_the_end_is_set_aside(placed, envoy, desk):
    raw = answer(envoy.email)
    course.cancel(placed, reason="Sample", by=desk, now=NOW)
    assert receive(raw) == "set aside"


def test_other_time_of_a_placed_meeting_lies_before_the_desk(placed, envoy):
    raw = answer(envoy.email, method="COUNTER", DTSTART="20250408T100000Z", DTEND="20250408T103000Z")
    assert receive(raw) == "set aside"
    assert "2025-04-08 10:00–10:30 UTC" in set_aside().why
    assert not TimeProposal.objects.exists()


def test_focal_points_other_time_becomes_an_offer_as_in_the_portal(accepted, envoy, attache, guest_focal, room, desk):
    type(envoy).objects.filter(pk=envoy.pk).update(email="")
    placing.place(accepted, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    raw = answer(
        guest_focal.email,
        method="COUNTER",
        DTSTART="20250408T100000Z",
        DTEND="20250408T103000Z",
        COMMENT="Sample note",
    )
    placing.unplace(accepted, by=desk, now=NOW)
    assert receive(raw) == "taken"
    offer = TimeProposal.objects.get()
    assert (offer.starts_at, offer.ends_at, offer.note) == (at(10), at(10, 30), "Sample note")
    assert (offer.proposed_by, offer.party.delegation.name) == (guest_focal, "Embassy of Sampleland")
    assert Message.objects.filter(kind="meeting_countered").exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"mime": "REQUEST"},
        {"method": "PUBLISH"},
        {"UID": "somebody-elses@calendar.example"},
        {"UID": "meeting-zzzzzzzzzzzzzzzz@majlis.example"},
        {"partstat": "DELEGATED"},
        {"SEQUENCE": "not a number"},
        {"ATTENDEE": "mailto:second@majlis.example"},
        {"method": "COUNTER", "DTSTART": "20250408T100000"},
        {"method": "COUNTER", "DTSTART": "nonsense"},
    ],
    ids=str,
)
def test_what_is_no_answer_of_ours_is_set_aside(placed, envoy, changed):
    partstat = changed.pop("partstat", "ACCEPTED")
    assert receive(answer(envoy.email, partstat, **changed)) == "set aside"
    assert set_aside().why
    assert not Attendee.objects.exclude(reply=Reply.NEEDS_ACTION).exists()


@pytest.mark.parametrize(
    "body",
    ["", "BEGIN:VCALENDAR", "\x00\x01", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "BEGIN:VEVENT\r\n" * 400, "X" * 100_000],
    ids=["empty", "cut", "bytes", "crossed", "nested", "long"],
)
def test_calendar_that_is_none_is_set_aside(db, body):
    raw = MAIL.format(sender="a@example.org", to="replies@majlis.example", number=1, mime="REPLY") + body
    assert receive(raw.encode()) == "set aside"


def test_letter_without_a_calendar_is_set_aside_with_its_words(db):
    raw = b"From: a@example.org\r\nMessage-ID: <1@x.example>\r\nSubject: Sorry\r\n\r\nWe are late.\r\n"
    assert receive(raw) == "set aside"
    kept = set_aside()
    assert (kept.meeting, kept.subject, kept.words) == (None, "Sorry", "We are late.")


def test_same_mail_twice_is_one_answer(placed, envoy):
    raw = answer(envoy.email, ORGANIZER="mailto:nobody@majlis.example")
    assert [receive(raw), receive(raw)] == ["set aside", "repeated"]
    assert SetAsideReply.objects.count() == 1


def test_set_aside_reply_is_settled_once(placed, envoy, desk):
    receive(answer(envoy.email, ORGANIZER="mailto:nobody@majlis.example"))
    kept = set_aside()
    replies.settle(kept, by=desk, now=NOW)
    assert (kept.settled_by, kept.settled_at) == (desk, NOW)
    with pytest.raises(DomainError) as refusal:
        replies.settle(kept, by=desk, now=NOW)
    assert refusal.value.code == "already-settled"


def test_desk_reads_what_was_set_aside_and_of_hidden_meetings_the_organiser_alone(
    placed, envoy, desk, organiser, guest_focal, stranger
):
    receive(answer(envoy.email, ORGANIZER="mailto:nobody@majlis.example"))
    readers = {user for user in (desk, organiser, guest_focal, stranger) if SetAsideReply.objects.visible_to(user)}
    assert readers == {desk, organiser}
    Meeting.objects.filter(pk=placed.pk).update(confidentiality=Confidentiality.HIDDEN)
    assert not SetAsideReply.objects.visible_to(desk)
    assert SetAsideReply.objects.visible_to(organiser)


def test_reply_in_an_archived_edition_is_set_aside(placed, envoy, edition):
    raw = answer(envoy.email)
    type(edition).objects.filter(pk=edition.pk).update(is_archived=True)
    assert receive(raw) == "set aside"
    assert placed.status == MeetingStatus.SCHEDULED
