"""Every step of the tables is taken, every other is refused."""

import pytest

from delegations.models import (
    Application,
    ApplicationStatus,
    Clearance,
    ClearanceStatus,
    DelegateStatus,
    DelegationStatus,
    Letter,
    LetterStatus,
    WaitingEntry,
    WaitingStatus,
)
from delegations.models.application import TRANSITIONS as APPLICATION
from delegations.models.clearance import TRANSITIONS as CLEARANCE
from delegations.models.delegate import TRANSITIONS as DELEGATE
from delegations.models.delegation import TRANSITIONS as DELEGATION
from delegations.models.letter import TRANSITIONS as LETTER
from delegations.models.waiting import TRANSITIONS as WAITING
from tests import lifecycles
from tests.delegations import applicants
from tests.delegations.agencies import agency
from tests.delegations.missions import NOW, facts


@pytest.fixture
def entry(delegation):
    return WaitingEntry.objects.create(delegation=delegation, facts=facts(), joined_at=NOW, offer_ends_at=NOW)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(DELEGATE))
def test_delegate_takes_every_step_of_the_table(delegate, before, after):
    lifecycles.assert_allowed(delegate, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(DelegateStatus, DELEGATE))
def test_delegate_refuses_every_step_outside_the_table(delegate, before, after):
    lifecycles.assert_refused(delegate, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(DELEGATION))
def test_delegation_takes_every_step_of_the_table(delegation, before, after):
    lifecycles.assert_allowed(delegation, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(DelegationStatus, DELEGATION))
def test_delegation_refuses_every_step_outside_the_table(delegation, before, after):
    lifecycles.assert_refused(delegation, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(WAITING))
def test_waiting_entry_takes_every_step_of_the_table(entry, before, after):
    lifecycles.assert_allowed(entry, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(WaitingStatus, WAITING))
def test_waiting_entry_refuses_every_step_outside_the_table(entry, before, after):
    lifecycles.assert_refused(entry, before, after)


@pytest.fixture
def clearance(delegate, edition):
    return Clearance.objects.create(delegate=delegate, agency=agency(edition), asked_at=NOW, due_at=NOW)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(CLEARANCE))
def test_clearance_takes_every_step_of_the_table(clearance, before, after):
    lifecycles.assert_allowed(clearance, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(ClearanceStatus, CLEARANCE))
def test_clearance_refuses_every_step_outside_the_table(clearance, before, after):
    lifecycles.assert_refused(clearance, before, after)


@pytest.fixture
def letter(delegation, edition):
    return Letter.objects.create(edition=edition, kind="delegation", delegation=delegation, serial=1, issued_at=NOW)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(LETTER))
def test_letter_takes_every_step_of_the_table(letter, before, after):
    lifecycles.assert_allowed(letter, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(LetterStatus, LETTER))
def test_letter_refuses_every_step_outside_the_table(letter, before, after):
    lifecycles.assert_refused(letter, before, after)


@pytest.fixture
def application(edition):
    return Application.objects.create(edition=edition, **applicants.APPLICATION)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(APPLICATION))
def test_application_takes_every_step_of_the_table(application, before, after):
    lifecycles.assert_allowed(application, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(ApplicationStatus, APPLICATION))
def test_application_refuses_every_step_outside_the_table(application, before, after):
    lifecycles.assert_refused(application, before, after)


def test_tables_are_whole():
    lifecycles.assert_whole(LetterStatus, LETTER, start=LetterStatus.VALID)
    lifecycles.assert_whole(ApplicationStatus, APPLICATION, start=ApplicationStatus.UNCONFIRMED)
    lifecycles.assert_whole(WaitingStatus, WAITING, start=WaitingStatus.WAITING)
    lifecycles.assert_whole(DelegateStatus, DELEGATE, start=DelegateStatus.DRAFT)
    lifecycles.assert_whole(DelegationStatus, DELEGATION, start=DelegationStatus.INVITED)
    lifecycles.assert_whole(ClearanceStatus, CLEARANCE, start=ClearanceStatus.PENDING)
