"""The portal's pages: what stands there, what each may do, how many questions a page asks the database."""

import pytest
import time_machine
from icalendar import Calendar

from forum.actions import sessions, speakers
from forum.slots import Slot as SessionSlot
from scheduling.actions import answers
from scheduling.models import Confidentiality, Meeting, MeetingStatus
from tests.scheduling.meeting_samples import NOW, at, guest_of, host_of


@pytest.fixture
def as_guest(client, guest_focal):
    client.force_login(guest_focal)
    return client


@pytest.fixture
def as_host(client, host_focal):
    client.force_login(host_focal)
    return client


@pytest.fixture
def as_envoy(client, envoy, stranger):
    envoy.user = stranger
    envoy.save()
    client.force_login(stranger)
    return client


def do(client, meeting, verb, **words):
    return client.post(f"/pmif25/meetings/{meeting.public_id}/{verb}/", words)


def request_words(embassy, envoy, **words):
    return {
        "guest": embassy.public_id,
        "subject": "Sample rail",
        "level": "b2g",
        "people": [envoy.pk],
        "length_minutes": 30,
        "day": "2025-04-08",
        "from_time": "10:00",
        "until_time": "12:00",
        **words,
    }


@pytest.mark.parametrize("path", ["portal/", "diary/", "diary.ics", "meetings/", "meetings/request/"])
def test_pages_ask_to_sign_in(client, edition, path):
    answer = client.get(f"/pmif25/{path}")
    assert answer.status_code == 302
    assert "login" in answer["Location"]


@pytest.mark.parametrize("path", ["portal/", "diary/", "meetings/"])
def test_pages_stand_for_somebody_who_has_nothing(client, edition, stranger, path):
    client.force_login(stranger)
    answer = client.get(f"/pmif25/{path}")
    assert answer.status_code == 200
    assert 'class="empty"' in answer.content.decode()


def test_list_puts_what_waits_for_an_answer_first(as_host, requested):
    body = as_host.get("/pmif25/meetings/").content.decode()
    assert body.index("To answer first") < body.index(requested.subject)


def test_list_asks_as_many_questions_for_three_as_for_one(
    as_host, asked, django_assert_num_queries, django_assert_max_num_queries
):
    asked()
    as_host.get("/pmif25/meetings/")
    with django_assert_max_num_queries(11) as one:
        as_host.get("/pmif25/meetings/")
    asked(subject="Sample 2")
    asked(subject="Sample 3")
    with django_assert_num_queries(len(one.captured_queries)):
        assert "Sample 3" in as_host.get("/pmif25/meetings/").content.decode()


def test_portal_asks_as_many_questions_for_three_as_for_one(as_host, asked, django_assert_max_num_queries):
    asked()
    with django_assert_max_num_queries(20) as one:
        as_host.get("/pmif25/portal/")
    asked(subject="Sample 2")
    asked(subject="Sample 3")
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert "Sample 3" in as_host.get("/pmif25/portal/").content.decode()


def test_meeting_page_shows_both_sides_and_names_the_zone(as_guest, placed):
    body = as_guest.get(placed.get_absolute_url()).content.decode()
    for words in ("Sample Ministry", "Embassy of Sampleland", "Sample Minister", "11:00", "Asia/Karachi"):
        assert words in body


def test_meeting_of_others_does_not_exist(client, requested, stranger):
    client.force_login(stranger)
    assert client.get(requested.get_absolute_url()).status_code == 404
    assert do(client, requested, "accept").status_code == 404


