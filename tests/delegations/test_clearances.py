"""Desk, then agencies: who is asked, what each answer leads to, and that no badge exists before."""

from datetime import timedelta

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput, Stale
from core.models import StatusChange
from delegations import clearing
from delegations.actions import accreditation, badge_keys, badges, clearances, registration
from delegations.models import BadgeStatus, Clearance, ClearanceStatus, DelegateStatus
from delegations.models.clearance import TRANSITIONS
from forum.models import Role
from notifications.models import Message
from tests.delegations.agencies import agency, asked, member_of
from tests.delegations.missions import NOW, accredited, member

S = ClearanceStatus


@pytest.fixture
def first(edition):
    return agency(edition)


@pytest.fixture
def second(edition, first):
    return agency(edition, "Sample Ministry of the Interior", answer_hours=24)


@pytest.fixture
def passed_on(delegate, first, second, desk):
    return accreditation.approve(delegate, by=desk, now=NOW)


@pytest.fixture
def clearance(passed_on, first):
    return asked(passed_on, first)


def told(kind):
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("email", flat=True))


def clear(delegate, made, **more):
    return clearances.clear(asked(delegate, made), by=member_of(made), now=NOW, **more)


ACTIONS = {
    "clear": (S.CLEARED, lambda one: clearances.clear(one, by=None, now=NOW)),
    "refuse": (S.REFUSED, lambda one: clearances.refuse(one, reason="No", by=None, now=NOW)),
    "ask": (S.INFO_NEEDED, lambda one: clearances.ask(one, question="Who?", by=None, now=NOW)),
}


@pytest.mark.parametrize("before", S.values)
@pytest.mark.parametrize("verb", ACTIONS)
def test_actions_take_the_steps_of_the_table_and_no_others(clearance, verb, before):
    after, act = ACTIONS[verb]
    Clearance.objects.filter(pk=clearance.pk).update(status=before)
    if after in TRANSITIONS[before]:
        assert act(clearance).status == after
    else:
        with pytest.raises(IllegalTransition):
            act(clearance)
        clearance.refresh_from_db()
        assert clearance.status == before


def test_category_without_agencies_is_approved_at_once(delegate, desk, edition):
    agency(edition, categories=["media"])
    assert accreditation.approve(delegate, by=desk, now=NOW).status == DelegateStatus.APPROVED
    assert not Clearance.objects.exists()


def test_approval_asks_every_agency_and_leaves_the_delegate_in_review(passed_on, first, second):
    passed_on.refresh_from_db()
    assert passed_on.status == DelegateStatus.IN_REVIEW
    assert [(one.agency, one.status, one.due_at - NOW) for one in clearing.current(passed_on)] == [
        (first, "pending", timedelta(hours=72)),
        (second, "pending", timedelta(hours=24)),
    ]
    assert told("clearance_queue") == [member_of(first).email, member_of(second).email]
    assert told("delegate_approved") == []


def test_hundred_names_are_one_mail_for_each_agency(delegation, first, desk):
    for number in range(5):
        accreditation.approve(accredited(delegation, number), by=desk, now=NOW + timedelta(minutes=number))
    assert told("clearance_queue") == [member_of(first).email]
    assert Message.objects.get(kind="clearance_queue").due_at == NOW + timedelta(minutes=15)
    accreditation.approve(accredited(delegation, 9), by=desk, now=NOW + timedelta(minutes=15))
    assert len(told("clearance_queue")) == 2


def test_second_approval_says_whose_answer_is_missing(passed_on, first, desk):
    clear(passed_on, first)
    with pytest.raises(DomainError, match="Missing: Sample Ministry of the Interior"):
        accreditation.approve(passed_on, by=desk, now=NOW)


def test_last_clearance_approves(passed_on, first, second, focal):
    clear(passed_on, first)
    passed_on.refresh_from_db()
    assert (passed_on.status, clearing.is_cleared(passed_on)) == (DelegateStatus.IN_REVIEW, False)
    clear(passed_on, second)
    passed_on.refresh_from_db()
    assert (passed_on.status, clearing.is_cleared(passed_on)) == (DelegateStatus.APPROVED, True)
    assert told("delegate_approved") == [focal.email, "delegate1@mission.example"]


def test_any_one_of_the_agencies_is_enough_where_the_terms_say_so(delegate, edition, desk):
    one, _other = (agency(edition, name, mode="any") for name in ("Sample One", "Sample Two"))
    accreditation.approve(delegate, by=desk, now=NOW)
    clear(delegate, one)
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.APPROVED


def test_refusal_stays_with_the_desk(clearance, first, desk):
    clearances.refuse(clearance, reason="Known to us.", by=member_of(first), now=NOW)
    clearance.delegate.refresh_from_db()
    assert clearance.delegate.status == DelegateStatus.IN_REVIEW
    assert told("clearance_returned") == [desk.email]


