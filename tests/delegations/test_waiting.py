"""The waiting list: who is offered a place, what holds it, what ends it."""

import datetime as dt

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput
from delegations import places
from delegations.actions import accreditation, invitations, quotas, registration, standing, waiting
from delegations.models import CategoryQuota, Delegate, DelegateStatus, RegistrationTerms, WaitingEntry
from notifications.models import Message
from tests.delegations.missions import NOW, accredited, facts

HOUR = dt.timedelta(hours=1)
AFTER_THE_OFFER = NOW + 48 * HOUR


@pytest.fixture
def full(delegation):
    """The delegation with all of its three places used."""
    for number in range(1, 4):
        accredited(delegation, number, DelegateStatus.IN_REVIEW)
    return delegation


@pytest.fixture
def line(full, focal):
    """Two who wait for one of its places, in this order."""
    return [join(full, number, focal, now=NOW + number * dt.timedelta(seconds=1)) for number in (11, 12)]


def join(delegation, number, by, now=NOW, **more):
    return waiting.join(delegation, facts(number, **more), by=by, now=now)


def statuses():
    return list(WaitingEntry.objects.order_by("joined_at", "pk").values_list("status", flat=True))


def first_of(delegation):
    return delegation.delegates.order_by("pk")[0]


def test_join_keeps_the_facts_and_takes_no_place(full, focal):
    entry = join(full, 11, focal, name="  Sample   Delegate 11 ", category="guest")
    assert (entry.status, entry.name, entry.category) == ("waiting", "Sample Delegate 11", "guest")
    assert entry.facts["email"] == "delegate11@mission.example"
    assert places.of(full, now=NOW).used == 3


def test_join_is_refused_while_a_place_is_free(delegation, focal):
    with pytest.raises(DomainError, match="A place is free") as no:
        join(delegation, 11, focal)
    assert no.value.code == "place-free"


def test_join_refuses_who_waits_or_is_registered(line, full, focal):
    with pytest.raises(DomainError, match="on the waiting list already"):
        join(full, 11, focal)
    with pytest.raises(DomainError, match="registered for PMIF25 already"):
        join(full, 1, focal)
    with pytest.raises(InvalidInput) as no:
        join(full, 13, focal, category="crew")
    assert no.value.field == "category"
    with pytest.raises(InvalidInput, match="as in the passport"):
        join(full, 13, focal, name=" ")


def test_join_is_refused_after_the_names_are_due(full, focal, desk):
    RegistrationTerms.objects.create(edition=full.edition, nominations_close_at=NOW)
    with pytest.raises(DomainError, match="Names were due"):
        join(full, 11, focal)
    assert join(full, 11, desk).status == "waiting"


@pytest.mark.parametrize("release", ["withdraw", "reject", "revoke", "quota"])
def test_released_place_is_offered_to_the_first_in_line(full, line, focal, desk, release):
    if release == "withdraw":
        registration.withdraw(first_of(full), by=focal, now=NOW)
    elif release == "reject":
        accreditation.reject(first_of(full), reason="Not known.", by=desk, now=NOW)
    elif release == "revoke":
        approved = accreditation.approve(first_of(full), by=desk, now=NOW)
        accreditation.revoke(approved, reason="Not known.", by=desk, now=NOW)
    else:
        quotas.give(full, places=4, categories={}, by=desk, now=NOW)
    assert statuses() == ["offered", "waiting"]
    assert WaitingEntry.objects.get(status="offered").offer_ends_at == AFTER_THE_OFFER
    told = Message.objects.filter(kind="place_offered").values_list("email", "facts__person", "facts__ends_at")
    assert list(told) == [(focal.email, "Sample Delegate 11", AFTER_THE_OFFER.isoformat())]


def test_place_of_a_category_is_offered_to_who_waits_for_it(full, focal):
    CategoryQuota.objects.create(delegation=full, category="media", places=0)
    join(full, 11, focal, category="media")
    join(full, 12, focal, now=NOW + HOUR)
    registration.withdraw(first_of(full), by=focal, now=NOW + 2 * HOUR)
    assert statuses() == ["waiting", "offered"]
    quotas.give(full, places=4, categories={"media": (1, 0)}, by=focal, now=NOW + 3 * HOUR)
    assert statuses() == ["offered", "offered"]


def test_move_to_another_category_offers_the_place_it_leaves(full, focal):
    CategoryQuota.objects.create(delegation=full, category="media", places=1)
    moving = first_of(full)
    Delegate.objects.filter(pk=moving.pk).update(category="media")
    full.quota = 4
    full.save()
    join(full, 11, focal, category="media")
    registration.edit(moving, {"category": "guest"}, by=focal, now=NOW)
    assert statuses() == ["offered"]


def test_offer_holds_the_place_until_it_ends(full, line, focal, desk):
    quotas.give(full, places=4, categories={}, by=desk, now=NOW)
    full.refresh_from_db()
    standing_now = places.of(full, now=NOW)
    assert (standing_now.used, standing_now.left, standing_now.offered) == (4, 0, 1)
    assert (places.used(full, now=NOW), places.left(full, now=NOW)) == (4, 0)
    with pytest.raises(DomainError, match="All 4 places"):
        registration.draft(full, facts(20), by=focal, now=NOW + HOUR)
    assert (places.left(full, now=AFTER_THE_OFFER), statuses()) == (1, ["offered", "waiting"])


