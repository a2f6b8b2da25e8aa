"""An app signs in: by code and by password, asks the API with its token, and is signed out."""

import pytest

from accounts.models import User

APP = "/_allauth/app/v1"

pytestmark = pytest.mark.urls("tests.probe")


def post(client, path, body=None, token=None, method="post"):
    headers = {"X-Session-Token": token} if token else {}
    return getattr(client, method)(f"{APP}/{path}", data=body or {}, content_type="application/json", headers=headers)


@pytest.fixture
def token_by_code(client, code_from_mail):
    def sign_in(user):
        asked = post(client, "auth/code/request", {"email": user.email})
        confirmed = post(
            client, "auth/code/confirm", {"code": code_from_mail()}, token=asked.json()["meta"]["session_token"]
        )
        assert (asked.status_code, confirmed.status_code) == (401, 200)
        return confirmed.json()["meta"]["session_token"]

    return sign_in


def whoami(client, token):
    return client.get("/probe/whoami/", headers={"X-Session-Token": token})


def test_app_signs_in_by_code_asks_and_signs_out(client, delegate, token_by_code):
    token = token_by_code(delegate)
    asked = whoami(client, token)

    gone = post(client, "auth/session", token=token, method="delete")
    after = whoami(client, token)

    assert (asked.status_code, asked.json()) == (200, {"email": delegate.email})
    assert gone.status_code == 401
    assert (after.status_code, after["Content-Type"]) == (401, "application/problem+json")
    assert after.json()["detail"] == "This sign-in is over. Sign in again."


def test_app_signs_in_by_password(client, delegate, token_by_code):
    delegate.set_password("a sample pass phrase")
    delegate.save()
    token_by_code(delegate)  # confirms the address

    answer = post(client, "auth/login", {"email": delegate.email, "password": "a sample pass phrase"})

    assert answer.status_code == 200
    assert whoami(client, answer.json()["meta"]["session_token"]).json() == {"email": delegate.email}


def test_wrong_code_gives_no_token(client, delegate):
    asked = post(client, "auth/code/request", {"email": delegate.email})

    answer = post(client, "auth/code/confirm", {"code": "0000-0000"}, token=asked.json()["meta"]["session_token"])

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "code"


def test_unfinished_sign_in_is_nobody(client, delegate):
    asked = post(client, "auth/code/request", {"email": delegate.email})

    assert whoami(client, asked.json()["meta"]["session_token"]).status_code == 401


def test_stranger_learns_nothing(client, delegate):
    known = post(client, "auth/code/request", {"email": delegate.email})
    unknown = post(client, "auth/code/request", {"email": "sample.stranger@majlis.example"})

    assert known.status_code == unknown.status_code == 401
    assert known.json()["data"] == unknown.json()["data"]


def test_invented_token_is_401(client, db):
    assert whoami(client, "invented").status_code == 401


def test_without_any_token_is_401_with_a_challenge(client, db):
    answer = client.get("/probe/whoami/")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'X-Session-Token realm="api"'


def test_nobody_signs_up_through_the_app(client, db):
    answer = post(
        client, "auth/signup", {"email": "sample.stranger@majlis.example", "password": "a sample pass phrase"}
    )

    assert answer.status_code == 403
    assert not User.objects.exists()


def test_session_cookie_without_csrf_token_changes_nothing(delegate):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(delegate)

    assert strict.get("/probe/whoami/").status_code == 200
    assert strict.post("/probe/whoami/").status_code == 403


def test_silent_mail_server_is_a_problem_document(client, delegate, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    answer = post(client, "auth/code/request", {"email": delegate.email})

    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["type"] == "urn:majlis:problem:mail"


def test_too_many_requests_are_slowed(client, delegate, monkeypatch):
    from rest_framework.throttling import AnonRateThrottle

    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min"})

    answers = [client.get("/probe/missing/") for _again in range(3)]

    assert [answer.status_code for answer in answers] == [404, 404, 429]
    assert int(answers[-1]["Retry-After"]) > 0
