"""Named sets of rows: one's own delegations, whom one may ask for a meeting, whom one may name for it."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus, FocalPoint
from forum.models import Edition, Role
from tests.delegations.missions import accredited, member, mission

pytestmark = pytest.mark.django_db

DESK = {Role.ORGANISER, Role.MEETINGS}


@pytest.fixture
def missions(edition):
    other = Edition.objects.create(
        slug="next", name="Next", short_name="Next", starts_on="2026-04-08", ends_on="2026-04-09"
    )
    return {
        "own": mission(edition, "Own", "own@mission.example"),
        "real": mission(edition, "Real", "real@mission.example"),
        "absent": mission(edition, "Absent", "absent@mission.example", status=DelegationStatus.WITHDRAWN),
        "sample": mission(edition, "Sample", "sample@mission.example", is_sample=True),
        "elsewhere": mission(other, "Elsewhere", "elsewhere@mission.example"),
    }


def focal(missions, name):
    return missions[name].focal_points.get().user


def names(rows):
    return sorted(rows.values_list("name", flat=True))


def test_focal_point_asks_all_that_come_but_the_own_and_the_samples(missions):
    assert names(Delegation.objects.askable_by(focal(missions, "own"))) == ["Real"]
    assert names(Delegation.objects.askable_by(focal(missions, "sample"))) == []
    assert names(Delegation.objects.askable_by(focal(missions, "elsewhere"))) == []


def test_focal_point_of_two_editions_asks_in_each_its_own_kind(missions):
    user = focal(missions, "elsewhere")
    FocalPoint.objects.create(delegation=missions["sample"], user=user)
    mission(missions["own"].edition, "Second sample", "second@mission.example", is_sample=True)
    assert names(Delegation.objects.askable_by(user)) == ["Second sample"]


@pytest.mark.parametrize("role", Role.values)
def test_desk_asks_for_others_and_the_rest_of_the_team_nobody(missions, edition, role):
    expected = ["Own", "Real", "Sample"] if role in DESK else []
    assert names(Delegation.objects.askable_by(member(edition, role))) == expected


def test_stranger_and_nobody_ask_nobody(missions):
    stranger = User.objects.create_user("stranger@majlis.example")
    for user in (stranger, AnonymousUser()):
        assert not Delegation.objects.askable_by(user).exists()
        assert not Delegate.objects.nameable_by(user).exists()
        assert not Delegation.objects.own_of(stranger).exists()


def test_own_are_those_one_answers_for_and_comes_with(missions):
    user = focal(missions, "own")
    come_with = accredited(missions["sample"])
    come_with.person.user = user
    come_with.person.save()
    assert names(Delegation.objects.own_of(user)) == ["Own", "Sample"]


def test_own_people_are_named_until_they_are_gone_and_others_once_approved(missions):
    people = {}
    for number, (whose, status) in enumerate(
        [(whose, status) for whose in ("own", "real", "sample") for status in DelegateStatus], start=1
    ):
        people[accredited(missions[whose], number, status=status).pk] = (whose, status)
    found = {people[pk] for pk in Delegate.objects.nameable_by(focal(missions, "own")).values_list("pk", flat=True)}
    gone = {"rejected", "revoked", "withdrawn"}
    assert found == {("own", one) for one in DelegateStatus if one not in gone} | {("real", DelegateStatus.APPROVED)}


@pytest.mark.parametrize("role", Role.values)
def test_desk_names_everybody_who_is_not_gone(missions, edition, role):
    accredited(missions["own"], 1, status=DelegateStatus.DRAFT)
    accredited(missions["own"], 2, status=DelegateStatus.REVOKED)
    assert Delegate.objects.nameable_by(member(edition, role)).count() == (1 if role in DESK else 0)
