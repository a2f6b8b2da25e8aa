"""Yes, no with a reason, another time."""

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput
from delegations.models import DelegationKind
from notifications.models import Message
from scheduling.actions import answers
from scheduling.actions.requests import Side
from scheduling.models import Answer, MeetingStatus
from tests.scheduling.meeting_samples import NOW, at, delegation, guest_of, host_of, person


@pytest.fixture
def offered(requested, host_focal):
    return answers.counter(host_of(requested), starts_at=at(9), ends_at=at(10), by=host_focal, now=NOW, note="Later")


def told(kind):
    return sorted(Message.objects.filter(kind=kind).values_list("email", flat=True))


def test_accept_moves_the_meeting_and_tells_askers_and_desk(requested, host_focal, guest_focal, desk):
    party = host_of(requested)
    answers.accept(party, by=host_focal, now=NOW)
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.ACCEPTED
    assert (party.answer, party.answered_by, party.answered_at) == (Answer.ACCEPTED, host_focal, NOW)
    assert told("meeting_accepted") == sorted([guest_focal.email, desk.email])


def test_accept_by_one_of_two_hosts_waits_for_the_other(asked, ministry, edition, minister, host_focal, desk):
    bureau = delegation(edition, "Sample Bureau", DelegationKind.HOST, person("Sample Director"))
    meeting = asked(hosts=[Side(ministry, [minister]), Side(bureau)])
    answers.accept(meeting.parties.get(delegation=ministry), by=host_focal, now=NOW)
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.REQUESTED
    answers.accept(meeting.parties.get(delegation=bureau), by=desk, now=NOW)
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.ACCEPTED


def test_accept_twice_is_refused(accepted, host_focal):
    with pytest.raises(DomainError) as refusal:
        answers.accept(host_of(accepted), by=host_focal, now=NOW)
    assert refusal.value.code == "not-asking"


def test_accept_of_the_askers_own_side_is_refused(requested, guest_focal):
    with pytest.raises(DomainError) as refusal:
        answers.accept(guest_of(requested), by=guest_focal, now=NOW)
    assert refusal.value.code == "already-answered"


def test_decline_tells_the_reason(requested, host_focal, guest_focal):
    answers.decline(host_of(requested), reason="The day is full", by=host_focal, now=NOW)
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.DECLINED
    mail = Message.objects.get(kind="meeting_declined")
    assert (mail.email, mail.facts["who"], mail.facts["reason"]) == (
        guest_focal.email,
        "Sample Ministry",
        "The day is full",
    )


def test_decline_without_a_reason_is_refused(requested, host_focal):
    with pytest.raises(InvalidInput) as refusal:
        answers.decline(host_of(requested), reason=" ", by=host_focal, now=NOW)
    assert refusal.value.field == "reason"


def test_decline_of_a_placed_meeting_is_refused_whole(placed, host_focal):
    with pytest.raises(IllegalTransition):
        answers.decline(host_of(placed), reason="No", by=host_focal, now=NOW)
    assert host_of(placed).answer == Answer.ACCEPTED


def test_counter_tells_the_other_side(offered, guest_focal):
    mail = Message.objects.get(kind="meeting_countered")
    assert mail.email == guest_focal.email
    assert (mail.facts["proposed_from"], mail.facts["note"]) == (at(9).isoformat(), "Later")


def test_counter_again_voids_the_earlier_offer(offered, host_focal):
    answers.counter(offered.party, starts_at=at(10), ends_at=at(11), by=host_focal, now=NOW)
    offered.refresh_from_db()
    assert offered.answer == Answer.DECLINED
    assert len(told("meeting_countered")) == 2


@pytest.mark.parametrize(
    ("field", "span"),
    [
        ("ends_at", (at(9), at(8))),
        ("ends_at", (at(9), at(9, 10))),
        ("starts_at", (at(9, day=1).replace(month=12), at(10, day=1).replace(month=12))),
    ],
)
def test_counter_with_an_impossible_time_is_refused(requested, host_focal, field, span):
    with pytest.raises(InvalidInput) as refusal:
        answers.counter(host_of(requested), starts_at=span[0], ends_at=span[1], by=host_focal, now=NOW)
    assert refusal.value.field == field


def test_counter_of_a_placed_meeting_is_refused(placed, guest_focal):
    with pytest.raises(DomainError) as refusal:
        answers.counter(guest_of(placed), starts_at=at(9), ends_at=at(10), by=guest_focal, now=NOW)
    assert refusal.value.code == "not-asking"


def test_take_makes_the_offer_the_wish_and_accepts(offered, requested, guest_focal):
    answers.take(offered, by=guest_focal, now=NOW)
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.ACCEPTED
    assert (requested.wished_from, requested.wished_until) == (at(9), at(10))
    assert host_of(requested).answer == Answer.ACCEPTED


def test_take_of_the_guests_offer_is_the_hosts_yes(requested, guest_focal, host_focal):
    offer = answers.counter(guest_of(requested), starts_at=at(9), ends_at=at(10), by=guest_focal, now=NOW)
    answers.take(offer, by=host_focal, now=NOW)
    requested.refresh_from_db()
    assert requested.status == MeetingStatus.ACCEPTED


def test_take_of_an_answered_offer_is_refused(offered, guest_focal):
    answers.leave(offered, by=guest_focal, now=NOW)
    with pytest.raises(DomainError) as refusal:
        answers.take(offered, by=guest_focal, now=NOW)
    assert refusal.value.code == "already-answered"


def test_leave_keeps_the_question_as_it_was_and_tells_who_offered(offered, requested, guest_focal, host_focal):
    answers.leave(offered, by=guest_focal, now=NOW)
    assert told("meeting_offer_left") == [host_focal.email]
    requested.refresh_from_db()
    assert (requested.status, offered.answer) == (MeetingStatus.REQUESTED, Answer.DECLINED)
