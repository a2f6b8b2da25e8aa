"""Who sees which row and who may do what, role by role."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import access
from delegations.models import (
    Application,
    ApplicationStatus,
    Attachment,
    AttachmentKind,
    Delegate,
    DelegateStatus,
    Delegation,
    FocalPoint,
    GroupCode,
    LateChange,
    WaitingEntry,
)
from forum.models import Edition, Role, TeamMember
from tests.delegations.applicants import APPLICATION
from tests.delegations.missions import NOW, accredited, facts, member, mission

SEES_DELEGATES = {Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL, Role.MEETINGS, Role.VIEWER}
DESKS = {Role.ORGANISER, Role.ACCREDITATION}
READERS = [*Role.values, "focal", "delegate", "stranger", "nobody", "anonymous", "superuser", "other edition's desk"]
RULES = {
    "view_delegation": {*Role.values, "focal", "delegate"},
    "view_delegate": {*SEES_DELEGATES, "focal", "delegate"},
    "invite_delegation": DESKS,
    "answer_invitation": {*DESKS, "focal"},
    "register_delegate": {*DESKS, "focal"},
    "manage_focal_points": {*DESKS, "focal"},
    "submit_delegate": {*DESKS, "focal"},
    "edit_delegate": {*DESKS, "focal", "delegate"},
    "decide_delegate": DESKS,
}
ABOUT_DELEGATIONS = [rule for rule in RULES if rule not in ("view_delegate", "edit_delegate", "submit_delegate")]
ABOUT_DELEGATES = [rule for rule in RULES if rule.endswith("_delegate")]


@pytest.fixture
def reader(request, delegation, other, delegate):
    """The user who goes by the parameter's name."""
    return _reader(request.param, delegation, other, delegate)


def _reader(name, delegation, other, delegate):
    if name in Role.values:
        return member(delegation.edition, name)
    if name == "other edition's desk":
        elsewhere = Edition.objects.create(
            slug="next", name="Next", short_name="Next", starts_on="2026-04-08", ends_on="2026-04-09"
        )
        user = User.objects.create_user("elsewhere@majlis.example")
        TeamMember.objects.create(edition=elsewhere, user=user, role=Role.ACCREDITATION)
        return user
    if name == "delegate":
        delegate.person.user = User.objects.create_user("delegate1@mission.example")
        delegate.person.save()
        return delegate.person.user
    return {
        "focal": lambda: delegation.focal_points.get().user,
        "stranger": lambda: other.focal_points.get().user,
        "nobody": lambda: User.objects.create_user("nobody@majlis.example"),
        "anonymous": AnonymousUser,
        "superuser": lambda: User.objects.create_superuser("root@majlis.example"),
    }[name]()


def test_rules_about_a_delegation_and_a_delegate(delegation, other, delegate):
    readers = {name: _reader(name, delegation, other, delegate) for name in READERS}
    asked = [*((rule, delegation) for rule in ABOUT_DELEGATIONS), *((rule, delegate) for rule in ABOUT_DELEGATES)]
    for rule, thing in asked:
        allowed = {name for name, reader in readers.items() if access.allows(reader, rule, thing)}
        assert allowed == {*RULES[rule], "superuser"}, rule


@pytest.mark.parametrize("reader", READERS, indirect=True)
def test_rows_and_rules_agree(reader, delegation, other, delegate):
    """Every row of every model, of both missions and at every status: seen in lists exactly where the rule says so."""
    for number, status in enumerate(DelegateStatus.values, start=10):
        accredited(delegation, number, status)
        accredited(other, number + 20, status)
    for one in (delegation, other):
        WaitingEntry.objects.create(delegation=one, facts=facts(50), joined_at=NOW)
        LateChange.objects.create(delegation=one, kind="name", facts=facts(51), asked_at=NOW)
        about = one.delegates.order_by("pk").first()
        LateChange.objects.create(delegation=one, delegate=about, kind="details", facts={}, asked_at=NOW)
        terms = {"code": "x", "code_print": one.name, "most_uses": 1, "expires_at": NOW}
        GroupCode.objects.create(delegation=one, category="guest", made_at=NOW, **terms)
        Attachment.objects.create(delegation=one, kind=AttachmentKind.NOTE_VERBALE, added_at=NOW)
    models = {Delegation: "view_delegation", Delegate: "view_delegate", WaitingEntry: "view_waiting_entry"}
    for number, status in enumerate(ApplicationStatus.values):
        own = {"status": status, "secret_print": number, "email": f"{number}@company.example"}
        Application.objects.create(edition=delegation.edition, **(APPLICATION | own))
    models |= {Application: "view_application", GroupCode: "view_group_code"}
    models |= {FocalPoint: "view_focal_point", Attachment: "view_attachment", LateChange: "view_late_change"}
    for model, rule in models.items():
        seen = set(model.objects.visible_to(reader))
        assert seen == {row for row in model.objects.all() if access.allows(reader, rule, row)}


def test_rows_are_listed_once_for_a_person_of_many_roles(edition, delegation, focal):
    """Focal point, delegate and member of the team at once: each row still comes once."""
    own = accredited(delegation, status=DelegateStatus.WITHDRAWN)
    own.person.user = focal
    own.person.save()
    accredited(delegation, 2)
    Delegate.objects.create(edition=edition, delegation=delegation, person=own.person)
    mission(edition, "Sample Mission C", "c@mission.example")
    assert len(Delegation.objects.visible_to(focal)) == 1
    assert len(Delegate.objects.visible_to(focal)) == 3
