"""One question for objects: a rule that nobody named is a mistake, what one may not see does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from core import access
from core.fields import ALPHABET, LENGTH, new_public_id
from forum.models import Session


def test_rule_that_nobody_named_is_a_mistake(organiser):
    with pytest.raises(KeyError):
        access.allows(organiser, "edit_programm")


def test_what_one_may_not_see_does_not_exist(edition):
    draft = Session.objects.create(edition=edition, title="Sample draft")

    with pytest.raises(Http404):
        access.require(AnonymousUser(), "view_session", draft)


def test_what_one_may_not_do_is_denied(edition):
    with pytest.raises(PermissionDenied):
        access.require(AnonymousUser(), "edit_programme", edition)


def test_what_one_may_do_passes(edition, organiser):
    access.require(organiser, "edit_programme", edition)


def test_public_ids_are_long_unlike_and_readable_aloud():
    made = {new_public_id() for _each in range(1000)}

    assert len(made) == 1000
    assert all(len(one) == LENGTH and set(one) <= set(ALPHABET) for one in made)
    assert not set("01lio") & set(ALPHABET)
