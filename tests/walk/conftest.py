"""The stage of the walk, and its actors at their browsers."""

from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.walk import stage as stages


@pytest.fixture
def stage(db):
    cache.clear()
    return stages.build()


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
