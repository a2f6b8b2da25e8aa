"""The list of serials that no longer open anything: it only grows, and gates fetch what is new in it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from core import turns
from core.turns import Turn
from delegations.models import BadgeRevocation
from forum.models import Edition


def add(edition: Edition, serials: Iterable[int], *, now: datetime) -> None:
    """Put ``serials`` on the list; those on it already stay as they are. Inside a transaction.

    One transaction at a time appends to an edition's list and keeps the lock until its commit: a sequence would let
    a later number be seen before an earlier one, and a gate that asked in between would never learn of that. Lock
    whatever else is changed before calling this.
    """
    turns.wait(Turn.REVOCATIONS, edition.pk)
    rows = BadgeRevocation.objects.filter(edition=edition)
    known = set(rows.filter(serial__in=(serials := list(serials))).values_list("serial", flat=True))
    last = _last(rows)
    BadgeRevocation.objects.bulk_create(
        BadgeRevocation(edition=edition, version=version, serial=serial, revoked_at=now)
        for version, serial in enumerate((one for one in dict.fromkeys(serials) if one not in known), start=last + 1)
    )


def since(edition: Edition, version: int) -> tuple[int, list[int]]:
    """The list's version now, and the serials that came after ``version`` (0: all of them)."""
    rows = BadgeRevocation.objects.filter(edition=edition, version__gt=version).order_by("version")
    found = list(rows.values_list("version", "serial"))
    # Nothing new: the version stays. Asking for the highest apart could name one that the first answer missed.
    return (found[-1][0] if found else version), [serial for _version, serial in found]


def includes(edition: Edition, serial: int) -> bool:
    return BadgeRevocation.objects.filter(edition=edition, serial=serial).exists()


def _last(rows):
    return rows.aggregate(last=Max("version"))["last"] or 0
