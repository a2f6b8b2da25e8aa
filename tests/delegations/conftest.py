"""Two missions, the accreditation desk, and somebody registered."""

import datetime as dt

import pytest

from delegations.models import RegistrationTerms
from forum.models import Role
from tests.delegations.missions import NOW, accredited, member, mission


@pytest.fixture
def delegation(edition):
    return mission(edition, "Sample Mission A", "a@mission.example")


@pytest.fixture
def closed(delegation):
    """A delegation whose names and details were due before now."""
    due = {"nominations_close_at": NOW - dt.timedelta(days=2), "confirmations_close_at": NOW - dt.timedelta(days=1)}
    RegistrationTerms.objects.create(edition=delegation.edition, **due)
    return delegation


@pytest.fixture
def other(edition):
    return mission(edition, "Sample Mission B", "b@mission.example")


@pytest.fixture
def focal(delegation):
    return delegation.focal_points.get().user


@pytest.fixture
def stranger(other):
    return other.focal_points.get().user


@pytest.fixture
def desk(edition):
    return member(edition, Role.ACCREDITATION)


@pytest.fixture
def delegate(delegation):
    return accredited(delegation)


@pytest.fixture
def said(focal, settings, tmp_path):
    """Who says it and when, with files in folders of the test's own."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    return {"by": focal, "now": NOW}
