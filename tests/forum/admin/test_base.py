"""The panel's rows and rights follow the roles in each edition."""

import datetime as dt

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from accounts.models import User
from forum.admin.base import RoleAdmin
from forum.models import Edition, Person, Role, Room, Session, TeamMember, Venue


class RoomScreen(RoleAdmin):
    edition_path = "venue__edition"
    edit_rule = "edit_venue"


class SessionScreen(RoleAdmin):
    view_roles = frozenset({Role.ORGANISER, Role.PROGRAMME, Role.PRESS})
    edit_rule = "edit_programme"
    may_delete = True


class EditionScreen(RoleAdmin):
    edition_path = "pk"
    edit_rule = "edit_edition"
    edits_archived = True


class PersonScreen(RoleAdmin):
    edition_path = ""
    edit_rule = "edit_programme"


@pytest.fixture
def other_edition(db):
    return Edition.objects.create(
        slug="other", name="Other", short_name="OTHER", starts_on=dt.date(2026, 4, 8), ends_on=dt.date(2026, 4, 9)
    )


@pytest.fixture
def rooms(room, other_edition):
    venue = Venue.objects.create(edition=other_edition, name="Elsewhere")
    return room, Room.objects.create(venue=venue, name="Other room", capacity=5)


def member(edition, role):
    user = User.objects.create_user(f"{role}.{edition.slug}@majlis.example")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    return user


def asked_by(user, method="get"):
    request = getattr(RequestFactory(), method)("/admin/")
    request.user = user
    return request


def test_list_shows_the_rows_of_the_users_own_editions(edition, rooms):
    own, _other = rooms
    screen = RoomScreen(Room, admin.site)

    assert list(screen.get_queryset(asked_by(member(edition, Role.VIEWER)))) == [own]


def test_superuser_sees_all(rooms):
    root = User.objects.create_superuser("root@majlis.example")

    assert set(RoomScreen(Room, admin.site).get_queryset(asked_by(root))) == set(rooms)


def test_drafts_that_the_model_hides_stay_hidden_in_other_editions(edition, other_edition):
    draft = Session.objects.create(edition=edition, title="Sample draft")
    Session.objects.create(edition=other_edition, title="Public elsewhere", status="done")
    screen = SessionScreen(Session, admin.site)

    assert list(screen.get_queryset(asked_by(member(edition, Role.PROGRAMME)))) == [draft]


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.ORGANISER, (True, True, True, True)),
        (Role.PROGRAMME, (True, True, True, True)),
        (Role.PRESS, (True, False, False, False)),
        (Role.MEETINGS, (False, False, False, False)),
        (Role.GATE, (False, False, False, False)),
    ],
)
def test_rights_follow_the_role_and_the_screens_rule(edition, role, rights):
    session = Session.objects.create(edition=edition, title="Sample draft")
    screen, request = SessionScreen(Session, admin.site), asked_by(member(edition, role))

    for thing in (None, session):
        assert (
            screen.has_view_permission(request, thing),
            screen.has_change_permission(request, thing),
            screen.has_add_permission(request),
            screen.has_delete_permission(request, thing),
        ) == rights


def test_right_in_one_edition_is_none_in_another(edition, other_edition, rooms):
    own, other = rooms
    user = member(edition, Role.MEETINGS)
    TeamMember.objects.create(edition=other_edition, user=user, role=Role.VIEWER)
    screen, request = RoomScreen(Room, admin.site), asked_by(user)

    assert screen.has_change_permission(request, own)
    assert screen.has_view_permission(request, other)
    assert not screen.has_change_permission(request, other)


def test_row_cannot_be_moved_into_an_edition_where_one_may_not_edit(edition, other_edition, rooms):
    own, other = rooms
    user = member(edition, Role.MEETINGS)
    TeamMember.objects.create(edition=other_edition, user=user, role=Role.VIEWER)
    own.venue = other.venue

    with pytest.raises(PermissionDenied):
        RoomScreen(Room, admin.site).save_model(asked_by(user, "post"), own, None, change=True)

    own.refresh_from_db()
    assert own.venue.edition == edition


def test_nothing_is_deleted_unless_the_screen_says_so(edition, room):
    request = asked_by(member(edition, Role.ORGANISER))

    assert not RoomScreen(Room, admin.site).has_delete_permission(request, room)


def test_archived_edition_is_only_read_save_by_its_own_screen(edition, room):
    request = asked_by(member(edition, Role.ORGANISER))
    edition.is_archived = True
    edition.save()
    room.venue.edition = edition

    assert RoomScreen(Room, admin.site).has_view_permission(request, room)
    assert not RoomScreen(Room, admin.site).has_change_permission(request, room)
    assert EditionScreen(Edition, admin.site).has_change_permission(request, edition)


def test_reference_to_an_edition_offers_those_that_one_edits(edition, other_edition):
    user = member(edition, Role.PROGRAMME)
    TeamMember.objects.create(edition=other_edition, user=user, role=Role.VIEWER)
    screen = SessionScreen(Session, admin.site)

    offered = screen.choices_for(Session._meta.get_field("edition"), asked_by(user))

    assert list(offered) == [edition]


def test_what_has_no_edition_is_edited_by_who_holds_the_rule_anywhere(edition, other_edition):
    person = Person.objects.create(name="Sample Person")
    screen = PersonScreen(Person, admin.site)

    assert screen.has_change_permission(asked_by(member(edition, Role.PROGRAMME)), person)
    assert not screen.has_change_permission(asked_by(member(other_edition, Role.VIEWER)), person)


def test_rights_of_a_list_cost_the_same_at_one_row_and_at_three(edition, room, django_assert_num_queries):
    rooms = [room, *(Room.objects.create(venue=room.venue, name=f"Room {n}", capacity=9) for n in (2, 3))]
    screen, user = RoomScreen(Room, admin.site), member(edition, Role.MEETINGS)

    for asked in (rooms[:1], rooms):
        request = asked_by(user)
        with django_assert_num_queries(3):  # the user's editions, the rule, the roles
            assert all(screen.has_change_permission(request, one) for one in asked)
            assert screen.has_add_permission(request)
            assert all(screen.has_view_permission(request, one) for one in asked)


def test_provenance_is_shown_and_not_edited(edition, room):
    request = asked_by(member(edition, Role.MEETINGS))

    assert list(RoomScreen(Room, admin.site).get_readonly_fields(request, room)) == ["external_id", "sources"]
