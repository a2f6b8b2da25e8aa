"""The life cycle of a session, pair by pair."""

import pytest

from forum.models import SessionStatus
from forum.models.session import TRANSITIONS
from tests import lifecycles


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(SessionStatus, TRANSITIONS))
def test_session_refuses_every_step_outside_the_table(panel, before, after):
    lifecycles.assert_refused(panel, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
def test_session_takes_every_step_of_the_table(panel, before, after):
    lifecycles.assert_allowed(panel, before, after)


def test_session_table_is_whole():
    lifecycles.assert_whole(SessionStatus, TRANSITIONS, start=SessionStatus.DRAFT)
