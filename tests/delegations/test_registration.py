"""Registering, mending and withdrawing people."""

import datetime as dt

import pytest

from accounts.models import User
from core.errors import DomainError, IllegalTransition, InvalidInput
from core.models import StatusChange
from delegations.actions import registration
from delegations.models import (
    Delegate,
    DelegateCategory,
    DelegateStatus,
    Delegation,
    DelegationStatus,
    RegistrationTerms,
)
from forum.models import Person
from notifications.models import Message
from tests.delegations.missions import NOW, accredited, facts

HEAD = DelegateCategory.HEAD_OF_DELEGATION


def test_draft_takes_a_place_and_keeps_the_facts(delegation, focal):
    draft = registration.draft(
        delegation, facts(name="  Sample   Delegate 1 ", native_name="نمونہ", languages=["tr", "en"]), by=focal, now=NOW
    )
    assert (draft.status, draft.edition, draft.category) == ("draft", delegation.edition, "delegate")
    assert (draft.person.name, draft.person.native_name) == ("Sample Delegate 1", "نمونہ")
    assert draft.person.languages == ["tr", "en"]
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "   "),
        ("name", "Sample\x00Delegate"),
        ("name", "x" * 201),
        ("country", "ZZ"),
        ("country", "Turkey"),
        ("email", "nobody"),
        ("email", "a@mission.example\nBcc: b@mission.example"),
        ("language", "tlh"),
        ("timezone", "Mars/Olympus"),
        ("position", "x" * 201),
        ("category", "emperor"),
    ],
)
def test_draft_refuses_what_cannot_be_right_by_field(delegation, focal, field, value):
    with pytest.raises(InvalidInput) as refusal:
        registration.draft(delegation, facts(**{field: value}), by=focal, now=NOW)
    assert refusal.value.field == field
    assert not Person.objects.exists()
    assert not Delegate.objects.exists()


def test_draft_refuses_the_place_after_the_last(delegation, focal):
    for number in range(3):
        registration.draft(delegation, facts(number), by=focal, now=NOW)
    with pytest.raises(DomainError, match="All 3 places of Sample Mission A are used"):
        registration.draft(delegation, facts(4), by=focal, now=NOW)
    assert not Person.objects.filter(name="Sample Delegate 4").exists()


def test_withdrawn_place_is_free_again(delegation, focal):
    drafts = [registration.draft(delegation, facts(number), by=focal, now=NOW) for number in range(3)]
    registration.withdraw(drafts[0], by=focal, now=NOW)
    assert registration.draft(delegation, facts(4), by=focal, now=NOW)


@pytest.mark.parametrize("status", [DelegationStatus.CLOSED, DelegationStatus.DECLINED, DelegationStatus.WITHDRAWN])
def test_draft_refuses_a_delegation_that_is_out(delegation, focal, status):
    Delegation.objects.filter(pk=delegation.pk).update(status=status)
    with pytest.raises(DomainError, match="nobody can be registered"):
        registration.draft(delegation, facts(), by=focal, now=NOW)


def test_draft_opens_a_confirmed_list_again(delegation, focal):
    Delegation.objects.filter(pk=delegation.pk).update(status=DelegationStatus.CONFIRMED)
    registration.draft(delegation, facts(), by=focal, now=NOW)
    delegation.refresh_from_db()
    assert delegation.status == DelegationStatus.REGISTERING


def test_deadline_stops_the_mission_and_not_the_desk(delegation, focal, desk):
    RegistrationTerms.objects.create(edition=delegation.edition, nominations_close_at=NOW)
    with pytest.raises(DomainError, match=r"due by 1 March 2025, 14:00 \(Asia/Karachi\)"):
        registration.draft(delegation, facts(), by=focal, now=NOW)
    assert registration.draft(delegation, facts(), by=desk, now=NOW)
    assert registration.draft(delegation, facts(2), by=focal, now=NOW - dt.timedelta(seconds=1))


