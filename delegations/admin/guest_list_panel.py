"""What stands beside a guest list's facts: its clock, its versions and who knows them, how they differ, its names."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.timezone import now

from delegations import guest_list_notices, guest_list_words
from delegations import guest_lists as lists
from delegations.guest_list_words import ChangedWords
from delegations.guest_lists import Difference
from delegations.models import GuestList, GuestListVersion
from notifications.models import Message


@dataclass(frozen=True)
class Compared:
    """``after``: None where it is the list as it is now."""

    before: GuestListVersion
    after: GuestListVersion | None
    difference: Difference
    changes: list[ChangedWords]


def beside(guest_list: GuestList, given) -> dict:
    """``given``: the numbers of the versions to compare, as ``before`` and ``after`` of the address."""
    due, versions, drawn = lists.due_at(guest_list), _versions(guest_list), lists.entries_now(guest_list)
    told = _told(guest_list)
    return {
        "guest_list": guest_list,
        "versions": [(one, told[one.number], is_late(one, due)) for one in versions],
        "drawn": drawn,
        "since_last": _compared(versions[0], None, drawn) if versions else None,
        "compared": _chosen(versions, given),
        "amendments": guest_list.amendments.select_related("delegate__person", "made_by", "withdrawn_by"),
        "due_at": due,
        "is_overdue": bool(due and due < now() and not versions),
    }


def is_late(version: GuestListVersion, due) -> bool:
    """Whether it was frozen after the list was ``due``."""
    return bool(due and version.frozen_at > due)


def _versions(guest_list):
    rows = guest_list.versions.select_related("frozen_by").annotate(names=Count("entries"))
    return list(rows.order_by("-number").prefetch_related("acknowledgments__user"))


def _told(guest_list):
    """The mails about each version, by its number."""
    told = defaultdict(list)
    for one in Message.objects.filter(
        kind=guest_list_notices.KIND, about=guest_list_notices.about(guest_list)
    ).order_by("email"):
        told[one.version].append(one)
    return told


def _chosen(versions, given):
    """The two that were asked for, the older first; else the last two."""
    if len(versions) < 2:
        return None
    asked = (given.get("before"), given.get("after"))
    pair = [one for one in versions if str(one.number) in asked]
    if len(pair) != 2:
        pair = versions[:2]
    after, before = pair
    return _compared(before, after, after.entries.all())


def _compared(before, after, entries):
    difference = lists.difference(before.entries.all(), entries)
    return Compared(before, after, difference, guest_list_words.changes(difference))
