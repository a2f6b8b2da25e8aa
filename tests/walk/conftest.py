"""The stage of the walk, and its actors at their browsers."""

from contextlib import contextmanager
from copy import deepcopy

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.walk import stage as stages


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """The stage, built once for a module in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        cache.clear()
        yield stages.build()
        transaction.set_rollback(True)


@pytest.fixture
def stage(built, db):
    """As it was built: what another test wrote is taken back, and what it changed was its own copy."""
    cache.clear()
    return deepcopy(built)


@pytest.fixture
def as_(stage):
    return lambda actor, **how: client_of(stage, actor, **how)


def client_of(stage, actor, **how):
    """A client signed in as the actor; an error of a view comes back as the 500 that people would see."""
    made = Client(raise_request_exception=False, **how)
    if user := stage.actors[actor]:
        made.force_login(user)
    return made


@contextmanager
def undone():
    """Takes back what is written in the block, so that one request does not change what the next one meets."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