def test_taken_offer_is_a_draft_with_the_facts(full, line, focal):
    registration.withdraw(first_of(full), by=focal, now=NOW)
    draft = waiting.take(line[0], by=focal, now=NOW + HOUR)
    assert (draft.status, draft.person.name, draft.is_overflow) == ("draft", "Sample Delegate 11", False)
    entry = WaitingEntry.objects.get(pk=line[0].pk)
    assert (entry.status, entry.delegate) == ("taken", draft)
    assert (places.used(full, now=NOW + HOUR), statuses()) == (3, ["taken", "waiting"])


def test_take_is_refused_before_an_offer_after_its_end_and_twice(full, line, focal):
    with pytest.raises(DomainError, match="No place is offered to Sample Delegate 11 yet"):
        waiting.take(line[0], by=focal, now=NOW)
    registration.withdraw(first_of(full), by=focal, now=NOW)
    with pytest.raises(DomainError, match=r"ended on 3 March 2025, 14:00 \(Asia/Karachi\)") as no:
        waiting.take(line[0], by=focal, now=AFTER_THE_OFFER)
    assert no.value.code == "offer-ended"
    waiting.take(line[0], by=focal, now=NOW)
    with pytest.raises(DomainError, match="waits no longer: place taken"):
        waiting.take(line[0], by=focal, now=NOW)
    assert Delegate.objects.filter(person__name="Sample Delegate 11").count() == 1


def test_lapsed_offer_goes_to_the_next_in_line(full, line, focal):
    registration.withdraw(first_of(full), by=focal, now=NOW)
    waiting.move_on(now=AFTER_THE_OFFER - HOUR)
    assert statuses() == ["offered", "waiting"]
    waiting.move_on(now=AFTER_THE_OFFER)
    assert statuses() == ["lapsed", "offered"]
    waiting.move_on(now=AFTER_THE_OFFER + 48 * HOUR)
    assert statuses() == ["lapsed", "lapsed"]
    assert Message.objects.filter(kind="place_offered").count() == 2


def test_offer_that_ended_is_counted_by_the_clock_without_the_beat(full, line, focal):
    """Nobody noted the end: the next in line comes first all the same, and then whoever asks."""
    registration.withdraw(first_of(full), by=focal, now=NOW)
    with pytest.raises(DomainError, match="All 3 places"):
        registration.draft(full, facts(20), by=focal, now=AFTER_THE_OFFER)
    WaitingEntry.objects.filter(pk=line[1].pk).delete()
    assert registration.draft(full, facts(20), by=focal, now=AFTER_THE_OFFER).status == "draft"
    assert statuses() == ["lapsed"]


def test_offer_left_goes_to_the_next_in_line(full, line, focal):
    registration.withdraw(first_of(full), by=focal, now=NOW)
    waiting.leave(line[0], by=focal, now=NOW)
    assert statuses() == ["withdrawn", "offered"]
    with pytest.raises(IllegalTransition):
        waiting.leave(line[0], by=focal, now=NOW)


def test_offer_ends_at_the_latest_when_names_are_due(full, line, focal, desk):
    terms = RegistrationTerms.objects.create(edition=full.edition, nominations_close_at=NOW + HOUR)
    registration.withdraw(first_of(full), by=focal, now=NOW)
    assert WaitingEntry.objects.get(status="offered").offer_ends_at == NOW + HOUR
    waiting.move_on(now=NOW + HOUR)
    assert statuses() == ["lapsed", "waiting"]
    terms.nominations_close_at = NOW + 100 * HOUR
    terms.offer_hours = 3
    terms.save()
    waiting.move_on(now=NOW + 2 * HOUR)
    assert WaitingEntry.objects.get(status="offered").offer_ends_at == NOW + 5 * HOUR


def test_nobody_waits_for_a_delegation_that_does_not_come(full, line, desk):
    standing.withdraw(full, by=desk, now=NOW)
    assert statuses() == ["withdrawn", "withdrawn"]


def test_nobody_waits_for_a_delegation_that_declines(full, line, focal):
    for delegate in list(full.delegates.all()):
        registration.withdraw(delegate, by=focal, now=NOW)
    invitations.decline(full, by=focal, now=NOW)
    assert statuses() == ["withdrawn", "withdrawn"]


def test_quota_is_given_as_it_says_or_refused(full, desk):
    quotas.give(full, places=5, categories={"media": (2, 1), "guest": (1, 0)}, by=desk, now=NOW)
    quotas.give(full, places=5, categories={"media": (3, 0)}, by=desk, now=NOW)
    assert list(CategoryQuota.objects.values_list("category", "places", "overflow_places")) == [("media", 3, 0)]
    with pytest.raises(InvalidInput, match="at least one place"):
        quotas.give(full, places=0, categories={}, by=desk, now=NOW)
    with pytest.raises(InvalidInput, match="no such category"):
        quotas.give(full, places=5, categories={"emperor": (1, 0)}, by=desk, now=NOW)
    full.edition.is_archived = True
    full.edition.save()
    with pytest.raises(DomainError, match="archived"):
        quotas.give(full, places=5, categories={}, by=desk, now=NOW)
