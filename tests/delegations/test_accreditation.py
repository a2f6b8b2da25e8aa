"""The desk's decisions, and what the mission and the person are told of them."""

import pytest

from accounts.models import User
from core.errors import DomainError, IllegalTransition, InvalidInput
from core.models import StatusChange
from delegations.actions import accreditation
from delegations.models import Delegate, DelegateStatus
from notifications.models import Message
from tests.delegations.missions import NOW, accredited

REVIEW = DelegateStatus.IN_REVIEW


def steps(delegate):
    return list(StatusChange.objects.of(delegate).values_list("before", "after", "reason"))


def told():
    return list(Message.objects.order_by("pk").values_list("kind", "email"))


def test_start_review_takes_the_delegate_up(delegate, desk):
    accreditation.start_review(delegate, by=desk, now=NOW)
    assert steps(delegate) == [("submitted", "in_review", "")]


def test_start_review_refuses_a_draft(delegation, desk):
    with pytest.raises(IllegalTransition):
        accreditation.start_review(accredited(delegation, status=DelegateStatus.DRAFT), by=desk, now=NOW)


def test_ask_tells_the_question(delegate, desk, focal):
    accreditation.ask(delegate, question="  Which ministry?  ", by=desk, now=NOW)
    delegate.refresh_from_db()
    assert (delegate.status, delegate.question) == ("info_needed", "Which ministry?")
    assert steps(delegate) == [("submitted", "in_review", ""), ("in_review", "info_needed", "Which ministry?")]
    assert told() == [
        ("delegate_info_needed", focal.email),
        ("delegate_info_needed", "delegate1@mission.example"),
    ]
    assert Message.objects.first().facts["words"] == "Which ministry?"


def test_ask_refuses_without_a_question_and_does_not_take_up(delegate, desk):
    with pytest.raises(InvalidInput) as refusal:
        accreditation.ask(delegate, question=" \n ", by=desk, now=NOW)
    assert (refusal.value.field, delegate.status, steps(delegate)) == ("question", "submitted", [])


def test_answer_returns_to_review_and_keeps_the_words(delegation, focal, desk):
    asked = accreditation.ask(accredited(delegation), question="Which ministry?", by=desk, now=NOW)
    accreditation.answer(asked, text="Sample Ministry.", by=focal, now=NOW)
    asked.refresh_from_db()
    assert (asked.status, asked.question) == ("in_review", "")
    assert steps(asked)[-1] == ("info_needed", "in_review", "Sample Ministry.")


def test_answer_refuses_an_empty_one_and_one_that_nobody_asked_for(delegation, delegate, focal):
    with pytest.raises(DomainError, match="no open question"):
        accreditation.answer(delegate, text="Hello", by=focal, now=NOW)
    asked = accredited(delegation, 2, DelegateStatus.INFO_NEEDED)
    with pytest.raises(InvalidInput) as refusal:
        accreditation.answer(asked, text="", by=focal, now=NOW)
    assert refusal.value.field == "text"


def test_approve_is_also_the_first_look_and_opens_the_sign_in(delegate, desk, focal):
    accreditation.approve(delegate, by=desk, now=NOW)
    assert steps(delegate) == [("submitted", "in_review", ""), ("in_review", "approved", "")]
    assert told() == [("delegate_approved", focal.email), ("delegate_approved", "delegate1@mission.example")]
    assert User.objects.get(email="delegate1@mission.example").person == delegate.person


def test_approve_tells_one_mailbox_once(delegation, desk, focal):
    delegate = accredited(delegation, email=focal.email.upper())
    accreditation.approve(delegate, by=desk, now=NOW)
    assert told() == [("delegate_approved", focal.email)]


def test_approve_without_an_address_tells_the_mission(delegation, desk, focal):
    accreditation.approve(accredited(delegation, email=""), by=desk, now=NOW)
    assert told() == [("delegate_approved", focal.email)]


