"""What the public facts of PMIF 2025 become, loaded once for all of these tests."""

import pytest
from django.db import transaction

from delegations.models import Delegate, Delegation
from forum.models import Appearance, Booking, Exhibitor, Opportunity, Person, Session
from scheduling.models import Attendee, Commitment, Meeting, MeetingStatus
from tests.loading.test_pmif25 import load

pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.django_db, pytest.mark.xdist_group("facts")]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


def test_load_writes_every_kind_of_fact():
    counts = [
        model.objects.count()
        for model in (Person, Session, Appearance, Delegation, Delegate, Meeting, Opportunity, Commitment)
    ]
    assert counts == [46, 25, 34, 46, 44, 19, 27, 14]


def test_load_marks_inferred_slots_and_claims_them():
    session = Session.objects.get(external_id="P25-D1-02")
    assert session.is_time_placeholder
    assert session.booking.span.lower == session.starts_at
    assert Booking.objects.filter(appearance__session=session).count() == 7


def test_load_invents_no_clock_time_for_a_meeting():
    assert set(Meeting.objects.values_list("status", "starts_at")) == {(MeetingStatus.HELD, None)}


def test_load_seats_those_whom_the_sheets_name():
    names = Attendee.objects.filter(meeting__external_id="MTG-11").values_list("person__name", flat=True)
    assert sorted(names) == ["Eric Meyer", "Khurram Agha", "Mohsin Naqvi", "Natalie Baker", "Talal Chaudhry"]


def test_load_tells_of_exhibitors_what_their_source_does():
    assert Exhibitor.objects.count() == 26
    one = Exhibitor.objects.get(external_id="EXH-12")
    assert (one.role, one.shows, one.room) == ("participating organisation", "Tang Kaur results", None)
    assert (one.source_note, len(one.sources)) == ("Took part in the forum; whether it had a stand is unknown.", 1)


def test_load_twice_changes_nothing_and_says_so():
    assert load().endswith("Nothing changed: everything was there already.\n")