def test_second_deadline_is_that_of_details(delegation, delegate, focal, desk):
    later = NOW + dt.timedelta(days=9)
    RegistrationTerms.objects.create(edition=delegation.edition, nominations_close_at=NOW, confirmations_close_at=later)
    for named in ({"name": "Sample Delegate 9"}, {"country": "AZ"}, {"category": "media"}):
        with pytest.raises(DomainError, match="Names were due"):
            registration.edit(delegate, named, by=focal, now=NOW)
    assert registration.edit(delegate, {"position": "Minister"}, by=focal, now=NOW).person.position == "Minister"
    with pytest.raises(DomainError, match=r"Details were due by 10 March 2025, 14:00 \(Asia/Karachi\)") as refusal:
        registration.edit(delegate, {"position": "Envoy"}, by=focal, now=later)
    assert refusal.value.facts == {"confirmations_close_at": later.isoformat()}
    assert registration.edit(delegate, {"name": "Sample Delegate 9"}, by=desk, now=later)


def test_archived_edition_refuses_every_verb(delegation, delegate, focal):
    draft = accredited(delegation, 2, DelegateStatus.DRAFT)
    delegation.edition.is_archived = True
    delegation.edition.save()
    for verb in (
        lambda: registration.draft(delegation, facts(3), by=focal, now=NOW),
        lambda: registration.edit(delegate, {"position": "Minister"}, by=focal, now=NOW),
        lambda: registration.submit(draft, by=focal, now=NOW),
        lambda: registration.withdraw(delegate, by=focal, now=NOW),
    ):
        with pytest.raises(DomainError, match="archived"):
            verb()


def test_person_of_an_earlier_registration_is_reused(delegation, focal):
    earlier = accredited(delegation, status=DelegateStatus.WITHDRAWN).person
    again = registration.draft(delegation, facts(position="Minister"), by=focal, now=NOW)
    assert again.person == earlier
    assert (Person.objects.count(), again.person.position) == (1, "Minister")


def test_namesakes_with_different_positions_are_two_people(delegation, focal):
    for position in ("Director", "Counsellor"):
        registration.draft(delegation, facts(position=position, email=""), by=focal, now=NOW)
        with pytest.raises(DomainError, match="already"):
            registration.draft(delegation, facts(position=position, email=""), by=focal, now=NOW)
    assert Person.objects.filter(name="Sample Delegate 1").count() == 2


def test_person_of_another_mission_is_not_reused(delegation, other, focal):
    theirs = accredited(other, status=DelegateStatus.WITHDRAWN).person
    assert registration.draft(delegation, facts(), by=focal, now=NOW).person != theirs


def test_person_accredited_twice_is_refused_in_words(delegation, delegate, focal):
    with pytest.raises(DomainError, match="Sample Delegate 1 is registered for PMIF25 already"):
        registration.draft(delegation, facts(), by=focal, now=NOW)
    assert Delegate.objects.count() == 1


def test_person_accredited_with_another_mission_is_refused_in_words(other, delegate, stranger):
    with pytest.raises(DomainError, match="registered for PMIF25 already"):
        registration.draft(other, facts(), by=stranger, now=NOW)
    assert Person.objects.count() == 1


def test_edit_that_makes_a_second_accreditation_of_one_person_is_refused(other, delegate, stranger):
    namesake = accredited(other, 2)
    with pytest.raises(DomainError, match="registered for PMIF25 already"):
        registration.edit(namesake, facts(), by=stranger, now=NOW)
    namesake.person.refresh_from_db()
    assert namesake.person.name == "Sample Delegate 2"


def test_one_mailbox_may_serve_a_whole_mission(delegation, focal):
    for number in range(2):
        draft = registration.draft(delegation, facts(number, email="office@mission.example"), by=focal, now=NOW)
        registration.submit(draft, by=focal, now=NOW)
    persons = Person.objects.filter(email="office@mission.example")
    assert [person.user_id is not None for person in persons.order_by("pk")] == [True, False]


def test_head_is_one_and_named_by_the_delegation(delegation, focal):
    head = registration.draft(delegation, facts(category=HEAD), by=focal, now=NOW)
    delegation.refresh_from_db()
    assert delegation.head == head
    with pytest.raises(InvalidInput) as refusal:
        registration.draft(delegation, facts(2, category=HEAD), by=focal, now=NOW)
    assert (refusal.value.field, Delegate.objects.count()) == ("category", 1)
    registration.withdraw(head, by=focal, now=NOW)
    delegation.refresh_from_db()
    assert delegation.head is None


