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


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("name", READERS)
def test_rules_about_a_badge(name, rule, delegation, other, badge):
    reader = _reader(name, delegation, other, badge.delegate)
    badge.refresh_from_db()
    assert access.allows(reader, rule, badge) is (name in RULES[rule] or name == "superuser")


@pytest.mark.parametrize("name", READERS)
def test_rows_and_rule_agree(name, edition, delegation, other, badge):
    reader = _reader(name, delegation, other, badge.delegate)
    badges.prepare(accredited(other, 2, DelegateStatus.APPROVED), now=NOW)
    passes.add_floaters(edition, category="support", zones=[], label="Technician", count=1, now=NOW)
    seen = set(Badge.objects.visible_to(reader))
    assert seen == {row for row in Badge.objects.all() if access.allows(reader, "view_badge", row)}
