"""What one round over every address showed: nothing falls over, all see what is theirs, reading changes nothing."""

import pytest
from django.db import transaction

from tests.walk.matrix import SIGNS, expected
from tests.walk.round import ACTORS, walk
from tests.walk.stage import NAMED

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("walk")]

WHOLE_TEAM = {"draft", "memorandum", "open", NAMED}
MAY_READ = {
    "stranger": {"open"},
    "delegate A": {"open", "participants", "restricted", "hidden", NAMED},
    "focal A": {"open", "participants", "restricted", NAMED},
    "focal B": {"open"},
    "focal H": {"open", "participants", "restricted", NAMED},
    "organiser": WHOLE_TEAM | {"participants", "restricted", "hidden"},
    "meetings": WHOLE_TEAM | {"participants", "restricted"},
    "protocol": WHOLE_TEAM | {"participants", "restricted"},
    "programme": WHOLE_TEAM,
    "accreditation": WHOLE_TEAM,
    "press": WHOLE_TEAM,
    "gate": WHOLE_TEAM,
    "viewer": WHOLE_TEAM,
    "agency": {"open"},
}
"""The secrets that each actor may meet on any page; an open meeting is one only for nobody in particular."""


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        found = walk()
        transaction.set_rollback(True)
    return found


def test_no_address_answers_with_an_error_of_ours(walked):
    assert {asked: status for asked, status in walked.answers.items() if status >= 500} == {}


def test_everybody_is_answered_as_the_matrix_says(walked):
    found = {}
    for (method, address), signs in expected().items():
        asked = {actor: walked.answers.get((method, address, actor)) for actor in ACTORS}
        got = {actor: SIGNS.get(status, "?!") for actor, status in asked.items() if status}
        said = dict(zip(ACTORS, signs, strict=True))
        if not got or got.items() - said.items():
            found[method, address] = f"{got} and not {said}"
    assert found == {}


def test_every_address_of_an_edition_stands_in_the_matrix(walked):
    asked = {
        (method, address) for method, address, actor in walked.answers if actor == "stranger" and "?" not in address
    }
    assert asked - set(expected()) - set(walked.besides) == set(), "write a row for it in tests/walk/matrix.py"


def test_nobody_reads_what_is_not_theirs(walked):
    found = {
        (actor, secret): where
        for actor, seen in walked.seen.items()
        for secret, where in seen.items()
        if secret not in MAY_READ.get(actor, set())
    }
    assert found == {}


def test_secrets_were_there_to_be_read(walked):
    assert set(walked.seen["organiser"]) >= MAY_READ["organiser"] - {"memorandum"}
    assert set(walked.seen["delegate A"]) == MAY_READ["delegate A"]
    assert set(walked.seen["focal A"]) == MAY_READ["focal A"]
    assert set(walked.seen["stranger"]) == MAY_READ["stranger"]


def test_reading_changes_nothing(walked):
    grown = {table for table, count in walked.rows_after.items() if count != walked.rows_before[table]}
    assert grown == set()
