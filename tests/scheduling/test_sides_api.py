"""Offered times and the people of one's own side through the API."""

import pytest
from rest_framework.test import APIClient

from delegations.models import Delegate, DelegateStatus
from forum import ledger
from scheduling.actions import answers
from scheduling.models import Attendee, TimeProposal
from tests.scheduling.meeting_samples import NOW, at, guest_of, host_of, person

BASE = "/api/v1/pmif25/meetings/"


@pytest.fixture
def api():
    return APIClient()


@pytest.fixture
def expert(edition, embassy):
    made = person("Sample Expert")
    Delegate.objects.create(edition=edition, delegation=embassy, person=made, status=DelegateStatus.APPROVED)
    return made


@pytest.fixture
def offered(requested, host_focal):
    return answers.counter(host_of(requested), starts_at=at(9), ends_at=at(10), by=host_focal, now=NOW)


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


def proposal(api, offered, verb):
    return api.post(f"{BASE}{offered.meeting.public_id}/proposals/{offered.public_id}/{verb}/")


def seat(api, attendee, verb, **words):
    return api.post(f"{BASE}{attendee.meeting.public_id}/attendees/{attendee.public_id}/{verb}/", words)


def name(api, meeting, party, who, **words):
    body = {"party": party.public_id, "person": who.public_id, **words}
    return api.post(f"{BASE}{meeting.public_id}/attendees/", body)


def people(answer, side="guest"):
    (party,) = [one for one in answer.json()["parties"] if one["side"] == side]
    return [one["name"] for one in party["attendees"]]


def test_offered_times_are_listed_latest_first(api, requested, offered, guest_focal, host_focal):
    later = answers.counter(host_of(requested), starts_at=at(10), ends_at=at(11), by=host_focal, now=at(0))
    api.force_authenticate(guest_focal)
    rows = api.get(f"{BASE}{requested.public_id}/proposals/").json()["results"]
    assert [(row["id"], row["answer"]) for row in rows] == [
        (later.public_id, "pending"),
        (offered.public_id, "declined"),
    ]
    assert (rows[0]["party"], rows[0]["starts_at"]) == (host_of(requested).public_id, "2025-04-08T15:00:00+05:00")


@pytest.mark.parametrize(("address", "rows"), [("", "proposals"), ("proposals/", "results")])
def test_offers_ask_as_many_questions_for_three_as_for_one(
    api, requested, offered, guest_focal, host_focal, address, rows, django_assert_max_num_queries
):
    api.force_authenticate(guest_focal)
    with django_assert_max_num_queries(40) as one:
        api.get(f"{BASE}{requested.public_id}/{address}")
    for hour in (10, 11):
        answers.counter(host_of(requested), starts_at=at(hour), ends_at=at(hour + 1), by=host_focal, now=at(0, hour))
    with django_assert_max_num_queries(len(one.captured_queries)):
        assert len(api.get(f"{BASE}{requested.public_id}/{address}").json()[rows]) == 3


def test_offer_is_taken_by_the_other_side(api, offered, guest_focal):
    api.force_authenticate(guest_focal)
    answer = proposal(api, offered, "take")
    assert (answer.status_code, answer.json()["status"], answer.json()["wished_from"]) == (
        200,
        "accepted",
        "2025-04-08T14:00:00+05:00",
    )
    assert problem(proposal(api, offered, "take")) == (409, "already-answered")
    assert problem(proposal(api, offered, "leave")) == (409, "already-answered")


def test_offer_is_left_and_the_question_stands(api, offered, guest_focal):
    api.force_authenticate(guest_focal)
    answer = proposal(api, offered, "leave")
    assert (answer.json()["status"], answer.json()["proposals"][0]["answer"]) == ("requested", "declined")


def test_own_offer_cannot_be_taken(api, offered, host_focal, stranger):
    api.force_authenticate(host_focal)
    assert problem(proposal(api, offered, "take")) == (403, "permission-denied")
    api.force_authenticate(stranger)
    assert problem(proposal(api, offered, "take")) == (404, "not-found")
    assert TimeProposal.objects.get().answer == "pending"


def test_offer_of_another_meeting_is_not_found(api, asked, offered, guest_focal):
    api.force_authenticate(guest_focal)
    other = asked(subject="Sample 2")
    answer = api.post(f"{BASE}{other.public_id}/proposals/{offered.public_id}/take/")
    assert problem(answer) == (404, "not-found")


def test_side_names_exchanges_and_drops_its_people(api, requested, expert, guest_focal):
    api.force_authenticate(guest_focal)
    named = name(api, requested, guest_of(requested), expert, is_lead=True)
    assert (named.status_code, people(named)) == (201, ["Sample Expert", "Sample Envoy", "Sample Attache"])
    first = Attendee.objects.get(person__name="Sample Envoy")
    dropped = seat(api, first, "drop")
    assert (dropped.status_code, people(dropped)) == (200, ["Sample Expert", "Sample Attache"])
    swapped = seat(api, Attendee.objects.get(person=expert), "swap", person=first.person.public_id)
    assert (swapped.status_code, people(swapped)) == (200, ["Sample Envoy", "Sample Attache"])


def test_other_sides_people_are_not_ones_own(api, requested, expert, secretary, guest_focal, host_focal):
    api.force_authenticate(guest_focal)
    assert problem(name(api, requested, host_of(requested), secretary)) == (403, "permission-denied")
    theirs = host_of(requested).attendees.get()
    for verb in ("swap", "drop"):
        assert problem(seat(api, theirs, verb, person=secretary.public_id)) == (403, "permission-denied")
    api.force_authenticate(host_focal)
    assert problem(name(api, requested, guest_of(requested), secretary)) == (403, "permission-denied")


def test_person_of_another_side_is_refused_with_its_field(api, requested, minister, secretary, guest_focal):
    api.force_authenticate(guest_focal)
    answer = name(api, requested, guest_of(requested), secretary)
    assert (problem(answer), answer.json()["errors"][0]["pointer"]) == ((400, "not-a-delegate"), "/person")


def test_person_whom_one_may_not_name_is_unknown(api, requested, edition, guest_focal):
    stranger = person("Sample Unrelated")
    api.force_authenticate(guest_focal)
    answer = name(api, requested, guest_of(requested), stranger)
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/person")


def test_who_attends_already_and_the_last_of_a_side_are_refused(api, placed, envoy, minister, guest_focal, host_focal):
    api.force_authenticate(guest_focal)
    assert problem(name(api, placed, guest_of(placed), envoy)) == (409, "already-attends")
    api.force_authenticate(host_focal)
    assert problem(seat(api, host_of(placed).attendees.get(), "drop")) == (409, "last-of-side")


def test_late_newcomer_who_is_busy_is_refused(api, placed, expert, edition, guest_focal):
    ledger.claim(edition, "block", [ledger.Claim(expert, at(6), at(7))])
    api.force_authenticate(guest_focal)
    assert problem(name(api, placed, guest_of(placed), expert)) == (409, "taken")


def test_party_that_is_not_of_the_meeting_is_not_found(api, asked, requested, expert, guest_focal):
    api.force_authenticate(guest_focal)
    other = asked(subject="Sample 2")
    assert problem(name(api, requested, guest_of(other), expert)) == (404, "not-found")
