"""The one writer of a status: legal steps only, one winner, a record of each."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from core import workflow
from core.errors import IllegalTransition, Stale
from core.models import StatusChange
from forum.models import Session, SessionStatus
from forum.models.session import TRANSITIONS
from tests import lifecycles

THREADS = 8


@pytest.fixture
def session(edition):
    return Session.objects.create(edition=edition, title="Sample session", reported_on=edition.starts_on)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(SessionStatus, TRANSITIONS))
def test_move_refuses_every_step_outside_the_table(session, before, after):
    lifecycles.assert_refused(session, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
def test_move_takes_every_step_of_the_table(session, before, after):
    lifecycles.assert_allowed(session, before, after)


def test_move_records_who_when_and_why(session, organiser):
    given = workflow.move(session, SessionStatus.SCHEDULED, by=organiser, now=lifecycles.NOW, reason="Agreed.")

    [kept] = StatusChange.objects.of(session)
    assert kept == given
    assert (kept.thing, kept.before, kept.after) == (session, "draft", "scheduled")
    assert (kept.actor, kept.reason, kept.happened_at) == (organiser, "Agreed.", lifecycles.NOW)


def test_move_by_the_clock_has_no_actor(session):
    assert workflow.move(session, SessionStatus.SCHEDULED, by=None, now=lifecycles.NOW).actor is None


def test_move_writes_the_facts_of_the_step_with_it(session):
    workflow.move(session, SessionStatus.SCHEDULED, by=None, now=lifecycles.NOW, version=2)

    assert session.version == 2
    session.refresh_from_db()
    assert (session.status, session.version) == ("scheduled", 2)


def test_move_of_a_copy_that_is_behind_is_stale_and_learns_the_truth(session):
    behind = Session.objects.get(pk=session.pk)
    workflow.move(session, SessionStatus.CANCELLED, by=None, now=lifecycles.NOW)

    with pytest.raises(Stale) as refusal:
        workflow.move(behind, SessionStatus.SCHEDULED, by=None, now=lifecycles.NOW)

    assert behind.status == "cancelled"
    assert refusal.value.facts == {"status": "cancelled"}
    assert StatusChange.objects.of(session).count() == 1


def test_refusal_says_in_words_what_stands_in_the_way(session):
    with pytest.raises(IllegalTransition) as refusal:
        workflow.move(session, SessionStatus.DONE, by=None, now=lifecycles.NOW)

    assert str(refusal.value) == "Sample session is draft and cannot become done."
    assert refusal.value.facts == {"status": "draft", "wanted": "done"}


def test_can_asks_without_moving(session):
    assert workflow.can(session, SessionStatus.SCHEDULED)
    assert not workflow.can(session, SessionStatus.DONE)
    assert session.status == SessionStatus.DRAFT


@pytest.mark.django_db(transaction=True)
def test_eight_threads_that_move_one_row_have_one_winner(edition):
    session = Session.objects.create(edition=edition, title="Sample session", reported_on=edition.starts_on)
    start = threading.Barrier(THREADS)

    def run(_number):
        own = Session.objects.get(pk=session.pk)
        start.wait()
        try:
            workflow.move(own, SessionStatus.SCHEDULED, by=None, now=lifecycles.NOW)
        except Stale:
            return "stale"
        else:
            return "moved"
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = sorted(pool.map(run, range(THREADS)))

    assert outcomes == ["moved", *["stale"] * (THREADS - 1)]
    assert StatusChange.objects.of(session).count() == 1
