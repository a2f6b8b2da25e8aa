"""One person, several roles, one badge: the highest category, and all that the roles open together."""

import datetime as dt

import pytest

from accounts.models import User
from delegations import rights
from delegations.models import DelegateStatus
from forum.models import Appearance, Role, Session, SessionStatus, TeamMember
from tests.delegations.badge_samples import terms, zone
from tests.delegations.missions import accredited

FIRST, SECOND = dt.date(2025, 4, 8), dt.date(2025, 4, 9)


@pytest.fixture
def zones(edition):
    return [zone(edition, code, bit) for bit, code in enumerate("ABCD")]


@pytest.fixture
def approved(delegation):
    return accredited(delegation, status=DelegateStatus.APPROVED)


def of(delegate):
    return rights.of_each(delegate.edition, [delegate])[delegate.pk]


def appears(delegate, status=SessionStatus.SCHEDULED):
    session = Session.objects.create(edition=delegate.edition, title="Sample panel", status=status, reported_on=FIRST)
    Appearance.objects.create(session=session, person=delegate.person)


def joins(delegate):
    delegate.person.user = User.objects.create_user("crew@majlis.example")
    delegate.person.save()
    TeamMember.objects.create(edition=delegate.edition, user=delegate.person.user, role=Role.PROTOCOL)


def test_delegate_alone_opens_what_the_category_opens(edition, approved, zones):
    terms(edition, "delegate", 60, zones[0], zones[2], days=[FIRST])
    assert of(approved) == rights.Rights("delegate", (zones[0], zones[2]), (FIRST,))
    assert of(approved).zone_mask == 0b101


def test_speaker_outranks_the_delegate_and_opens_both(edition, approved, zones):
    terms(edition, "delegate", 60, zones[0], days=[FIRST])
    terms(edition, "speaker", 70, zones[1], days=[SECOND])
    appears(approved)
    assert of(approved) == rights.Rights("speaker", (zones[0], zones[1]), (FIRST, SECOND))


@pytest.mark.parametrize("status", [SessionStatus.DRAFT, SessionStatus.CANCELLED])
def test_who_does_not_appear_is_no_speaker(edition, approved, zones, status):
    terms(edition, "speaker", 70, zones[1])
    appears(approved, status)
    assert of(approved) == rights.Rights("delegate")


def test_crew_below_the_delegate_adds_its_zones_and_leaves_the_category(edition, approved, zones):
    terms(edition, "delegate", 60, zones[0])
    terms(edition, "crew", 50, zones[3])
    joins(approved)
    assert of(approved) == rights.Rights("delegate", (zones[0], zones[3]))


def test_every_day_of_one_role_is_every_day(edition, approved, zones):
    terms(edition, "delegate", 60, zones[0])
    terms(edition, "crew", 50, days=[FIRST])
    joins(approved)
    assert of(approved).days == ()


def test_overflow_pass_opens_its_own_zones_only(edition, approved, zones):
    terms(edition, "delegate", 60, zones[0]).overflow_zones.set([zones[3]])
    approved.is_overflow = True
    approved.save()
    assert of(approved).zones == (zones[3],)


def test_rights_of_many_cost_no_more_queries(edition, delegation, zones, django_assert_num_queries):
    terms(edition, "delegate", 60, zones[0])
    delegates = [accredited(delegation, number, DelegateStatus.APPROVED) for number in (1, 2, 3)]
    for some in (delegates[:1], delegates):
        with django_assert_num_queries(7):
            assert len(rights.of_each(edition, some)) == len(some)


def test_validity_is_the_forums_days_by_its_own_clock(edition):
    starts, ends = rights.validity(edition)
    assert starts == dt.datetime(2025, 4, 7, 19, tzinfo=dt.UTC)
    assert ends == dt.datetime(2025, 4, 9, 19, tzinfo=dt.UTC)
