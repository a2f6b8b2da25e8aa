"""The usual rules, before the sample meetings are placed: their invitations carry the alarm."""

from forum.models import Edition
from scheduling.reminders import usual


def load(edition: Edition) -> int:
    """Write those of the usual rules that are missing; gives how many."""
    return len(usual.write(edition))