@pytest.mark.parametrize(("verb", "words"), [(clearances.refuse, {"reason": " "}), (clearances.ask, {"question": ""})])
def test_refusal_and_question_need_words(clearance, verb, words):
    with pytest.raises(InvalidInput):
        verb(clearance, **words, by=None, now=NOW)
    assert not StatusChange.objects.of(clearance).exists()


def test_refusal_after_approval_takes_it_back_with_the_badge(passed_on, first, second, organiser):
    badge_keys.make_first(passed_on.edition, by=organiser, now=NOW)
    clear(passed_on, first)
    clear(passed_on, second)
    badge = badges.prepare(passed_on, now=NOW)
    clearances.refuse(asked(passed_on, second), reason="New findings.", by=member_of(second), now=NOW)
    passed_on.refresh_from_db()
    badge.refresh_from_db()
    assert (passed_on.status, badge.status) == (DelegateStatus.IN_REVIEW, BadgeStatus.REVOKED)
    assert asked(passed_on, first).status == S.CLEARED


def test_question_goes_by_the_desk_to_the_mission_and_back(clearance, first, desk, focal):
    clearances.ask(clearance, question="Which ministry?", by=member_of(first), now=NOW)
    assert told("clearance_returned") == [desk.email]
    delegate = accreditation.ask(clearance.delegate, question="Which ministry?", by=desk, now=NOW)
    later = NOW + timedelta(days=1)
    accreditation.answer(delegate, text="The one of mines.", by=focal, now=later)
    clearance.refresh_from_db()
    assert (clearance.status, clearance.due_at) == (S.PENDING, later + timedelta(hours=72))
    assert StatusChange.objects.of(clearance).last().reason == "The one of mines."
    assert first.name not in Message.objects.get(kind="delegate_info_needed", email=focal.email).facts["words"]


def test_desk_answers_the_agency_by_itself(clearance, first, desk):
    with pytest.raises(DomainError, match="no open question"):
        clearances.answer(clearance, text="Yes", by=desk, now=NOW)
    clearances.ask(clearance, question="Which ministry?", by=member_of(first), now=NOW)
    with pytest.raises(InvalidInput):
        clearances.answer(clearance, text=" ", by=desk, now=NOW)
    clearances.answer(clearance, text="The one of mines.", by=desk, now=NOW)
    clearance.refresh_from_db()
    assert clearance.status == S.PENDING


def test_overdue_is_expired_by_the_clock_and_can_be_asked_again(passed_on, first, second, desk):
    assert clearances.expire_overdue(now=NOW + timedelta(hours=24)) == 0
    late = NOW + timedelta(hours=25)
    assert clearances.expire_overdue(now=late) == 1
    assert clearances.expire_overdue(now=late) == 0
    assert (asked(passed_on, first).status, asked(passed_on, second).status) == (S.PENDING, S.EXPIRED)
    assert told("clearance_returned") == [desk.email]
    clearances.ask_again(asked(passed_on, second), by=desk, now=late)
    assert asked(passed_on, second).due_at == late + timedelta(hours=24)
    with pytest.raises(DomainError, match="asked again"):
        clearances.ask_again(asked(passed_on, second), by=desk, now=late)


def test_override_approves_on_a_name_and_a_reason_and_tells_it(passed_on, desk, organiser):
    clearances.override(passed_on, approver=organiser, reason=" The ambassador vouches. ", by=desk, now=NOW)
    passed_on.refresh_from_db()
    made = passed_on.overrides.get()
    assert passed_on.status == DelegateStatus.APPROVED
    assert (made.approver, made.entered_by, made.reason) == (organiser, desk, "The ambassador vouches.")
    assert told("clearance_overridden") == [organiser.email]


def test_override_refuses_without_reason_role_or_need(passed_on, first, second, desk, organiser):
    said = {"by": desk, "now": NOW}
    with pytest.raises(InvalidInput, match="reason"):
        clearances.override(passed_on, approver=organiser, reason=" ", **said)
    with pytest.raises(InvalidInput, match="organiser") as refusal:
        clearances.override(passed_on, approver=desk, reason="So it is", **said)
    assert refusal.value.field == "approver"
    clear(passed_on, first)
    clear(passed_on, second)
    with pytest.raises(DomainError, match="nothing to override"):
        clearances.override(passed_on, approver=organiser, reason="So it is", **said)


def test_protocol_may_answer_for_an_override(passed_on, desk, edition):
    protocol = member(edition, Role.PROTOCOL)
    done = clearances.override(passed_on, approver=protocol, reason="So it is", by=desk, now=NOW)
    assert done.status == DelegateStatus.APPROVED