def test_meeting_of_another_edition_does_not_exist_under_this_one(as_guest, requested, edition):
    other = type(edition).objects.create(
        slug="other", name="Other", short_name="O", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    assert as_guest.get(f"/{other.slug}/meetings/{requested.public_id}/").status_code == 404


def test_request_in_two_steps_arrives(as_guest, ministry, embassy, envoy, minister, host_focal):
    first = as_guest.get("/pmif25/meetings/request/").content.decode()
    assert "Sample Ministry" in first
    assert "What happens next" in first
    address = f"/pmif25/meetings/request/?host={ministry.public_id}"
    assert "Sample Minister" in as_guest.get(address).content.decode()
    answer = as_guest.post(address, request_words(embassy, envoy, host_people=[minister.pk]))
    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == meeting.get_absolute_url()
    assert (meeting.wished_from, meeting.wished_until) == (at(5), at(7))
    assert sorted(str(one.person) for one in meeting.attendees.all()) == ["H.E. Sample Minister", "Sample Envoy"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("subject", {"subject": ""}),
        ("people", {"people": []}),
        ("people", {"people": ["999999"]}),
        ("until_time", {"until_time": "09:00"}),
        ("until_time", {"until_time": ""}),
        ("day", {"day": "2031-01-01"}),
    ],
)
def test_request_with_a_wrong_field_points_at_it(as_guest, ministry, embassy, envoy, field, wrong):
    words = request_words(embassy, envoy) | wrong
    answer = as_guest.post(f"/pmif25/meetings/request/?host={ministry.public_id}", words)
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == [field]
    assert not Meeting.objects.exists()


def test_request_for_a_delegation_of_others_is_refused(as_guest, ministry, envoy):
    words = request_words(ministry, envoy)
    answer = as_guest.post(f"/pmif25/meetings/request/?host={ministry.public_id}", words)
    assert "guest" in answer.context["form"].errors


def test_request_by_somebody_without_delegation_is_forbidden(client, edition, stranger):
    client.force_login(stranger)
    assert client.get("/pmif25/meetings/request/").status_code == 403


def test_accept_by_the_host(as_host, requested):
    assert as_host.get(f"/pmif25/meetings/{requested.public_id}/accept/").status_code == 200
    assert do(as_host, requested, "accept").status_code == 302
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.ACCEPTED


def test_accept_by_the_asker_is_forbidden(as_guest, requested):
    assert do(as_guest, requested, "accept").status_code == 403


def test_decline_without_reason_points_at_it(as_host, requested):
    answer = do(as_host, requested, "decline", reason="")
    assert answer.status_code == 400
    assert "reason" in answer.context["form"].errors


def test_counter_is_shown_to_the_other_side_who_takes_it(client, requested, host_focal, guest_focal):
    client.force_login(host_focal)
    words = {"day": "2025-04-09", "from_time": "14:00", "until_time": "15:00", "note": "Sample note"}
    assert do(client, requested, "counter", **words).status_code == 302
    client.force_login(guest_focal)
    page = client.get(requested.get_absolute_url()).content.decode()
    assert "Sample Ministry offers another time" in page
    offer = requested.proposals.get()
    take = f"/pmif25/meetings/{requested.public_id}/proposals/{offer.public_id}/take/"
    assert client.post(take).status_code == 302
    requested.refresh_from_db()
    assert (requested.status, requested.wished_from) == (MeetingStatus.ACCEPTED, at(9, day=9))


def test_own_offer_cannot_be_taken(as_host, requested, host_focal):
    offer = answers.counter(host_of(requested), starts_at=at(9), ends_at=at(10), by=host_focal, now=NOW)
    take = f"/pmif25/meetings/{requested.public_id}/proposals/{offer.public_id}/take/"
    assert as_host.post(take).status_code == 403


def test_counter_backwards_points_at_the_end(as_host, requested):
    answer = do(as_host, requested, "counter", day="2025-04-09", from_time="14:00", until_time="13:00")
    assert list(answer.context["form"].errors) == ["until_time"]


@pytest.mark.parametrize(
    ("verb", "words", "status"),
    [
        ("confirm", {}, "confirmed"),
        ("start", {}, "in_progress"),
        ("hold", {"outcome": "Sample outcome"}, "held"),
        ("no_show", {"reason": "Sample reason"}, "no_show"),
        ("cancel", {"reason": "Sample reason"}, "cancelled"),
    ],
)
def test_placed_meeting_goes_on_from_the_page(as_guest, placed, verb, words, status):
    assert do(as_guest, placed, verb, **words).status_code == 302
    placed.refresh_from_db()
    assert placed.status == status


