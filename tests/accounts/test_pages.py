"""Every page of the door and of the own account stands in the house's frame, in both directions."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.models import User

OUTSIDE = ["login/", "login/code/", "signup/", "password/reset/", "inactive/", "logout/"]
INSIDE = [
    "email/",
    "password/set/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "sessions/",
    "logout/",
]
PROVEN = ["2fa/", "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"]


def look(client, path, language):
    client.cookies["django_language"] = language
    answer = client.get(f"/accounts/{path}", follow=True)
    page = answer.content.decode()
    direction = "rtl" if language == "ur" else "ltr"
    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="{direction}">' in page
    assert 'class="site-header"' in page
    assert 'class="site-footer"' in page
    assert "style=" not in page
    assert "<style" not in page
    assert page.count("<h1") == 1 or path == "logout/"
    return page


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("path", OUTSIDE)
def test_page_at_the_door(client, db, path, language):
    look(client, path, language)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_page_that_waits_for_the_code(client, delegate, language):
    client.post("/accounts/login/code/", {"email": delegate.email})

    assert delegate.email in look(client, "login/code/confirm/", language)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_page_that_waits_for_the_second_factor(client, delegate, sign_in_by_code, language):
    TOTP.activate(delegate, generate_totp_secret())
    sign_in_by_code(client, delegate)

    look(client, "2fa/authenticate/", language)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("path", INSIDE)
def test_page_of_the_account(client, delegate, sign_in_by_code, path, language):
    sign_in_by_code(client, delegate)

    look(client, path, language)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("path", PROVEN)
def test_page_of_an_account_with_a_second_factor(client, delegate, sign_in_by_code, path, language):
    sign_in_by_code(client, delegate)
    TOTP.activate(delegate, generate_totp_secret())
    RecoveryCodes.activate(delegate)

    look(client, path, language)


@pytest.mark.parametrize("language", ["en", "ur"])
def test_page_that_asks_for_the_password_again(client, delegate, language):
    delegate.set_password("a sample pass phrase")
    delegate.save()
    client.force_login(User.objects.get(pk=delegate.pk))

    look(client, "2fa/totp/activate/", language)
