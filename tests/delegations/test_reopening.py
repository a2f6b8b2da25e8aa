"""What clearance was given to and then changed: document, scan and photo end the round, after approval and before."""

import pytest

from delegations import clearing
from delegations.actions import accreditation, clearances, confirmation
from delegations.models import DelegateStatus
from tests.delegations.agencies import agency, asked, member_of
from tests.delegations.missions import NOW
from tests.delegations.test_confirmation import PASSPORT, pdf, picture

CHANGES = {
    "number": lambda one, **said: confirmation.save_document(one, {**PASSPORT, "number": "XN1"}, **said),
    "date of birth": lambda one, **said: confirmation.save_document(one, {**PASSPORT, "born_on": "1981-01-01"}, **said),
    "scan": lambda one, **said: confirmation.save_document(one, PASSPORT, scan=pdf(), **said),
    "photo": lambda one, **said: confirmation.give_photo(one, picture(color="red"), **said),
}


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def first(edition):
    return agency(edition)


@pytest.fixture
def passed_on(delegate, first, desk):
    confirmation.save_document(delegate, PASSPORT, scan=pdf(), by=desk, now=NOW)
    confirmation.give_photo(delegate, picture(), by=desk, now=NOW)
    delegate.refresh_from_db()
    return accreditation.approve(delegate, by=desk, now=NOW)


@pytest.mark.parametrize("change", CHANGES)
def test_change_after_approval_begins_anew(passed_on, first, desk, change):
    clearances.clear(asked(passed_on, first), by=member_of(first), now=NOW)
    CHANGES[change](passed_on, by=desk, now=NOW)
    passed_on.refresh_from_db()
    assert (passed_on.status, clearing.current(passed_on)) == (DelegateStatus.IN_REVIEW, [])


@pytest.mark.parametrize("change", CHANGES)
def test_change_while_agencies_are_asked_begins_anew(passed_on, desk, change):
    CHANGES[change](passed_on, by=desk, now=NOW)
    assert clearing.current(passed_on) == []


def test_document_that_stays_as_it_is_leaves_the_round(passed_on, first, desk):
    confirmation.save_document(passed_on, PASSPORT, by=desk, now=NOW)
    assert asked(passed_on, first).status == "pending"
