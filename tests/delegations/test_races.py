"""Many at once: never one too many, none too few, nobody twice. Take the lock out and these fail."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.errors import DomainError
from delegations import phases, places
from delegations.actions import accreditation, clearances, late_changes, registration, waiting
from delegations.models import (
    CategoryQuota,
    Delegate,
    DelegateStatus,
    Delegation,
    RegistrationTerms,
    WaitingEntry,
)
from forum.models import Person
from notifications.models import Message
from tests.delegations.agencies import agency, asked
from tests.delegations.missions import NOW, accredited, facts

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 8


def at_once(verbs):
    """Start every verb in the same moment; gives what each returned, or its refusal."""
    gate = threading.Barrier(len(verbs))

    def run(verb):
        try:
            connection.ensure_connection()
            gate.wait()
            return verb()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(verbs)) as pool:
        return list(pool.map(run, verbs))


@pytest.mark.parametrize("round_", range(5))
def test_the_last_places_are_given_once_each(delegation, focal, round_):
    def register(number):
        return lambda: registration.draft(delegation, facts(number), by=focal, now=NOW)

    answers = at_once([register(number) for number in range(AT_ONCE)])
    refused = [one for one in answers if isinstance(one, DomainError)]
    assert {one.code for one in refused} == {"quota-used"}
    assert len(refused) == AT_ONCE - delegation.quota
    assert Delegate.objects.in_the_count().count() == delegation.quota
    assert Person.objects.count() == delegation.quota


def test_the_fifty_first_of_fifty_is_refused_when_twenty_arrive_at_once(delegation, focal):
    Delegation.objects.filter(pk=delegation.pk).update(quota=50)
    for number in range(40):
        accredited(delegation, number)
    wishes = [facts(100 + number) for number in range(20)]
    answers = at_once([lambda wish=wish: registration.draft(delegation, wish, by=focal, now=NOW) for wish in wishes])
    assert [one.code for one in answers if isinstance(one, DomainError)] == ["quota-used"] * 10
    assert Delegate.objects.in_the_count().count() == 50


@pytest.mark.parametrize("round_", range(3))
def test_the_last_places_of_a_category_are_given_once_each(delegation, focal, round_):
    CategoryQuota.objects.create(delegation=delegation, category="media", places=2, overflow_places=1)
    wishes = [facts(number, category="media", is_overflow=True) for number in range(AT_ONCE)]
    answers = at_once([lambda wish=wish: registration.draft(delegation, wish, by=focal, now=NOW) for wish in wishes])
    assert sum(isinstance(one, DomainError) for one in answers) == AT_ONCE - 3
    assert sorted(Delegate.objects.values_list("category", "is_overflow")) == [
        ("media", False),
        ("media", False),
        ("media", True),
    ]


def test_without_the_lock_there_are_too_many(delegation, focal, monkeypatch):
    """Says that the two tests above test something: eight who arrive at once then all see the places free."""
    counted = threading.Barrier(AT_ONCE)
    count = places.of

    def count_together(*args, **kwargs):
        found = count(*args, **kwargs)
        counted.wait(timeout=20)
        return found

    monkeypatch.setattr(phases, "locked", lambda one: Delegation.objects.select_related("edition").get(pk=one.pk))
    monkeypatch.setattr(places, "of", count_together)
    wishes = [facts(number) for number in range(AT_ONCE)]
    at_once([lambda wish=wish: registration.draft(delegation, wish, by=focal, now=NOW) for wish in wishes])
    assert Delegate.objects.in_the_count().count() == AT_ONCE > delegation.quota


def test_one_person_is_accredited_once_by_two_of_a_mission(delegation, focal):
    known = accredited(delegation, status=DelegateStatus.WITHDRAWN).person
    answers = at_once([lambda: registration.draft(delegation, facts(), by=focal, now=NOW)] * 3)
    assert sorted(getattr(one, "code", "done") for one in answers) == ["already-registered"] * 2 + ["done"]
    assert Delegate.objects.in_the_count().get().person == known


@pytest.mark.parametrize("round_", range(3))
def test_place_offered_once_is_taken_once_whatever_else_happens(delegation, focal, desk, round_):
    """Released by the desk and by the mission, asked for by newcomers and by two who click: in one moment."""
    here = [accredited(delegation, number, DelegateStatus.IN_REVIEW) for number in range(3)]
    entry = waiting.join(delegation, facts(50), by=focal, now=NOW)
    verbs = [
        lambda: accreditation.reject(Delegate.objects.get(pk=here[0].pk), reason="No.", by=desk, now=NOW),
        lambda: registration.withdraw(Delegate.objects.get(pk=here[0].pk), by=focal, now=NOW),
        *[
            lambda number=number: registration.draft(delegation, facts(number), by=focal, now=NOW)
            for number in (60, 61)
        ],
        *[lambda: waiting.take(WaitingEntry.objects.get(pk=entry.pk), by=focal, now=NOW)] * 2,
    ]
    answers = at_once(verbs)
    assert not [one for one in answers if isinstance(one, DomainError) and not one.code]
    assert places.of(delegation, now=NOW).used == delegation.quota
    assert Delegate.objects.filter(person__name="Sample Delegate 50").count() <= 1


def test_one_decision_wins_and_is_told_once(delegate, desk):
    def decide():
        return accreditation.approve(Delegate.objects.get(pk=delegate.pk), by=desk, now=NOW)

    answers = at_once([decide] * 4)
    assert sum(not isinstance(one, DomainError) for one in answers) == 1
    assert Message.objects.filter(kind="delegate_approved").count() == 2


@pytest.mark.parametrize("round_", range(3))
def test_two_agencies_that_clear_at_once_approve_exactly_once(edition, delegate, desk, round_):
    made = [agency(edition, f"Sample Agency {number}") for number in range(4)]
    accreditation.approve(delegate, by=desk, now=NOW)
    rows = [asked(delegate, one) for one in made]
    answers = at_once([lambda row=row: clearances.clear(row, by=None, now=NOW) for row in rows])
    assert {one.status for one in answers} == {"cleared"}
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.APPROVED
    assert Message.objects.filter(kind="delegate_approved").count() == 2


def test_two_of_the_desk_open_details_once(delegation, focal, desk):
    """Three press at once with three times: one time stands, and one mail says it."""
    due = NOW - dt.timedelta(days=1)
    RegistrationTerms.objects.create(edition=delegation.edition, confirmations_close_at=due)
    asked = late_changes.ask_for_details(accredited(delegation), reason="Late.", by=focal, now=NOW)
    times = [NOW + dt.timedelta(hours=hours) for hours in (1, 2, 3)]
    answers = at_once(
        [lambda until=until: late_changes.open_details(asked, open_until=until, by=desk, now=NOW) for until in times]
    )
    [granted] = [one for one in answers if not isinstance(one, DomainError)]
    asked.refresh_from_db()
    assert asked.open_until == granted.open_until
    told = Message.objects.get(kind="late_change_answered")
    assert told.facts["open_until"] == asked.open_until.isoformat()


def test_edit_and_last_clearance_never_approve_what_was_not_cleared(edition, delegate, desk):
    made = agency(edition)
    accreditation.approve(delegate, by=desk, now=NOW)
    row = asked(delegate, made)
    at_once(
        [
            lambda: clearances.clear(row, by=None, now=NOW),
            lambda: registration.edit(delegate, {"name": "Somebody Else"}, by=desk, now=NOW),
        ]
    )
    delegate.refresh_from_db()
    assert (delegate.status, delegate.clearances.filter(is_current=True).exists()) == ("in_review", False)