@pytest.mark.parametrize("change", [{"name": "Somebody Else"}, {"native_name": "کوئی اور"}, {"country": "XN"}])
def test_change_of_what_was_cleared_begins_anew_and_ends_the_badge(passed_on, first, second, desk, organiser, change):
    badge_keys.make_first(passed_on.edition, by=organiser, now=NOW)
    clear(passed_on, first)
    clear(passed_on, second)
    badge = badges.prepare(passed_on, now=NOW)
    delegate = registration.edit(passed_on, change, by=desk, now=NOW)
    badge.refresh_from_db()
    assert (delegate.status, badge.status) == (DelegateStatus.IN_REVIEW, BadgeStatus.REVOKED)
    assert clearing.current(delegate) == []
    assert delegate.clearances.count() == 2
    accreditation.approve(delegate, by=desk, now=NOW)
    assert [one.status for one in clearing.current(delegate)] == [S.PENDING, S.PENDING]


def test_change_before_the_last_clearance_begins_anew_too(passed_on, first, second, desk):
    clear(passed_on, first)
    before = asked(passed_on, second)
    registration.edit(passed_on, {"name": "Somebody Else"}, by=desk, now=NOW)
    with pytest.raises(Stale):
        clearances.clear(before, by=member_of(second), now=NOW)


def test_change_of_the_position_leaves_the_round(passed_on, first, desk):
    clear(passed_on, first)
    registration.edit(passed_on, {"position": "Deputy"}, by=desk, now=NOW)
    assert asked(passed_on, first).status == S.CLEARED


def test_override_ends_with_the_round(passed_on, desk, organiser):
    clearances.override(passed_on, approver=organiser, reason="So it is", by=desk, now=NOW)
    delegate = registration.edit(passed_on, {"name": "Somebody Else"}, by=desk, now=NOW)
    assert (delegate.status, clearing.is_cleared(delegate)) == (DelegateStatus.IN_REVIEW, False)


def test_badge_is_refused_where_an_agency_was_named_later(delegate, desk, edition, organiser):
    badge_keys.make_first(edition, by=organiser, now=NOW)
    accreditation.approve(delegate, by=desk, now=NOW)
    badge = badges.prepare(delegate, now=NOW)
    agency(edition)
    with pytest.raises(DomainError, match="not cleared yet"):
        badges.print_all([badge], form="card", by=desk, now=NOW)


def test_nothing_is_answered_about_who_has_gone(clearance, focal):
    registration.withdraw(clearance.delegate, by=focal, now=NOW)
    with pytest.raises(DomainError, match="no answer is needed"):
        clearances.clear(clearance, by=None, now=NOW)


def test_foresight_of_many_is_what_then_happens(delegation, first, desk):
    one, two, gone = (accreditation.approve(accredited(delegation, n), by=desk, now=NOW) for n in (1, 2, 3))
    rows = [asked(delegate, first) for delegate in (one, two, gone)]
    clearances.refuse(rows[2], reason="No", by=None, now=NOW)
    rows[2] = asked(gone, first)
    clearances.clear(rows[2], by=None, now=NOW)
    rows[2] = asked(gone, first)
    foreseen = clearances.foresee(rows)
    assert [(done.approves, done.mails, bool(done.refusal)) for done in foreseen] == [
        (True, 2, False),
        (True, 2, False),
        (False, 0, True),
    ]
    before = len(told("delegate_approved"))
    tally = clearances.clear_each(rows, by=member_of(first), now=NOW)
    assert (len(tally.done), len(tally.refused)) == (2, 1)
    assert len(told("delegate_approved")) - before == sum(done.mails for done in foreseen)


def test_foresight_of_the_desk_counts_the_agencies_mails(delegation, first, second, desk):
    rows = [accredited(delegation, number) for number in (1, 2, 3)]
    foreseen = accreditation.foresee(rows)
    assert [(one.mails, one.agencies) for one in foreseen] == [(0, (first, second))] * 3
    assert accreditation.mails_to_agencies(foreseen, now=NOW) == 2
    for row in rows:
        accreditation.approve(row, by=desk, now=NOW)
    assert Message.objects.count() == 2
    assert accreditation.mails_to_agencies(foreseen, now=NOW) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_foresight_asks_the_same_for_one_and_for_three(delegation, first, desk, django_assert_num_queries, count):
    delegates = [accreditation.approve(accredited(delegation, n), by=desk, now=NOW) for n in range(count)]
    rows = list(Clearance.objects.select_related("delegate__person", "agency"))
    with django_assert_num_queries(5):
        assert len(clearances.foresee(rows)) == len(delegates)
