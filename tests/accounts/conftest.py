"""People at the door."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from accounts.models import User

CODE = re.compile(r"^\d{4}-\d{4}$", re.MULTILINE)


@pytest.fixture(autouse=True)
def fresh_limits():
    """Rate limits count from nothing in every test."""
    cache.clear()


@pytest.fixture
def delegate(db):
    return User.objects.create_user("sample.delegate@majlis.example", name="Sample Delegate 1")


@pytest.fixture
def code_from_mail():
    """The code in the latest mail."""

    def read():
        return CODE.search(mail.outbox[-1].body)[0]

    return read


@pytest.fixture
def sign_in_by_code(code_from_mail):
    """Walk through the door as a person does: address, mail, code."""

    def sign_in(client, user, **more):
        client.post("/accounts/login/code/", {"email": user.email, **more})
        return client.post("/accounts/login/code/confirm/", {"code": code_from_mail(), **more})

    return sign_in