def test_course_of_a_meeting_is_not_offered_before_its_time(client, guest_focal, placed):
    buttons = ("start", "hold", "no_show")
    addresses = {name: f"/pmif25/meetings/{placed.public_id}/{name}/" for name in buttons}
    with time_machine.travel(at(5, 30), tick=False):
        client.force_login(guest_focal)
        page = client.get(placed.get_absolute_url()).text
        answer = client.post(addresses["hold"], {"outcome": "Sample"})
    assert [name for name in buttons if addresses[name] in page] == []
    assert answer.status_code == 409
    assert "from 8 April 2025, 11:00 (Asia/Karachi) on" in answer.text
    with time_machine.travel(at(6), tick=False):
        page = client.get(placed.get_absolute_url()).text
    assert [name for name in buttons if addresses[name] in page] == list(buttons)


def test_what_cannot_happen_now_is_said_and_changes_nothing(as_guest, requested):
    assert do(as_guest, requested, "confirm").status_code == 409
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.REQUESTED


def test_focal_point_names_swaps_and_drops_own_people_only(as_guest, requested, attache, envoy, secretary):
    base = f"/pmif25/meetings/{requested.public_id}/"
    attendee = requested.attendees.get(person=attache)
    assert as_guest.post(f"{base}attendees/{attendee.public_id}/drop/").status_code == 302
    assert (
        as_guest.post(f"{base}parties/{guest_of(requested).public_id}/add/", {"person": attache.public_id}).status_code
        == 302
    )
    assert requested.attendees.filter(person=attache).exists()
    add_for_host = f"{base}parties/{host_of(requested).public_id}/add/"
    assert as_guest.post(add_for_host, {"person": secretary.public_id}).status_code == 403


def _appear(edition, person, title, *slot):
    session = sessions.draft(edition, by=None, now=NOW, title=title)
    speakers.add(session, person, by=None, now=NOW)
    sessions.schedule(session, SessionSlot(*slot), by=None, now=NOW)


def test_diary_shows_sessions_and_meetings_in_order(as_envoy, placed, envoy, edition, room):
    _appear(edition, envoy, "Sample panel", at(5), at(6), room)
    body = as_envoy.get("/pmif25/diary/").content.decode()
    assert body.index("Sample panel") < body.index(placed.subject)
    assert "Asia/Karachi" in body


def test_diary_as_calendar_reads_back(as_envoy, placed):
    answer = as_envoy.get("/pmif25/diary.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert (event["SUMMARY"], event.decoded("DTSTART")) == (placed.subject, at(6))


def test_diary_of_a_hidden_meeting_says_no_subject_in_the_calendar(as_envoy, placed):
    Meeting.objects.update(confidentiality=Confidentiality.HIDDEN)
    assert placed.subject.encode() not in as_envoy.get("/pmif25/diary.ics").content


def test_diary_asks_as_many_questions_for_three_as_for_one(
    as_envoy, placed, edition, envoy, django_assert_max_num_queries
):
    as_envoy.get("/pmif25/diary/")
    with django_assert_max_num_queries(7) as one:
        as_envoy.get("/pmif25/diary/")
    for hour in (8, 9):
        _appear(edition, envoy, f"S{hour}", at(hour), at(hour, 30))
    with django_assert_max_num_queries(len(one.captured_queries)):
        as_envoy.get("/pmif25/diary/")


def test_pages_read_right_to_left_in_urdu(as_guest, placed):
    as_guest.cookies["django_language"] = "ur"
    for path in ("portal/", "meetings/", "diary/", f"meetings/{placed.public_id}/"):
        assert 'dir="rtl"' in as_guest.get(f"/pmif25/{path}").content.decode()
