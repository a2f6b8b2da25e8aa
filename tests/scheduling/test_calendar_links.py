"""Calendars that are subscribed to: what a link shows, to whom, until when; what it answers who has it already."""

import datetime as dt

import pytest
import time_machine
from icalendar import Calendar

from core.encryption import fingerprint
from core.errors import DomainError
from delegations.models import FocalPoint
from forum.actions import sessions
from forum.models import Session, TeamMember, Track
from forum.slots import Slot as SessionSlot
from scheduling.actions import attendees, calendars, course, placing
from scheduling.models import CalendarFeed, Confidentiality, FeedScope, Meeting
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at


@pytest.fixture
def reader(envoy, stranger):
    """The envoy, who signs in."""
    envoy.user = stranger
    envoy.save()
    return stranger


@pytest.fixture
def mine(edition, reader):
    return calendars.make(edition, scope=FeedScope.PERSONAL, by=reader, now=NOW)


def path(feed):
    return f"/{feed.edition.slug}/feeds/{feed.secret}.ics"


def events(client, feed):
    answer = client.get(path(feed))
    assert answer.status_code == 200
    return {str(one["UID"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_personal_link_shows_what_its_owner_attends_without_signing_in(client, mine, placed):
    (event,) = events(client, mine).values()
    assert event["UID"] == f"meeting-{placed.public_id}@majlis.example"
    assert (event.decoded("DTSTART"), event["STATUS"], event["SEQUENCE"]) == (at(6), "CONFIRMED", 1)


def test_cancelled_meeting_stays_as_cancelled_with_a_higher_sequence(client, mine, placed, desk):
    before = events(client, mine)[f"meeting-{placed.public_id}@majlis.example"]
    course.cancel(placed, reason="Sample", by=desk, now=NOW)
    after = events(client, mine)[f"meeting-{placed.public_id}@majlis.example"]
    assert (after["STATUS"], after["UID"], after.decoded("DTSTART")) == ("CANCELLED", before["UID"], at(6))
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_cancelled_session_stays_in_the_links_of_its_track_and_room(client, edition, room, organiser):
    track = Track.objects.create(edition=edition, name="Sample track", slug="sample")
    said = {"by": organiser, "now": NOW}
    session = sessions.draft(edition, title="Sample panel", track=track, **said)
    sessions.schedule(session, SessionSlot(at(6), at(7), room), **said)
    links = [
        calendars.make(edition, scope=FeedScope.TRACK, track=track, **said),
        calendars.make(edition, scope=FeedScope.ROOM, room=room, **said),
        calendars.make(edition, scope=FeedScope.PROGRAMME, **said),
    ]
    before = [events(client, link)[f"{session.public_id}@majlis"] for link in links]
    sessions.cancel(session, **said)
    after = [events(client, link)[f"{session.public_id}@majlis"] for link in links]
    assert [one["STATUS"] for one in before + after] == ["CONFIRMED"] * 3 + ["CANCELLED"] * 3
    assert [one["SEQUENCE"] for one in after] == [before[0]["SEQUENCE"] + 1] * 3


def test_track_link_shows_no_draft_and_no_other_track(client, edition, organiser):
    track = Track.objects.create(edition=edition, name="Sample track", slug="sample")
    Session.objects.create(edition=edition, title="Sample draft", track=track, starts_at=at(6), ends_at=at(7))
    link = calendars.make(edition, scope=FeedScope.TRACK, track=track, by=organiser, now=NOW)
    assert events(client, link) == {}


@pytest.mark.parametrize("level", [Confidentiality.RESTRICTED, Confidentiality.HIDDEN])
def test_confidential_meeting_keeps_a_neutral_title(client, mine, placed, level):
    Meeting.objects.filter(pk=placed.pk).update(confidentiality=level, topics="Sample secret")
    body = client.get(path(mine)).content.decode()
    assert "SUMMARY:Meeting (PMIF25)" in body
    assert "CLASS:CONFIDENTIAL" in body
    assert placed.subject not in body
    assert "Sample secret" not in body


def test_room_link_shows_what_its_owner_may_see_at_the_time_of_reading(client, edition, room, placed, desk, organiser):
    link = calendars.make(edition, scope=FeedScope.ROOM, room=room, by=desk, now=NOW)
    assert len(events(client, link)) == 1
    Meeting.objects.filter(pk=placed.pk).update(confidentiality=Confidentiality.HIDDEN)
    assert events(client, link) == {}
    theirs = calendars.make(edition, scope=FeedScope.ROOM, room=room, by=organiser, now=NOW)
    assert len(events(client, theirs)) == 1


def test_who_is_dropped_no_longer_reads_of_the_meeting(client, mine, placed, envoy, desk):
    attendees.drop(placed.attendees.get(person=envoy), by=desk, now=NOW)
    assert events(client, mine) == {}


def test_delegation_link_ends_with_its_owner_being_focal_point(client, edition, embassy, placed, guest_focal):
    link = calendars.make(edition, scope=FeedScope.DELEGATION, delegation=embassy, by=guest_focal, now=NOW)
    assert len(events(client, link)) == 1
    FocalPoint.objects.filter(user=guest_focal).delete()
    assert client.get(path(link)).status_code == 404


def test_room_link_ends_with_its_owner_being_of_the_team(client, edition, room, placed, desk):
    link = calendars.make(edition, scope=FeedScope.ROOM, room=room, by=desk, now=NOW)
    TeamMember.objects.filter(user=desk).delete()
    assert client.get(path(link)).status_code == 404


def test_link_of_somebody_who_may_no_longer_sign_in_is_gone(client, mine, reader):
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    assert client.get(path(mine)).status_code == 404


def test_revoked_link_is_gone_and_stays_so(client, mine, placed):
    assert client.get(path(mine)).status_code == 200
    calendars.revoke(mine, now=NOW)
    assert client.get(path(mine)).status_code == 404
    with pytest.raises(DomainError) as refusal:
        calendars.revoke(mine, now=NOW)
    assert refusal.value.code == "already-revoked"


def test_secret_stands_nowhere_in_the_database(mine):
    kept = CalendarFeed.objects.extra(select={"raw": "secret"}).values_list("raw", "secret_fingerprint").get(pk=mine.pk)
    assert mine.secret not in "".join(kept)
    assert kept[1] == fingerprint(mine.secret)


@pytest.mark.parametrize("secret", ["", "a" * 32, "%00", "x" * 5000, "..%2F", "' OR 1=1 --"])
def test_guessed_secrets_lead_nowhere(client, mine, secret):
    assert client.get(f"/pmif25/feeds/{secret}.ics").status_code == 404


def test_link_does_not_work_under_another_edition(client, mine, edition):
    type(edition).objects.create(
        slug="other", name="Other", short_name="O", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    assert client.get(f"/other/feeds/{mine.secret}.ics").status_code == 404


def test_unchanged_calendar_is_304_by_tag_and_by_time(client, mine, placed):
    with time_machine.travel(NOW, tick=False):
        first = client.get(path(mine))
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=False):
        again = client.get(path(mine))
        by_tag = client.get(path(mine), headers={"If-None-Match": first["ETag"]})
        by_time = client.get(path(mine), headers={"If-Modified-Since": first["Last-Modified"]})
    assert again.content == first.content
    assert (by_tag.status_code, by_time.status_code) == (304, 304)
    assert by_tag.content == b""
    assert first["Cache-Control"] == "private, no-cache"


def test_every_change_is_seen_by_tag_and_by_time_also_within_one_second(client, mine, placed, room, desk, envoy):
    said = {"by": desk, "now": NOW}
    changes = [
        lambda: placing.move(placed, Slot(at(8), at(8, 30), room), **said),
        lambda: Meeting.objects.filter(pk=placed.pk).update(confidentiality=Confidentiality.RESTRICTED),
        lambda: placing.move(placed, Slot(at(9), at(9, 30), room), **said),
        lambda: course.cancel(placed, reason="Sample", **said),
        lambda: placed.attendees.filter(person=envoy).delete(),
    ]
    with time_machine.travel(NOW, tick=False):
        for change in changes:
            before = client.get(path(mine))
            change()
            assert client.get(path(mine), headers={"If-Modified-Since": before["Last-Modified"]}).status_code == 200
            assert client.get(path(mine), headers={"If-None-Match": before["ETag"]}).status_code == 200


def test_reading_says_when_it_was_read_last(client, mine):
    with time_machine.travel(NOW, tick=False):
        client.get(path(mine))
    mine.refresh_from_db()
    assert mine.last_read_at == NOW


def test_link_asks_as_many_questions_for_three_as_for_one(
    client, mine, asked, placed, room, desk, django_assert_max_num_queries
):
    client.get(path(mine))
    with django_assert_max_num_queries(10) as one:
        client.get(path(mine))
    for hour in (8, 9):
        other = asked(subject=f"Sample {hour}")
        Meeting.objects.filter(pk=other.pk).update(status="accepted")
        other.refresh_from_db()
        placing.place(other, Slot(at(hour), at(hour, 30), room), by=desk, now=NOW)
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(events(client, mine)) == 3


def test_page_makes_shows_and_revokes_a_link(client, edition, reader, placed):
    client.force_login(reader)
    assert client.post("/pmif25/calendars/", {"what": "personal"}).status_code == 302
    link = CalendarFeed.objects.get()
    assert link.url in client.get("/pmif25/calendars/").content.decode()
    assert client.get(path(link)).status_code == 200
    assert client.post(f"/pmif25/calendars/{link.public_id}/revoke/").status_code == 302
    assert link.url not in client.get("/pmif25/calendars/").content.decode()
    assert client.get(path(link)).status_code == 404


def test_page_asks_as_many_questions_for_three_as_for_one(client, edition, reader, mine, django_assert_max_num_queries):
    client.force_login(reader)
    client.get("/pmif25/calendars/")
    with django_assert_max_num_queries(10) as one:
        client.get("/pmif25/calendars/")
    for _unused in range(2):
        calendars.make(edition, scope=FeedScope.PERSONAL, by=reader, now=NOW)
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert client.get("/pmif25/calendars/").content.decode().count('class="calendar-link"') == 3


def test_page_offers_what_one_may_read_and_nothing_else(client, edition, embassy, ministry, guest_focal, room, desk):
    Track.objects.create(edition=edition, name="Sample track", slug="sample")
    client.force_login(guest_focal)
    offered = client.get("/pmif25/calendars/").context["form"].things
    assert set(offered) == {"personal", f"delegation-{embassy.pk}"}
    for what in (f"delegation-{ministry.pk}", f"room-{room.pk}", "programme", "", "nonsense"):
        assert client.post("/pmif25/calendars/", {"what": what}).status_code == 400
    assert not CalendarFeed.objects.exists()
    client.force_login(desk)
    assert {"personal", "programme", f"room-{room.pk}"} < set(client.get("/pmif25/calendars/").context["form"].things)


def test_stranger_neither_sees_nor_revokes_anothers_link(client, mine, guest_focal, organiser):
    client.force_login(guest_focal)
    assert client.post(f"/pmif25/calendars/{mine.public_id}/revoke/").status_code == 404
    client.force_login(organiser)
    assert mine.secret not in client.get("/pmif25/calendars/").content.decode()
    assert client.post(f"/pmif25/calendars/{mine.public_id}/revoke/").status_code == 302


def test_too_many_links_are_refused(edition, reader):
    for _unused in range(calendars.MOST):
        calendars.make(edition, scope=FeedScope.PERSONAL, by=reader, now=NOW)
    with pytest.raises(DomainError) as refusal:
        calendars.make(edition, scope=FeedScope.PERSONAL, by=reader, now=NOW)
    assert refusal.value.code == "too-many-links"
