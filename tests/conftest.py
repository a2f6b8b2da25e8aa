"""The few nouns that most tests need."""

import datetime as dt
import gc
import os
import subprocess
import sys

import pytest
from django.http.response import HttpResponseBase
from django.test import Client, override_settings
from django.utils import timezone, translation

from accounts.models import User
from forum.models import Edition, Role, Room, TeamMember, Venue
from tests import flushing, template

gc.disable()  # until all tests are collected: what is imported stays


def pytest_xdist_setupnodes():
    """Several test processes copy one database, made while they look for their tests."""
    os.spawnv(os.P_NOWAIT, sys.executable, [sys.executable, "-m", "tests.template"])


def pytest_collection_modifyitems(items):
    """The long tests of the walk begin first: at the end one process would be alone with them."""
    items.sort(key=lambda item: "tests/walk/" not in item.nodeid)


def pytest_collection_finish():
    """Thousands of collected tests are looked through for garbage no more: a tenth of the whole run was that."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def answers_that_let_go():
    """The test client ties each response to itself (``response.json``), so that it stays, with all that its templates
    had, until garbage is looked for: a sixth of all processor time. Here it goes with its last reader.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", _request_untied(Client.request))
        patch.setattr(HttpResponseBase, "json", lambda self: self.client._parse_json(self), raising=False)
        yield


def _request_untied(request):
    def untied(self, **how):
        response = request(self, **how)
        del response.json
        return response

    return untied


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, request):
    """Each run begins with a fresh copy: what a killed run or an older checkout left behind is never met again."""
    if not hasattr(request.config, "workerinput"):
        subprocess.run([sys.executable, "-m", "tests.template"], check=True)
    name = f"test_majlis_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    with django_db_blocker.unblock():
        template.wait()
        template.copy_to(name)
        flushing.empties_what_is_filled()


@pytest.fixture(scope="session", autouse=True)
def private_files(tmp_path_factory):
    """What is kept encrypted goes with the test run."""
    with override_settings(PRIVATE_ROOT=tmp_path_factory.mktemp("private")):
        yield


@pytest.fixture(autouse=True)
def plain_words():
    """Every test starts in English and UTC, whatever page an earlier one asked for in Urdu."""
    translation.activate("en")
    timezone.deactivate()


@pytest.fixture
def edition(db):
    return Edition.objects.create(
        slug="pmif25",
        name="Pakistan Minerals Investment Forum 2025",
        short_name="PMIF25",
        starts_on=dt.date(2025, 4, 8),
        ends_on=dt.date(2025, 4, 9),
        timezone="Asia/Karachi",
        city="Islamabad",
        country="PK",
        contact_email="forum@majlis.example",
    )


@pytest.fixture
def room(edition):
    venue = Venue.objects.create(edition=edition, name="Jinnah Convention Centre", is_main=True)
    return Room.objects.create(venue=venue, name="Committee Room 1", capacity=20)


@pytest.fixture
def organiser(edition):
    user = User.objects.create_user("organiser@majlis.example", name="Sample Organiser", is_staff=True)
    TeamMember.objects.create(edition=edition, user=user, role=Role.ORGANISER)
    return user
