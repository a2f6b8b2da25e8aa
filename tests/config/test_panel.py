"""The panel as a whole: every screen asks roles, stands in the menu, and opens."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from config.admin_site import MENU
from forum.admin.base import RoleAdmin
from forum.models import Edition, Role, TeamMember
from notifications.models import Message

SCREENS = sorted(model._meta.label_lower for model in admin.site._registry)


def screen(label):
    return next(one for model, one in admin.site._registry.items() if model._meta.label_lower == label)


@pytest.mark.parametrize("label", SCREENS)
def test_every_screen_asks_roles(label):
    assert isinstance(screen(label), RoleAdmin) or label == "notifications.message"


@pytest.mark.parametrize("label", SCREENS)
def test_every_screen_stands_in_the_menu(label):
    assert label in {entry for _title, entries in MENU for entry, _icon in entries}


@pytest.mark.parametrize("label", SCREENS)
def test_every_list_opens_for_a_superuser_and_is_searched(client, edition, label):
    client.force_login(User.objects.create_superuser("root@majlis.example"))
    address = reverse(f"admin:{label.replace('.', '_')}_changelist")

    assert client.get(address).status_code == 200
    assert client.get(address, {"q": "sample"}).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role != Role.GATE])
def test_front_of_the_panel_opens_for_every_role_but_the_gate(client, edition, role):
    user = User.objects.create_user("sample@majlis.example")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    client.force_login(user)

    assert client.get("/admin/").status_code == 200


def test_outbox_shows_an_organiser_the_mails_of_the_own_edition(client, edition, organiser):
    Edition.objects.create(
        slug="other", name="Other", short_name="O", starts_on=dt.date(2026, 4, 8), ends_on=dt.date(2026, 4, 9)
    )
    at = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)
    for slug in ("pmif25", "other"):
        told = {"kind": "sample", "about": f"sample:{slug}", "email": f"{slug}@majlis.example", "edition": slug}
        Message.objects.create(**told, created_at=at, due_at=at, attempt_at=at)
    client.force_login(organiser)

    page = client.get(reverse("admin:notifications_message_changelist")).content.decode()

    assert "pmif25@majlis.example" in page
    assert reverse("admin:notifications_message_changelist") in client.get("/admin/").content.decode()
    assert "other@majlis.example" not in page


def test_outbox_is_closed_to_other_roles(client, edition):
    user = User.objects.create_user("sample@majlis.example")
    TeamMember.objects.create(edition=edition, user=user, role=Role.VIEWER)
    client.force_login(user)

    assert client.get(reverse("admin:notifications_message_changelist")).status_code == 403
