"""The second factor: set up by the own hand, asked for at the door, needed for the admin panel."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value, yield_hotp_counters_from_time
from django.conf import settings as live
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.second_factor import SecondFactorAdapter


def number_for(secret):
    from allauth.mfa.totp.internal.auth import format_hotp_value

    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


@pytest.fixture
def standing_clock():
    """An app's number is good for its half minute only, and a test may begin at the end of one."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def test_base_settings_require_a_second_factor():
    from config.settings import sign_in

    assert sign_in.REQUIRE_SECOND_FACTOR
    assert not live.REQUIRE_SECOND_FACTOR  # the tests stand on the demo's settings


def test_organiser_without_one_is_sent_to_set_it_up(client, organiser, strict):
    client.force_login(organiser)

    answer = client.get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "The admin panel opens once you have set up a second factor." in answer.content.decode()


def test_organiser_with_one_enters(client, organiser, strict):
    TOTP.activate(organiser, generate_totp_secret())
    client.force_login(organiser)

    assert client.get("/admin/").status_code == 200


def test_recovery_codes_alone_open_nothing(client, organiser, strict):
    RecoveryCodes.activate(organiser)
    client.force_login(organiser)

    assert client.get("/admin/").status_code == 302


def test_superuser_needs_one_too(client, db, strict):
    client.force_login(User.objects.create_superuser("root@majlis.example"))

    assert client.get("/admin/").status_code == 302


def test_demo_opens_without_one(client, organiser):
    client.force_login(organiser)

    assert client.get("/admin/").status_code == 200


def test_code_alone_does_not_sign_in_who_has_one(standing_clock, client, delegate, sign_in_by_code):
    TOTP.activate(delegate, secret := generate_totp_secret())

    answer = sign_in_by_code(client, delegate)
    before = client.get("/account/").status_code
    client.post("/accounts/2fa/authenticate/", {"code": number_for(secret)})

    assert answer.url.startswith("/accounts/2fa/authenticate/")
    assert before == 302
    assert client.get("/account/").status_code == 200


def test_app_is_set_up_on_its_page(standing_clock, client, delegate, sign_in_by_code):
    sign_in_by_code(client, delegate)
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]

    client.post("/accounts/2fa/totp/activate/", {"code": number_for(secret)})

    assert Authenticator.objects.filter(user=delegate, type=Authenticator.Type.TOTP).exists()


def test_secret_is_not_readable_in_the_database(delegate):
    TOTP.activate(delegate, secret := generate_totp_secret())

    [row] = Authenticator.objects.filter(user=delegate)
    assert secret not in str(row.data)
    assert SecondFactorAdapter().decrypt(row.data["secret"]) == secret


def test_secret_survives_a_change_of_the_key(settings):
    written = SecondFactorAdapter().encrypt("sample secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new sample key of some length, for this test only"

    assert SecondFactorAdapter().decrypt(written) == "sample secret"


def test_stranger_is_sent_to_the_one_door(db):
    answer = Client().get("/admin/forum/", follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/admin/forum/"


def test_delegate_and_gate_do_not_enter(client, delegate, edition, strict):
    from forum.models import Role, TeamMember

    client.force_login(delegate)
    as_delegate = client.get("/admin/", follow=True).status_code
    TeamMember.objects.create(edition=edition, user=delegate, role=Role.GATE)
    as_gate = client.get("/admin/", follow=True).status_code

    assert (as_delegate, as_gate) == (403, 403)
