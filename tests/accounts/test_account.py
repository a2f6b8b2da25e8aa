"""The own account: profile, language, devices."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client

from accounts.actions import profile, users
from accounts.models import User
from accounts.templatetags.devices import device
from core.errors import InvalidInput


def test_profile_is_saved_and_its_language_applies_at_once(client, delegate):
    client.force_login(delegate)

    answer = client.post("/account/", {"name": "Sample Delegate", "language": "ur", "timezone": "Asia/Dubai"})

    delegate.refresh_from_db()
    assert answer.url == "/account/"
    assert (delegate.name, delegate.language, delegate.timezone) == ("Sample Delegate", "ur", "Asia/Dubai")
    assert '<html lang="ur" dir="rtl">' in client.get("/account/").content.decode()


def test_profile_with_an_unknown_zone_names_the_field_and_changes_nothing(client, delegate):
    client.force_login(delegate)

    page = client.post("/account/", {"name": "Other", "language": "en", "timezone": "Asia/Nowhere"}).content.decode()

    delegate.refresh_from_db()
    assert "There is no such time zone" in page
    assert 'value="Asia/Nowhere"' in page
    assert delegate.name == "Sample Delegate 1"


def test_profile_refuses_a_language_that_is_not_offered(delegate):
    with pytest.raises(InvalidInput) as refusal:
        profile.change(delegate, name="", language="xx", timezone="")
    assert refusal.value.field == "language"


def test_account_is_for_the_signed_in(client, db):
    answer = client.get("/account/")

    assert answer.url == "/accounts/login/?next=/account/"


def test_language_of_mails_alone_is_not_lost_to_that_of_a_page(client, delegate):
    client.force_login(delegate)
    client.post("/account/", {"name": "Sample Delegate", "language": "ar", "timezone": ""})
    client.post("/i18n/setlang/", {"language": "ur", "next": "/account/"})
    delegate.refresh_from_db()
    assert delegate.language == "ar"
    page = client.get("/account/").content.decode()
    assert '<html lang="ur"' in page
    assert '<option value="ar" selected>' in page


def test_switching_the_language_is_kept_with_the_user(client, delegate):
    client.force_login(delegate)

    client.post("/i18n/setlang/", {"language": "ur", "next": "/account/"})

    delegate.refresh_from_db()
    assert delegate.language == "ur"


def test_after_signing_in_the_pages_speak_the_users_language(client, delegate, sign_in_by_code):
    User.objects.filter(pk=delegate.pk).update(language="ur")

    sign_in_by_code(client, delegate)

    assert client.cookies["django_language"].value == "ur"
    assert '<html lang="ur" dir="rtl">' in client.get("/account/").content.decode()


def test_a_device_is_signed_out_from_another(client, delegate, sign_in_by_code):
    sign_in_by_code(client, delegate)
    here = Client()
    sign_in_by_code(here, delegate)
    there = UserSession.objects.get(session_key=client.session.session_key)

    here.post(f"/account/sessions/{there.pk}/end/")

    assert client.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200


def test_nobody_signs_out_the_device_of_another(client, delegate, organiser, sign_in_by_code):
    sign_in_by_code(client, delegate)
    session = UserSession.objects.get(user=delegate)
    other = Client()
    other.force_login(organiser)

    assert other.post(f"/account/sessions/{session.pk}/end/").status_code == 404
    assert client.get("/account/").status_code == 200


def test_another_address_takes_the_place_of_the_old_one_and_its_devices(client, delegate, sign_in_by_code):
    sign_in_by_code(client, delegate)

    users.change_address(delegate, "Sample.Other@majlis.example")

    assert delegate.email == "sample.other@majlis.example"
    known = EmailAddress.objects.filter(user=delegate).values_list("email", "primary", "verified")
    assert list(known) == [("sample.other@majlis.example", True, False)]
    assert client.get("/account/").status_code == 302


def test_address_of_another_user_is_refused(delegate, organiser):
    with pytest.raises(InvalidInput) as refusal:
        users.change_address(delegate, organiser.email.upper())
    assert refusal.value.field == "email"


def test_closed_account_is_signed_out_everywhere(client, delegate, sign_in_by_code):
    sign_in_by_code(client, delegate)

    users.close(delegate)

    assert client.get("/account/").status_code == 302


def test_user_of_an_address_is_made_once_whatever_the_case(db):
    first = users.of_address("Sample.Mission@majlis.example", name="Sample Mission")

    assert users.of_address("sample.mission@MAJLIS.example") == first
    assert User.objects.count() == 1


def test_device_is_named_in_two_words():
    assert device("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537 Chrome/126.0 Mobile Safari/537") == "Chrome, Android"
    assert device("majlis-app/1.0") == "majlis-app/1.0"
    assert device("") == "unknown"
