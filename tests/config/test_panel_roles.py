"""Which screens of the panel each role of the secretariat reads, and no more than its work needs."""

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from forum.models import Role, TeamMember

ROLES = [Role.ORGANISER, Role.PROGRAMME, Role.MEETINGS, Role.ACCREDITATION, Role.PROTOCOL, Role.PRESS, Role.VIEWER]
TABLE = """
    accounts.user                   x . . . . . .
    core.statuschange               . . . . . . .
    delegations.agency              x . . x x . .
    delegations.application         x . x x x . x
    delegations.badge               x . . x x . .
    delegations.badgekey            x . . . . . .
    delegations.badgelayout         x . . x x . .
    delegations.badgeprint          x . . x x . .
    delegations.categoryterms       x . x x x . x
    delegations.checkpoint          x . . x x . .
    delegations.clearance           x . . x x . .
    delegations.delegate            x . x x x . x
    delegations.delegation          x x x x x x x
    delegations.device              x . . x x . .
    delegations.erasure             x . . x . . .
    delegations.erasurerequest      x . . x . . .
    delegations.guestlist           x . . x x . .
    delegations.keepingground       x . . x . . .
    delegations.latechange          x . x x x . x
    delegations.letter              x . . x x . .
    delegations.lettertemplate      x . . x x . .
    delegations.letterterms         x . . x x . .
    delegations.printjob            x . . x . . .
    delegations.question            x . x x x . x
    delegations.receipt             x . . x x . .
    delegations.registrationterms   x . x x x . x
    delegations.retentionrule       x . . x . . .
    delegations.scan                x . . x x . .
    delegations.secretreading       x . . . . . .
    delegations.waitingentry        x . x x x . x
    delegations.zone                x . x x x . x
    forum.booking                   x x x . x . .
    forum.edition                   x x x x x x x
    forum.exhibitor                 x x x x x x x
    forum.opportunity               x x x x x x x
    forum.person                    x x x x x . x
    forum.room                      x x x x x x x
    forum.session                   x x x x x x x
    forum.teammember                x x x x x x x
    forum.track                     x x x x x x x
    forum.venue                     x x x x x x x
    notifications.message           x . . . . . .
    notifications.webhookdelivery   x . . . . . .
    notifications.webhookendpoint   x . . . . . .
    scheduling.askingrule           x x x x x . x
    scheduling.broadcast            x . . . . . .
    scheduling.meeting              x . x . x . x
    scheduling.plan                 x . x . . . .
    scheduling.planitem             x . x . . . .
    scheduling.reminder             x . . . . . .
    scheduling.reminderrule         x x x x x . x
    scheduling.requestterms         x x x x x . x
    scheduling.setasidereply        x . x . . . .
"""
EXPECTED = {label: "".join(signs) for label, *signs in (line.split() for line in TABLE.strip().splitlines())}


@pytest.fixture
def team(edition):
    """A user for each role."""
    users = [User.objects.create_user(f"sample.{role}@majlis.example") for role in ROLES]
    TeamMember.objects.bulk_create(
        TeamMember(edition=edition, user=user, role=role) for role, user in zip(ROLES, users, strict=True)
    )
    return users


def _asked_by(user, rf):
    request = rf.get("/admin/")
    request.user = user
    return request


def test_each_role_reads_the_screens_of_its_work(team, rf):
    requests = [_asked_by(user, rf) for user in team]
    found = {
        model._meta.label_lower: "".join("x" if one.has_view_permission(request) else "." for request in requests)
        for model, one in admin.site._registry.items()
    }
    assert found == EXPECTED


def test_press_finds_no_gate_no_letters_words_and_no_addresses_of_people(team, client):
    client.force_login(team[ROLES.index(Role.PRESS)])
    closed = ["delegations_scan", "delegations_checkpoint", "delegations_lettertemplate", "forum_person"]
    front = client.get("/admin/").text
    for name in closed:
        address = reverse(f"admin:{name}_changelist")
        assert client.get(address).status_code == 403
        assert address not in front
    assert reverse("admin:forum_session_changelist") in front
