"""A token of the secretariat works on the API once its holder has a second factor, and not before."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache

from accounts.models import User
from forum.models import Edition, Role, TeamMember
from tests.accounts.conftest import CODE
from tests.accounts.test_second_factor import number_for, standing_clock  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

APP = "/_allauth/app/v1"
BASE = "/api/v1/pmif25/"


@pytest.fixture(autouse=True)
def strict(settings):
    cache.clear()
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def post(client):
    def send(path, body=None, token=None):
        headers = {"X-Session-Token": token} if token else {}
        return client.post(f"{APP}/{path}", data=body or {}, content_type="application/json", headers=headers).json()

    return send


@pytest.fixture
def by_code(post, mailoutbox):
    """Signs in by the mailed code alone; gives the token, and what the door then says."""

    def sign_in(user):
        asked = post("auth/code/request", {"email": user.email})
        code = CODE.search(mailoutbox[-1].body)[0]
        begun = asked["meta"]["session_token"]
        said = post("auth/code/confirm", {"code": code}, token=begun)
        return said["meta"].get("session_token", begun), said

    return sign_in


def ask(client, token, path="meetings/"):
    return client.get(BASE + path, headers={"X-Session-Token": token})


def refused(answer):
    return (answer.status_code, answer["Content-Type"], answer.json()["type"]) == (
        403,
        "application/problem+json",
        "urn:majlis:problem:second-factor-missing",
    )


@pytest.mark.parametrize("role", Role.values)
def test_member_of_the_team_without_one_is_told_to_set_it_up(client, edition, by_code, role):
    user = User.objects.create_user("sample@majlis.example")
    TeamMember.objects.create(edition=edition, user=user, role=role)

    token = by_code(user)[0]

    assert all(refused(ask(client, token, path)) for path in ("meetings/", "delegates/", "sessions/", "diary/", ""))
    assert "http://localhost:8000/accounts/2fa/" in ask(client, token).json()["detail"]


def test_change_is_refused_too(client, organiser, by_code):
    token = by_code(organiser)[0]

    answer = client.post(f"{BASE}meetings/unknown/cancel/", {}, headers={"X-Session-Token": token})

    assert refused(answer)


def test_second_factor_at_the_door_opens_the_api(client, organiser, by_code, post):
    TOTP.activate(organiser, secret := generate_totp_secret())
    halfway, said = by_code(organiser)

    before = ask(client, halfway).status_code
    done = post("auth/2fa/authenticate", {"code": number_for(secret)}, token=halfway)

    assert "mfa_authenticate" in {flow["id"] for flow in said["data"]["flows"]}
    assert before == 401
    assert ask(client, done["meta"]["session_token"]).status_code == 200


def test_one_set_up_by_the_app_opens_the_api(client, organiser, by_code, post):
    token = by_code(organiser)[0]
    asked = client.get(f"{APP}/account/authenticators/totp", headers={"X-Session-Token": token})

    post("account/authenticators/totp", {"code": number_for(asked.json()["meta"]["secret"])}, token=token)

    assert Authenticator.objects.filter(user=organiser, type=Authenticator.Type.TOTP).exists()
    assert ask(client, token).status_code == 200


def test_recovery_codes_alone_open_nothing(client, organiser):
    RecoveryCodes.activate(organiser)
    client.force_login(organiser)

    assert refused(client.get(f"{BASE}meetings/"))


def test_superuser_needs_one_too(client, edition):
    client.force_login(User.objects.create_superuser("root@majlis.example"))

    assert refused(client.get(f"{BASE}meetings/"))


def test_who_has_no_role_here_needs_none(client, edition, by_code):
    user = User.objects.create_user("sample@majlis.example")
    day = dt.date(2026, 4, 8)
    other = Edition.objects.create(slug="other", name="Other", short_name="O", starts_on=day, ends_on=day)
    TeamMember.objects.create(edition=other, user=user, role=Role.ORGANISER)

    token = by_code(user)[0]

    assert ask(client, token).status_code == 200
    assert refused(client.get("/api/v1/other/meetings/", headers={"X-Session-Token": token}))


def test_nobody_reads_what_is_public(client, edition):
    assert client.get(f"{BASE}sessions/").status_code == 200


def test_demo_asks_nobody_for_one(client, organiser, by_code, settings):
    settings.REQUIRE_SECOND_FACTOR = False

    assert ask(client, by_code(organiser)[0]).status_code == 200
