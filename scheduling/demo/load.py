"""The one entrance: the samples of every topic, whatever is missing of them, all or nothing."""

from django.db import transaction
from django.utils.translation import override

from forum.models import Edition
from scheduling.demo import (
    badges,
    broadcasts,
    clearance,
    days,
    delegations,
    erasures,
    gates,
    guest_lists,
    late_changes,
    letters,
    meetings,
    reminders,
    request_terms,
    users,
    ways_in,
)

PARTS = [
    ("users", users.load),
    ("delegations", delegations.load),
    ("badges", badges.load),
    ("clearance", clearance.load),
    ("letters", letters.load),
    ("guest lists", guest_lists.load),
    ("gates", gates.load),
    ("reminder rules", reminders.load),
    ("meetings", meetings.load),
    ("terms of requests", request_terms.load),
    ("days ahead", days.load),
    ("ways in", ways_in.load),
    ("late changes", late_changes.load),
    ("broadcasts", broadcasts.load),
    ("erasures", erasures.load),
]


def load(edition: Edition) -> dict[str, int]:
    """Make what is missing of the samples in ``edition``; gives how many of each topic were made."""
    with transaction.atomic(), override("en"):
        return {topic: part(edition) for topic, part in PARTS}
