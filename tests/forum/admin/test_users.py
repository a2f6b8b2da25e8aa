"""The organisers' screens of accounts, and what every button of the panel does."""

import datetime as dt

import pytest

from accounts.models import User
from forum.models import Edition, Role, TeamMember


@pytest.fixture
def viewer(edition):
    user = User.objects.create_user("viewer@majlis.example", name="Sample Viewer")
    TeamMember.objects.create(edition=edition, user=user, role=Role.VIEWER)
    return user


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def address(user, verb):
    return f"/admin/accounts/user/{user.pk}/{verb}/"


def test_button_asks_before_it_acts(desk, viewer):
    page = desk.get(address(viewer, "close"))

    viewer.refresh_from_db()
    assert page.status_code == 200
    assert "The user is signed out everywhere" in page.content.decode()
    assert viewer.is_active


def test_button_acts_and_says_so(desk, viewer):
    answer = desk.post(address(viewer, "close"))
    page = desk.get(answer.url).content.decode()

    viewer.refresh_from_db()
    assert answer.url == address(viewer, "change")
    assert "The account is closed." in page
    assert not viewer.is_active


def test_button_that_the_state_does_not_allow_is_not_offered(desk, viewer):
    open_page = desk.get(address(viewer, "change")).content.decode()
    desk.post(address(viewer, "close"))
    closed_page = desk.get(address(viewer, "change")).content.decode()

    assert (address(viewer, "close") in open_page, address(viewer, "open_again") in open_page) == (True, False)
    assert (address(viewer, "close") in closed_page, address(viewer, "open_again") in closed_page) == (False, True)


def test_refused_input_stays_in_the_form_beside_its_sentence(desk, viewer, organiser):
    page = desk.post(address(viewer, "change_address"), {"email": organiser.email}).content.decode()

    viewer.refresh_from_db()
    assert "Another user signs in with this address." in page
    assert f'value="{organiser.email}"' in page
    assert viewer.email == "viewer@majlis.example"


def test_button_without_the_right_is_refused(client, viewer, organiser):
    client.force_login(viewer)

    assert client.get(address(organiser, "close"), follow=True).status_code in {403, 404}
    assert client.post(address(organiser, "close")).status_code in {403, 404}
    organiser.refresh_from_db()
    assert organiser.is_active


def test_organiser_has_no_say_over_a_superuser_or_a_colleague_elsewhere(desk):
    root = User.objects.create_superuser("root@majlis.example")
    elsewhere = Edition.objects.create(
        slug="other", name="Other", short_name="OTHER", starts_on=dt.date(2026, 4, 8), ends_on=dt.date(2026, 4, 9)
    )
    colleague = User.objects.create_user("colleague@majlis.example")
    TeamMember.objects.create(edition=elsewhere, user=colleague, role=Role.ORGANISER)

    for user in (root, colleague):
        assert desk.post(address(user, "change_address"), {"email": "mine@majlis.example"}).status_code == 403
        user.refresh_from_db()
        assert user.email != "mine@majlis.example"


def test_organiser_gives_a_role_in_the_own_edition(desk, edition, viewer):
    page = desk.get("/admin/forum/teammember/add/")
    desk.post("/admin/forum/teammember/add/", {"edition": edition.pk, "user": viewer.pk, "role": Role.GATE})

    assert page.status_code == 200
    assert TeamMember.objects.holds(viewer, edition, Role.GATE)


def test_menu_names_what_one_may_see(desk, client, viewer):
    organiser_menu = desk.get("/admin/").content.decode()
    client.force_login(viewer)
    viewer_menu = client.get("/admin/").content.decode()

    assert "/admin/accounts/user/" in organiser_menu
    assert "/admin/accounts/user/" not in viewer_menu


def test_list_of_users_asks_the_same_at_one_row_and_at_three(desk, viewer, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get("/admin/accounts/user/")
    for number in (1, 2, 3):
        User.objects.create_user(f"sample{number}@majlis.example")
    with django_assert_max_num_queries(len(few)):
        desk.get("/admin/accounts/user/")
