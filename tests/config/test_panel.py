"""The panel as a whole: every screen asks roles, stands in the menu, and opens."""

import datetime as dt

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils.functional import Promise

from accounts.models import User
from config.admin_site import MENU
from forum.actions import sessions
from forum.admin.base import RoleAdmin
from forum.models import Edition, Role, Session, TeamMember
from forum.slots import Slot
from notifications.models import Message

TRANSLATED = ("forum.", "scheduling.", "delegations.delegate", "delegations.delegation")
UNSHOWN = {
    *(("StatusChange", name) for name in ("content_type", "actor")),  # for superusers alone
    *(("SecretReading", name) for name in ("person", "delegation")),  # the screen says whose in a column of its own
    ("Message", "recipient"),  # told by name and address
}
WITHIN = {"scheduling.planitem"}  # reached from its plan
SCREENS = sorted(model._meta.label_lower for model in admin.site._registry)


def screen(label):
    return next(one for model, one in admin.site._registry.items() if model._meta.label_lower == label)


@pytest.mark.parametrize("label", SCREENS)
def test_every_screen_asks_roles(label):
    assert isinstance(screen(label), RoleAdmin) or label == "notifications.message"


@pytest.mark.parametrize("label", SCREENS)
def test_every_screen_stands_in_the_menu(label):
    assert (label in {entry for _title, entries in MENU for entry, _icon in entries}) == (label not in WITHIN)


@pytest.mark.parametrize("label", SCREENS)
def test_every_field_has_a_name_that_can_be_translated(label):
    model = screen(label).model
    models = [model, *(inline.model for inline in screen(label).inlines)]
    fields = [one for each in models for one in (*each._meta.concrete_fields, *each._meta.many_to_many)]
    is_all = label.startswith(TRANSLATED)
    shown = [one for one in fields if (is_all or one.is_relation) and not one.primary_key]
    shown = [one for one in shown if one.related_model is not model and (model.__name__, one.name) not in UNSHOWN]

    assert [str(one) for one in shown if not isinstance(one.verbose_name, Promise)] == []


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


def something_of(model):
    """A row of the model, for the screens that a sample edition does not fill by itself."""
    at = {name: dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC) for name in ("created_at", "due_at", "attempt_at")}
    if model is Message:
        return Message.objects.create(
            kind="sample", about="sample:1", email="a@mission.example", edition="pmif25", **at
        )
    return model._base_manager.first()


@pytest.mark.parametrize("role", ["superuser", Role.ORGANISER, Role.VIEWER])
def test_screen_offers_to_save_only_what_can_be_written(client, edition, room, placed_session, role):
    user = User.objects.create_user("sample@majlis.example", is_superuser=role == "superuser")
    if role != "superuser":
        TeamMember.objects.create(edition=edition, user=user, role=role)
    client.force_login(user)
    looked_at = set()
    for model, one in admin.site._registry.items():
        row = something_of(model)
        address = row and reverse(f"admin:{one.opts.app_label}_{one.opts.model_name}_change", args=[row.pk])
        answer = client.get(address) if address else None
        if answer is None or answer.status_code != 200:
            continue
        is_written = bool(answer.context["adminform"].form.fields)
        offers = [name for name in ("_save", "_continue", "_addanother") if f'name="{name}"' in answer.text]
        assert bool(offers) == is_written, (address, offers)
        looked_at.add(model._meta.label_lower)
    assert "forum.session" in looked_at
    assert ("notifications.message" in looked_at) is (role != Role.VIEWER)


@pytest.fixture
def placed_session(edition, room):
    session = Session.objects.create(edition=edition, title="Sample panel")
    start = dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC)
    sessions.schedule(session, Slot(start, start + dt.timedelta(hours=1), room), by=None, now=start)
    return session


def test_booking_is_shown_on_the_clock_of_the_edition(client, edition, organiser, placed_session):
    client.force_login(organiser)
    booking = placed_session.booking
    page = client.get(reverse("admin:forum_booking_change", args=[booking.pk])).text
    assert "8 Apr 2025, 11:00–12:00 (Asia/Karachi)" in page
    assert "+00:00" not in page