def test_approve_after_a_second_review_is_told_again(delegate, desk, focal):
    for _round in range(2):
        accreditation.approve(delegate, by=desk, now=NOW)
        accreditation.start_review(delegate, by=desk, now=NOW)
    assert told().count(("delegate_approved", focal.email)) == 2


@pytest.mark.parametrize("status", ["draft", "info_needed", "approved", "rejected", "revoked", "withdrawn"])
def test_approve_refuses_what_is_not_before_the_desk(delegation, desk, status):
    with pytest.raises(IllegalTransition):
        accreditation.approve(accredited(delegation, status=status), by=desk, now=NOW)
    assert told() == []


@pytest.mark.parametrize("verb", [accreditation.reject, accreditation.revoke])
def test_reject_and_revoke_need_a_reason_and_tell_it(delegation, desk, focal, verb):
    before = {accreditation.reject: REVIEW, accreditation.revoke: DelegateStatus.APPROVED}[verb]
    delegate = accredited(delegation, status=before)
    with pytest.raises(InvalidInput) as refusal:
        verb(delegate, reason="", by=desk, now=NOW)
    assert refusal.value.field == "reason"
    verb(delegate, reason="Accredited elsewhere.", by=desk, now=NOW)
    after = {accreditation.reject: "rejected", accreditation.revoke: "revoked"}[verb]
    assert steps(delegate) == [(before, after, "Accredited elsewhere.")]
    assert told()[0] == (f"delegate_{after}", focal.email)
    assert Message.objects.first().facts["words"] == "Accredited elsewhere."
    assert not Delegate.objects.in_the_count().exists()


def test_reject_refuses_a_draft_and_revoke_refuses_a_submitted_one(delegation, delegate, desk):
    with pytest.raises(IllegalTransition):
        accreditation.reject(accredited(delegation, 2, DelegateStatus.DRAFT), reason="No", by=desk, now=NOW)
    with pytest.raises(IllegalTransition):
        accreditation.revoke(delegate, reason="No", by=desk, now=NOW)


def test_archived_edition_refuses_every_decision(delegate, desk):
    delegate.edition.is_archived = True
    delegate.edition.save()
    for verb in (
        lambda: accreditation.start_review(delegate, by=desk, now=NOW),
        lambda: accreditation.ask(delegate, question="Which?", by=desk, now=NOW),
        lambda: accreditation.answer(delegate, text="This.", by=desk, now=NOW),
        lambda: accreditation.approve(delegate, by=desk, now=NOW),
        lambda: accreditation.reject(delegate, reason="No", by=desk, now=NOW),
        lambda: accreditation.revoke(delegate, reason="No", by=desk, now=NOW),
    ):
        with pytest.raises(DomainError, match="archived"):
            verb()
    assert (delegate.status, told()) == ("submitted", [])


def test_approve_each_does_what_it_can_and_says_who_was_refused(delegation, desk):
    good = [accredited(delegation, number) for number in (1, 2)]
    draft = accredited(delegation, 3, DelegateStatus.DRAFT)
    forecasts = accreditation.foresee([*good, draft])
    seen = {one.delegate.pk: one.revision for one in forecasts}
    tally = accreditation.approve_each([good[0], draft, good[1]], seen=seen, by=desk, now=NOW)
    assert tally.done == good
    assert [(one, words) for one, words in tally.refused] == [
        (draft, "Sample Delegate 3 is draft and cannot become approved.")
    ]
    assert [(one.mails, one.refusal) for one in forecasts] == [
        (2, ""),
        (2, ""),
        (0, "Sample Delegate 3 is draft and cannot be approved now."),
    ]
    assert sum(one.mails for one in forecasts) == len(told())


@pytest.mark.parametrize("status", DelegateStatus.values)
def test_foresee_agrees_with_approve_each(delegation, desk, status):
    delegate = accredited(delegation, status=status)
    forecast = accreditation.foresee([delegate])[0]
    tally = accreditation.approve_each([delegate], seen={delegate.pk: forecast.revision}, by=desk, now=NOW)
    assert (bool(forecast.refusal), forecast.mails) == (bool(tally.refused), len(told()))
