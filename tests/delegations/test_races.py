"""Many at once: never one too many, none too few, nobody twice. Take the lock out and these fail."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core.errors import DomainError
from delegations.actions import accreditation, registration
from delegations.models import Delegate, DelegateStatus
from forum.models import Person
from notifications.models import Message
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


def test_one_person_is_accredited_once_by_two_of_a_mission(delegation, focal):
    known = accredited(delegation, status=DelegateStatus.WITHDRAWN).person
    answers = at_once([lambda: registration.draft(delegation, facts(), by=focal, now=NOW)] * 3)
    assert sorted(getattr(one, "code", "done") for one in answers) == ["already-registered"] * 2 + ["done"]
    assert Delegate.objects.in_the_count().get().person == known


def test_one_decision_wins_and_is_told_once(delegate, desk):
    def decide():
        return accreditation.approve(Delegate.objects.get(pk=delegate.pk), by=desk, now=NOW)

    answers = at_once([decide] * 4)
    assert sum(not isinstance(one, DomainError) for one in answers) == 1
    assert Message.objects.filter(kind="delegate_approved").count() == 2
