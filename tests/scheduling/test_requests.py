"""Asking for a meeting, taking the question back, letting it lapse."""

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput
from delegations.models import DelegateStatus, DelegationKind, DelegationStatus
from notifications.models import Message
from scheduling.actions import requests
from scheduling.actions.requests import Side
from scheduling.models import Answer, Meeting, MeetingStatus
from tests.scheduling.meeting_samples import NOW, at, delegation, guest_of, host_of, person


def refused(asked, field, **facts):
    with pytest.raises(InvalidInput) as refusal:
        asked(**facts)
    assert refusal.value.field == field
    assert not Meeting.objects.exists()
    assert not Message.objects.exists()
    return str(refusal.value)


def test_request_names_both_sides_and_tells_the_host(requested, minister, envoy, attache, host_focal):
    assert requested.status == MeetingStatus.REQUESTED
    assert (guest_of(requested).answer, host_of(requested).answer) == (Answer.ACCEPTED, Answer.PENDING)
    seats = requested.attendees.values_list("person__name", "party__side", "is_lead").order_by("pk")
    assert list(seats) == [
        ("Sample Envoy", "guest", True),
        ("Sample Attache", "guest", False),
        ("Sample Minister", "host", True),
    ]
    mail = Message.objects.get()
    assert (mail.kind, mail.email, mail.version) == ("meeting_requested", host_focal.email, 0)
    assert mail.facts["parties"] == ["Sample Ministry", "Embassy of Sampleland"]


def test_request_of_a_host_without_focal_point_goes_to_the_desk(asked, ministry, desk):
    ministry.focal_points.all().delete()
    asked()
    assert Message.objects.get().email == desk.email


def test_request_without_a_subject_is_refused(asked):
    refused(asked, "subject", subject=" ")


def test_request_without_own_people_is_refused(asked, embassy):
    refused(asked, "people", guest=Side(embassy))


def test_request_without_a_host_is_refused(asked):
    refused(asked, "host", hosts=[])


def test_request_of_oneself_is_refused(asked, embassy):
    refused(asked, "host", hosts=[Side(embassy)])


def test_request_with_a_person_unknown_is_refused(asked, embassy, minister):
    sentence = refused(asked, "people", guest=Side(embassy, [minister]))
    assert sentence == "H.E. Sample Minister is no delegate of Embassy of Sampleland."


def test_request_with_a_person_whose_accreditation_ended_is_refused(asked, embassy, envoy):
    embassy.delegates.filter(person=envoy).update(status=DelegateStatus.REVOKED)
    refused(asked, "people")


def test_request_for_a_person_of_another_side_is_refused(asked, ministry, attache):
    refused(asked, "host_people", hosts=[Side(ministry, [attache])])


def test_request_to_a_delegation_that_withdrew_is_refused(asked, ministry):
    type(ministry).objects.update(status=DelegationStatus.WITHDRAWN)
    ministry.refresh_from_db()
    refused(asked, "host", hosts=[Side(ministry)])


def test_request_to_a_delegation_of_another_edition_is_refused(asked, edition):
    other = type(edition).objects.create(
        slug="pmif26", name="Sample", short_name="S", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    elsewhere = delegation(other, "Elsewhere", DelegationKind.STATE, person("Sample Elsewhere"))
    refused(asked, "host", hosts=[Side(elsewhere)])


@pytest.mark.parametrize(
    ("field", "window"),
    [
        ("wished_until", (at(8), at(7))),
        ("wished_until", (at(8), at(8, 10))),
        ("wished_until", (at(8), None)),
        ("wished_from", (None, at(8))),
        ("wished_from", (at(8).replace(year=2024), at(9).replace(year=2024))),
        ("wished_from", (at(8).replace(tzinfo=None), at(9))),
    ],
)
def test_request_with_an_impossible_window_is_refused(asked, field, window):
    refused(asked, field, wished_from=window[0], wished_until=window[1])


@pytest.mark.parametrize(("field", "value"), [("length_minutes", 5), ("length_minutes", 300), ("level", "state")])
def test_request_with_an_impossible_fact_is_refused(asked, field, value):
    refused(asked, field, **{field: value})


def test_request_in_an_archived_edition_is_refused(asked, edition):
    type(edition).objects.update(is_archived=True)
    with pytest.raises(DomainError) as refusal:
        asked()
    assert refusal.value.code == "archived"
    assert not Meeting.objects.exists()


def test_request_may_name_several_hosts(asked, ministry, edition, minister):
    bureau = delegation(edition, "Sample Bureau", DelegationKind.HOST, person("Sample Director"))
    meeting = asked(hosts=[Side(ministry, [minister]), Side(bureau)])
    assert [str(party) for party in meeting.parties.all()] == [
        "Sample Ministry",
        "Sample Bureau",
        "Embassy of Sampleland",
    ]


def test_withdraw_tells_the_host(requested, guest_focal, host_focal):
    requests.withdraw(requested, by=guest_focal, now=NOW, reason="Plans changed")
    assert requested.status == MeetingStatus.WITHDRAWN
    mail = Message.objects.get(kind="meeting_withdrawn")
    assert (mail.email, mail.facts["reason"]) == (host_focal.email, "Plans changed")


def test_withdraw_of_a_placed_meeting_is_refused(placed, guest_focal):
    with pytest.raises(IllegalTransition):
        requests.withdraw(placed, by=guest_focal, now=NOW)


def test_expire_tells_both_sides(requested, guest_focal, host_focal):
    requests.expire(requested, by=None, now=NOW)
    assert requested.status == MeetingStatus.EXPIRED
    told = Message.objects.filter(kind="meeting_expired").values_list("email", flat=True)
    assert sorted(told) == sorted([guest_focal.email, host_focal.email])


def test_expire_of_a_declined_meeting_is_refused(placed):
    with pytest.raises(IllegalTransition):
        requests.expire(placed, by=None, now=NOW)


def test_a_sample_does_not_ask_real_people(asked, embassy):
    embassy.is_sample = True
    embassy.save()
    with pytest.raises(InvalidInput, match="Samples meet samples only") as refusal:
        asked()
    assert refusal.value.field == "host"
    assert not Meeting.objects.exists()
