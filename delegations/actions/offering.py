"""The waiting list of a delegation moves on: offers that ran out lapse, places that are free are offered.

Whoever was first in line comes first, among those whose category a free place is open to; nobody waits behind somebody
for whom there is none. The waiting list comes before new names and before those who have an overflow pass.
"""

from datetime import timedelta

from core import workflow
from delegations import notices, phases, places
from delegations.models import Delegation, WaitingEntry, WaitingStatus


def settle(delegation: Delegation, *, now) -> None:
    """Bring the list to where it stands at ``now``. ``delegation``: as ``phases.locked`` gave it, its row held.

    After the date by which names are due no place is offered: it is the desk's then to give.
    """
    in_line = list(WaitingEntry.objects.in_line().filter(delegation=delegation))
    for entry in in_line:
        if entry.status == WaitingStatus.OFFERED and entry.offer_ends_at <= now:
            workflow.move(entry, WaitingStatus.LAPSED, by=None, now=now)
    waiting = [entry for entry in in_line if entry.status == WaitingStatus.WAITING]
    ends_at = _end_of_an_offer(delegation, now) if waiting else None
    if ends_at is not None:
        _offer(delegation, waiting, ends_at=ends_at, now=now)


def end(delegation: Delegation, *, by, now) -> None:
    """Nobody waits any more for a place of a delegation that does not come, or is closed."""
    in_line = WaitingEntry.objects.in_line().filter(delegation=delegation)
    workflow.move_all(in_line, WaitingStatus.WITHDRAWN, by=by, now=now)


def _end_of_an_offer(delegation, now):
    """When an offer made now ends: at the latest when names are due. None where none can be made."""
    if delegation.edition.is_archived or delegation.status not in phases.TAKES_REGISTRATIONS:
        return None
    terms = phases.terms_of(delegation.edition)
    ends_at, closes_at = now + timedelta(hours=terms.offer_hours), terms.nominations_close_at
    if closes_at is None:
        return ends_at
    return min(ends_at, closes_at) if now < closes_at else None


def _offer(delegation, waiting, *, ends_at, now):
    standing = places.of(delegation, now=now)
    for entry in waiting:
        if not standing.left:
            return
        if standing.categories[entry.category].left:
            change = workflow.move(entry, WaitingStatus.OFFERED, by=None, now=now, offer_ends_at=ends_at)
            notices.place_offered(entry, change, now=now)
            standing = places.of(delegation, now=now)
