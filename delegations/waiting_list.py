"""Who stands where on a waiting list, by the clock."""

from collections.abc import Iterable
from dataclasses import dataclass

from delegations.models import WaitingEntry, WaitingStatus


@dataclass(frozen=True)
class Standing:
    """``position``: among those who wait for the same category, from 1. ``is_offered``: a place is held now."""

    entry: WaitingEntry
    position: int
    is_offered: bool
    has_run_out: bool


def numbered(entries: Iterable[WaitingEntry], *, now) -> list[Standing]:
    """``entries`` of one delegation that are in line, in their order, each with its position. Asks nothing."""
    counts: dict[str, int] = {}
    rows = []
    for entry in entries:
        counts[entry.category] = counts.get(entry.category, 0) + 1
        offered = entry.status == WaitingStatus.OFFERED
        is_held = offered and entry.offer_ends_at is not None and entry.offer_ends_at > now
        rows.append(Standing(entry, counts[entry.category], is_held, offered and not is_held))
    return rows
