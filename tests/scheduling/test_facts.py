"""What a meeting is can be put right; a new length claims its room and its people anew."""

import pytest
from django.urls import reverse

from core.errors import DomainError, InvalidInput, Taken
from forum import ledger
from forum.models import Booking
from notifications.models import Message
from scheduling.actions import course, facts, placing
from scheduling.models import Confidentiality, Meeting, MeetingStatus
from tests.scheduling.meeting_samples import NOW, at


def as_it_is(meeting, **words):
    names = ("subject", "topics", "level", "confidentiality", "length_minutes")
    return {name: getattr(meeting, name) for name in names} | words


@pytest.fixture
def form(client, desk):
    client.force_login(desk)

    def send(meeting, **words):
        address = reverse("admin:scheduling_meeting_change", args=[meeting.pk])
        return client.post(address, as_it_is(meeting, **words))

    return send


def test_words_of_a_meeting_are_put_right_and_nobody_is_told(placed, desk):
    before = Message.objects.count()

    facts.edit(placed, subject=" Sample rail ", confidentiality=Confidentiality.RESTRICTED, by=desk, now=NOW)

    kept = Meeting.objects.get(pk=placed.pk)
    assert (kept.subject, kept.confidentiality, kept.version) == ("Sample rail", "restricted", 1)
    assert Message.objects.count() == before


def test_length_of_a_placed_meeting_claims_room_and_people_anew(placed, desk):
    facts.edit(placed, length_minutes=45, by=desk, now=NOW)

    kept = Meeting.objects.get(pk=placed.pk)
    spans = {row.span.upper for row in Booking.objects.filter(is_active=True)}
    assert (kept.starts_at, kept.ends_at, kept.version, kept.status) == (at(6), at(6, 45), 2, MeetingStatus.SCHEDULED)
    assert min(spans) == at(6, 45)
    assert Message.objects.filter(kind="meeting_moved").count() == 3
    assert (placed.length_minutes, placed.ends_at) == (45, at(6, 45))


def test_length_that_is_taken_is_refused_whole_and_offers_ways_out(placed, desk, room, edition):
    ledger.claim(edition, "block", [ledger.Claim(room, at(7), at(8))])

    with pytest.raises(Taken) as refusal:
        facts.edit(placed, subject="Sample rail", length_minutes=90, by=desk, now=NOW)

    kept = Meeting.objects.get(pk=placed.pk)
    assert (kept.subject, kept.length_minutes, kept.ends_at) == ("Cooperation on sample minerals", 30, at(6, 30))
    assert refusal.value.facts["alternatives"]["times"][0]["starts_at"] == "2025-04-08T09:45:00+05:00"


def test_length_of_what_has_begun_stays_and_its_words_do_not(placed, desk):
    course.start(placed, by=desk, now=at(6))

    with pytest.raises(DomainError, match="its length cannot change any more"):
        facts.edit(placed, length_minutes=45, by=desk, now=at(6))
    facts.edit(placed, subject="Sample rail", by=desk, now=at(6))

    kept = Meeting.objects.get(pk=placed.pk)
    assert (kept.subject, kept.length_minutes) == ("Sample rail", 30)


def test_length_without_a_time_must_fit_the_wish(asked, desk):
    meeting = asked(wished_from=at(6), wished_until=at(7))

    with pytest.raises(InvalidInput) as refusal:
        facts.edit(meeting, length_minutes=90, by=desk, now=NOW)
    facts.edit(meeting, length_minutes=60, by=desk, now=NOW)

    assert refusal.value.field == "length_minutes"
    assert Meeting.objects.get(pk=meeting.pk).length_minutes == 60


@pytest.mark.parametrize(("field", "value"), [("subject", "a\u202eb"), ("length_minutes", 5), ("level", "none")])
def test_what_no_meeting_can_be_is_refused_by_field(placed, desk, field, value):
    with pytest.raises(InvalidInput) as refusal:
        facts.edit(placed, **{field: value}, by=desk, now=NOW)
    assert refusal.value.field == field


def test_archived_edition_keeps_its_meetings_as_they_were(placed, desk, edition):
    type(edition).objects.update(is_archived=True)
    with pytest.raises(DomainError):
        facts.edit(placed, subject="Sample rail", by=desk, now=NOW)


def test_form_of_the_panel_changes_words_and_length(form, placed):
    assert form(placed, subject="Sample rail", length_minutes=45).status_code == 302
    kept = Meeting.objects.get(pk=placed.pk)
    assert (kept.subject, kept.ends_at, kept.version) == ("Sample rail", at(6, 45), 2)


def test_form_of_the_panel_keeps_its_input_when_refused(form, placed, room, edition):
    ledger.claim(edition, "block", [ledger.Claim(room, at(7), at(8))])

    answer = form(placed, subject="Sample rail", length_minutes=90)

    told = " ".join(answer.context["adminform"].form.errors["length_minutes"])
    assert "Committee Room 1 is taken at that time" in told
    assert "Free instead: Tue 8 Apr, 09:45–11:15 (PKT)" in told
    assert 'value="Sample rail"' in answer.text
    assert Meeting.objects.get(pk=placed.pk).subject == "Cooperation on sample minerals"
    assert not Message.objects.filter(kind="meeting_moved").exists()


def test_moved_meeting_keeps_its_place_when_lengthened(placed, desk, room):
    placing.move(placed, placing.Slot(at(9), at(9, 30), place="Sample House"), by=desk, now=NOW)
    facts.edit(placed, length_minutes=60, by=desk, now=NOW)
    assert (placed.place, placed.starts_at, placed.ends_at) == ("Sample House", at(9), at(10))
