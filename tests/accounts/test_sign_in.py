"""The door: by mailed code, by password, for nobody else."""

import pytest
from django.core import mail

from accounts.models import User


def test_mailed_code_signs_in_and_leads_to_where_one_wanted(client, delegate, sign_in_by_code):
    answer = sign_in_by_code(client, delegate, next="/account/")

    assert (answer.status_code, answer.url) == (302, "/account/")
    assert client.get("/account/").status_code == 200


def test_code_mail_is_text_and_page_in_our_layout(client, delegate, code_from_mail):
    client.post("/accounts/login/code/", {"email": delegate.email})

    [sent] = mail.outbox
    [(page, kind)] = sent.alternatives
    assert sent.to == [delegate.email]
    assert sent.subject == f"Your code to sign in: {code_from_mail()}"
    assert sent.body.startswith("Majlis\n\nYour code to sign in\n")
    assert kind == "text/html"
    assert code_from_mail() in page
    assert "border-top:5px solid #0b3628" in page


def test_code_mail_speaks_the_language_of_its_reader(client, delegate):
    User.objects.filter(pk=delegate.pk).update(language="ur")

    client.post("/accounts/login/code/", {"email": delegate.email})

    [(page, _kind)] = mail.outbox[0].alternatives
    assert '<html lang="ur" dir="rtl">' in page


def test_wrong_code_is_refused_and_the_third_ends_the_attempt(client, delegate, code_from_mail):
    client.post("/accounts/login/code/", {"email": delegate.email})

    first = client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
    client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
    client.post("/accounts/login/code/confirm/", {"code": "0000-0000"})
    late = client.post("/accounts/login/code/confirm/", {"code": code_from_mail()})

    assert "Incorrect code." in first.content.decode()
    assert late.status_code == 302
    assert client.get("/account/").status_code == 302


def test_code_is_good_once(client, client_of, delegate, sign_in_by_code, code_from_mail):
    sign_in_by_code(client, delegate)
    other = client_of()
    other.post("/accounts/login/code/", {"email": "stranger@elsewhere.example"})

    other.post("/accounts/login/code/confirm/", {"code": code_from_mail()})

    assert other.get("/account/").status_code == 302


def test_stranger_gets_the_same_page_and_no_mail(client, client_of, delegate):
    known = client.post("/accounts/login/code/", {"email": delegate.email}, follow=True)
    unknown = client_of().post("/accounts/login/code/", {"email": "sample.stranger@majlis.example"}, follow=True)

    assert [sent.to for sent in mail.outbox] == [[delegate.email]]
    assert known.status_code == unknown.status_code == 200
    assert known.redirect_chain == unknown.redirect_chain


def test_nobody_signs_up(client, db):
    page = client.get("/accounts/signup/")
    answer = client.post("/accounts/signup/", {"email": "sample.stranger@majlis.example"})

    assert "Accounts are by invitation" in page.content.decode()
    assert "Accounts are by invitation" in answer.content.decode()
    assert not User.objects.exists()


def test_password_signs_in_once_the_address_is_confirmed(client, client_of, delegate, sign_in_by_code):
    delegate.set_password("a sample pass phrase")
    delegate.save()
    sign_in_by_code(client, delegate)
    other = client_of()

    other.post("/accounts/login/", {"login": delegate.email, "password": "a sample pass phrase"})

    assert other.get("/account/").status_code == 200


def test_wrong_password_says_no_more_than_that(client, delegate):
    answers = [
        client.post("/accounts/login/", {"login": email, "password": "wrong"}).content.decode()
        for email in (delegate.email, "sample.stranger@majlis.example")
    ]

    assert all("The e-mail and the password do not belong together." in answer for answer in answers)


def test_closed_account_gets_no_code(client, delegate):
    User.objects.filter(pk=delegate.pk).update(is_active=False)

    client.post("/accounts/login/code/", {"email": delegate.email})

    assert mail.outbox == []


def test_fourth_code_within_a_minute_is_refused(client_of, delegate):
    for _again in range(3):
        client_of().post("/accounts/login/code/", {"email": delegate.email})

    answer = client_of().post("/accounts/login/code/", {"email": delegate.email})

    assert "Too many attempts." in answer.content.decode()
    assert len(mail.outbox) == 3


def test_silent_mail_server_is_a_sentence_and_no_error_page(client, delegate, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = client.post("/accounts/login/code/", {"email": delegate.email}, headers={"referer": "http://testserver/"})

    assert (answer.status_code, answer.url) == (302, "http://testserver/")
    page = client.get("/accounts/login/").content.decode()
    assert "The mail could not be sent just now." in page


def test_new_password_by_code(client, delegate, code_from_mail):
    client.post("/accounts/password/reset/", {"email": delegate.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_from_mail()})
    client.post(
        "/accounts/password/reset/complete/",
        {"password1": "another sample phrase", "password2": "another sample phrase"},
    )

    delegate.refresh_from_db()
    assert delegate.check_password("another sample phrase")


def test_door_opens_while_valkey_is_gone(client, delegate, sign_in_by_code, settings, tmp_path):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": f"unix://{tmp_path}/nobody-listens.sock"}}

    sign_in_by_code(client, delegate)

    assert client.get("/account/").status_code == 200


@pytest.fixture
def client_of():
    from django.test import Client

    return Client
