"""History rows know the user of the request, by cookie and by token, and nobody where nobody acted."""

import pytest
from allauth.headless.tokens.strategies.sessions import SessionTokenStrategy
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from forum.models import Person

pytestmark = [pytest.mark.urls("tests.probe"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person(organiser):
    return Person.objects.create(name="Sample Organiser", user=organiser)


def contexts(person):
    """The metadata of the history rows that requests wrote."""
    rows = person.events.filter(pgh_context__isnull=False).order_by("pgh_id")
    return [row.pgh_context.metadata for row in rows]


@pytest.fixture
def token(organiser):
    request = RequestFactory().post("/")
    request.session = SessionStore()
    login(request, organiser, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    return SessionTokenStrategy().create_session_token(request)


def test_change_by_session_cookie_carries_the_user(client, person, organiser):
    client.force_login(organiser)
    client.post("/probe/whoami/")

    assert contexts(person) == [{"user": organiser.pk, "url": "/probe/whoami/"}]


def test_change_by_token_carries_the_user(client, person, organiser, token):
    client.post("/probe/whoami/", headers={"X-Session-Token": token})

    assert contexts(person) == [{"user": organiser.pk, "url": "/probe/whoami/"}]


def test_change_by_a_page_carries_the_user(client, person, organiser):
    client.force_login(organiser)
    client.post("/probe/touch/")

    assert contexts(person) == [{"user": organiser.pk, "url": "/probe/touch/"}]


def test_change_outside_a_request_has_no_context(person):
    Person.objects.filter(pk=person.pk).update(position="Changed by the clock")

    assert person.events.count() == 2
    assert contexts(person) == []
