"""The exhaustive test of a life cycle, made from its table.

Use::

    @pytest.mark.parametrize(("before", "after"), lifecycles.refused(SessionStatus, TRANSITIONS))
    def test_session_refuses_every_step_outside_the_table(session, before, after):
        lifecycles.assert_refused(session, before, after)

    @pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
    def test_session_takes_every_step_of_the_table(session, before, after):
        lifecycles.assert_allowed(session, before, after)

    def test_session_table_is_whole():
        lifecycles.assert_whole(SessionStatus, TRANSITIONS, start=SessionStatus.DRAFT)
"""

import datetime as dt
import itertools
from contextlib import contextmanager

import pytest

from core import workflow
from core.errors import IllegalTransition
from core.models import StatusChange

NOW = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)


def allowed(transitions):
    """Every step of the table, as pairs of values."""
    return sorted((str(before), str(after)) for before, afters in transitions.items() for after in afters)


def refused(statuses, transitions):
    """Every pair of statuses, staying put included, that is no step of the table."""
    legal = set(allowed(transitions))
    return [pair for pair in itertools.product(statuses.values, repeat=2) if pair not in legal]


def assert_whole(statuses, transitions, *, start):
    """The table speaks of every status and of nothing else, and each status can be reached from ``start``."""
    targets = set().union(*transitions.values()) if transitions else set()
    assert {str(one) for one in transitions} | {str(one) for one in targets} == set(statuses.values)
    reached, ahead = set(), {start}
    while ahead:
        reached |= ahead
        ahead = set().union(*(transitions.get(one, set()) for one in ahead)) - reached
    assert {str(one) for one in reached} == set(statuses.values)


def assert_allowed(thing, before, after):
    """The step is taken, stored and recorded once."""
    with _standing_at(thing, before):
        workflow.move(thing, after, by=None, now=NOW)
        thing.refresh_from_db()
        assert thing.status == after
        changes = StatusChange.objects.of(thing)
        assert [(change.before, change.after) for change in changes] == [(before, after)]


def assert_refused(thing, before, after):
    """The step is refused with IllegalTransition, and neither the row nor its record has changed."""
    with _standing_at(thing, before):
        with pytest.raises(IllegalTransition):
            workflow.move(thing, after, by=None, now=NOW)
        thing.refresh_from_db()
        assert thing.status == before
        assert not StatusChange.objects.of(thing).exists()


@contextmanager
def _standing_at(thing, status):
    """Put ``thing`` at ``status`` whatever the table says, and back: no commit takes what is placed and not booked."""
    first = thing.status
    _stand(thing, status)
    yield
    _stand(thing, first)


def _stand(thing, status):
    type(thing)._base_manager.filter(pk=thing.pk).update(status=status)
    StatusChange.objects.of(thing).delete()
    thing.status = status
