"""The guest list of a door: which version is out, what a phone is told of it, and who of some badges stands on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from delegations.admission import Standing
from delegations.models import Checkpoint, GuestListEntry, GuestListVersion


@dataclass(frozen=True)
class Frozen:
    """A version, and ``serials``: those of the badges in question that stand on it."""

    key: int
    public_id: str
    frozen_at: datetime
    serials: frozenset[int]


def versions(checkpoint: Checkpoint, serials: Collection[int]) -> list[Frozen] | None:
    """Those of the door's list, newest first, in one query; None, and no query, where it has none."""
    if checkpoint.guest_list_id is None:
        return None
    listed = GuestListEntry.objects.filter(version=OuterRef("pk"), serial__in=serials).order_by().values("serial")
    rows = GuestListVersion.objects.filter(guest_list=checkpoint.guest_list_id).order_by("-number")
    facts = rows.values_list("pk", "public_id", "frozen_at", ArraySubquery(listed))
    return [Frozen(key, public_id, frozen_at, frozenset(found or ())) for key, public_id, frozen_at, found in facts]


def standing(known: list[Frozen] | None, serial: int, *, at: datetime, held: str | None) -> Standing | None:
    """How a badge stands to the newest version. ``held``: what the device says it has; None for one without network,
    which is asked about the version that was out ``at`` its reading, and not whether it had it."""
    if known is None:
        return None
    out = next((version for version in known if held is not None or version.frozen_at <= at), None)
    if out is None:
        return Standing("", "", is_listed=False)
    return Standing(out.public_id if held is None else held, out.public_id, is_listed=serial in out.serials)


def key_of(known: list[Frozen] | None, public_id: str) -> int | None:
    """The key of the version that a device says it holds; None for one that is not among them."""
    return next((version.key for version in known or () if version.public_id == public_id), None)


def newest(checkpoint: Checkpoint) -> GuestListVersion | None:
    """The version that is out; None where none is frozen, and without a query where the door has no list."""
    if checkpoint.guest_list_id is None:
        return None
    return GuestListVersion.objects.filter(guest_list=checkpoint.guest_list_id).order_by("-number").first()


def held(checkpoint: Checkpoint, public_id: str, out: GuestListVersion | None) -> int | None:
    """The key of the version that a device says it holds; None for one that is not of its door's list."""
    if out is None or not public_id:
        return None
    if out.public_id == public_id:
        return out.pk
    # Compared here: what a phone sends may be what the database refuses as text.
    rows = GuestListVersion.objects.filter(guest_list=checkpoint.guest_list_id).order_by()
    return dict(rows.values_list("public_id", "pk")).get(public_id)


def facts(checkpoint: Checkpoint, out: GuestListVersion | None) -> dict | None:
    """What a phone shows of its door's list; None where the door has none. ``version``: empty where none is frozen."""
    if out is not None:
        return {"version": out.public_id, "number": out.number, "title": out.title}
    guest_list = checkpoint.guest_list
    return {"version": "", "number": 0, "title": guest_list.title} if guest_list else None


def newest_number(path: str) -> Subquery:
    """For rows that lead by ``path`` to a guest list: the number of its version that is out, or None."""
    rows = GuestListVersion.objects.filter(guest_list=OuterRef(path)).order_by("-number")
    return Subquery(rows.values("number")[:1])


def serials(version: GuestListVersion) -> list[int]:
    """The badges that stand on it, sorted. Whoever had none when it was frozen does not enter by it."""
    rows = version.entries.order_by("serial").values_list("serial", flat=True)
    return [serial for serial in rows if serial is not None]
