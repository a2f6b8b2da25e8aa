"""Who sees a badge and who may print, hand out and sign."""

import pytest

from core import access
from delegations.actions import badges, passes
from delegations.models import Badge, DelegateStatus
from forum.models import Role
from tests.delegations.badge_samples import key
from tests.delegations.missions import NOW, accredited
from tests.delegations.test_rules import READERS, _reader

DESKS = {Role.ORGANISER, Role.ACCREDITATION}
HANDS_OUT = {*DESKS, Role.PROTOCOL}
RULES = {
    "view_badge": {*HANDS_OUT, "delegate"},
    "print_badge": DESKS,
    "hand_out_badge": HANDS_OUT,
    "manage_badge_keys": {Role.ORGANISER},
}


@pytest.fixture
def badge(edition, delegation):
    key(edition)
    return badges.prepare(accredited(delegation, status=DelegateStatus.APPROVED), now=NOW)


@pytest.fixture
def readers(delegation, other, badge):
    named = {name: _reader(name, delegation, other, badge.delegate) for name in READERS}
    badge.refresh_from_db()
    return named


def test_rules_about_a_badge(readers, badge):
    for rule, names in RULES.items():
        allowed = {name for name, reader in readers.items() if access.allows(reader, rule, badge)}
        assert allowed == {*names, "superuser"}, rule


def test_rows_and_rule_agree(readers, edition, other):
    badges.prepare(accredited(other, 2, DelegateStatus.APPROVED), now=NOW)
    passes.add_floaters(edition, category="support", zones=[], label="Technician", count=1, now=NOW)
    rows = set(Badge.objects.all())
    for name, reader in readers.items():
        allowed = {row for row in rows if access.allows(reader, "view_badge", row)}
        assert set(Badge.objects.visible_to(reader)) == allowed, name
    assert set(Badge.objects.visible_to(readers["superuser"])) == rows != set()