def test_submit_tells_the_mission_and_the_person_once_each(delegation, focal):
    draft = registration.draft(delegation, facts(language="ur"), by=focal, now=NOW)
    submitted = registration.submit(draft, by=focal, now=NOW)
    assert (submitted.status, submitted.submitted_at) == ("submitted", NOW)
    told = Message.objects.order_by("pk").values_list("kind", "email", "language")
    assert list(told) == [
        ("delegate_submitted", focal.email, "en"),
        ("delegate_submitted", "delegate1@mission.example", "ur"),
    ]
    assert User.objects.get(email="delegate1@mission.example").person == draft.person


def test_submit_refuses_what_is_incomplete_by_field(delegation, focal):
    draft = registration.draft(delegation, {"name": "Sample Delegate 1"}, by=focal, now=NOW)
    with pytest.raises(InvalidInput, match="fill in: position, organisation, country") as refusal:
        registration.submit(draft, by=focal, now=NOW)
    assert refusal.value.facts == {"missing": ["position", "organisation", "country"]}
    draft.refresh_from_db()
    assert draft.status == DelegateStatus.DRAFT
    assert not Message.objects.exists()


def test_submit_refuses_twice(delegate, focal):
    with pytest.raises(IllegalTransition):
        registration.submit(delegate, by=focal, now=NOW)


@pytest.mark.parametrize("changed", [{"name": "Sample Delegate 9"}, {"native_name": "نمونہ"}, {"country": "AZ"}])
def test_edit_of_what_was_cleared_reopens_the_review(delegation, focal, changed):
    approved = accredited(delegation, status=DelegateStatus.APPROVED)
    edited = registration.edit(approved, changed, by=focal, now=NOW)
    assert edited.status == DelegateStatus.IN_REVIEW
    change = StatusChange.objects.of(approved).get()
    assert (change.actor, change.reason) == (focal, "Name or nationality changed after approval.")


@pytest.mark.parametrize("same", [{"position": "Minister"}, {"name": "Sample Delegate 1"}, {"category": "media"}])
def test_edit_of_anything_else_keeps_the_approval(delegation, focal, same):
    approved = accredited(delegation, status=DelegateStatus.APPROVED)
    assert registration.edit(approved, same, by=focal, now=NOW).status == DelegateStatus.APPROVED


@pytest.mark.parametrize("status", [DelegateStatus.REJECTED, DelegateStatus.REVOKED, DelegateStatus.WITHDRAWN])
def test_edit_refuses_whoever_is_out(delegation, focal, status):
    gone = accredited(delegation, status=status)
    with pytest.raises(DomainError, match="nothing can be changed"):
        registration.edit(gone, {"position": "Minister"}, by=focal, now=NOW)


def test_edit_refuses_bad_input_and_writes_nothing(delegate, focal):
    with pytest.raises(InvalidInput) as refusal:
        registration.edit(delegate, {"position": "Minister", "country": "ZZ"}, by=focal, now=NOW)
    delegate.person.refresh_from_db()
    assert (refusal.value.field, delegate.person.position) == ("country", "Director")


def test_edit_of_somebody_who_is_anothers_too_goes_through_the_desk(delegation, other, focal, desk):
    shared = accredited(other, status=DelegateStatus.WITHDRAWN).person
    mine = Delegate.objects.create(edition=delegation.edition, delegation=delegation, person=shared)
    with pytest.raises(DomainError, match="accreditation desk corrects this"):
        registration.edit(mine, {"email": "mine@mission.example"}, by=focal, now=NOW)
    assert registration.edit(mine, {"position": "Minister"}, by=desk, now=NOW).person.position == "Minister"


def test_edit_of_the_address_moves_the_sign_in(delegation, focal):
    draft = registration.draft(delegation, facts(email="typo@mission.example"), by=focal, now=NOW)
    registration.submit(draft, by=focal, now=NOW)
    registration.edit(draft, {"email": "right@mission.example"}, by=focal, now=NOW)
    draft.person.refresh_from_db()
    assert draft.person.user.email == "right@mission.example"
    assert not hasattr(User.objects.get(email="typo@mission.example"), "person")


def test_withdraw_refuses_twice(delegate, focal):
    registration.withdraw(delegate, reason="Ill", by=focal, now=NOW)
    assert StatusChange.objects.of(delegate).get().reason == "Ill"
    with pytest.raises(IllegalTransition):
        registration.withdraw(delegate, by=focal, now=NOW)
