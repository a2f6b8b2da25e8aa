"""The guest list of a door: which version is out, what a phone is told of it, and who of some badges stands on it.

A frozen list names people. Whoever stands on it enters with the badge that it names, and with one that was made since
under the same approval: printed again, or for the first time. Name, document and photo are then what they were.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from delegations.admission import Standing
from delegations.models import Badge, BadgeKind, Checkpoint, GuestListEntry, GuestListVersion
from delegations.models.badge import LIVE


@dataclass(frozen=True)
class Frozen:
    """A version, and who of the badges in question stands on it: by ``serials``, and ``delegates`` by public id."""

    key: int
    public_id: str
    frozen_at: datetime
    serials: frozenset[int]
    delegates: frozenset[str]

    def lists(self, badge: Badge) -> bool:
        if badge.serial in self.serials:
            return True
        is_as_it_was = badge.approved_at is not None and badge.approved_at <= self.frozen_at
        return is_as_it_was and badge.delegate is not None and badge.delegate.public_id in self.delegates


def versions(checkpoint: Checkpoint, badges: Iterable[Badge]) -> list[Frozen] | None:
    """Those of the door's list, newest first, in one query; None, and no query, where it has none."""
    if checkpoint.guest_list_id is None:
        return None
    badges = list(badges)
    entries = GuestListEntry.objects.filter(version=OuterRef("pk")).order_by()
    serials = entries.filter(serial__in=[one.serial for one in badges]).values("serial")
    holders = entries.filter(delegate_id_then__in={one.delegate.public_id for one in badges if one.delegate})
    rows = GuestListVersion.objects.filter(guest_list=checkpoint.guest_list_id).order_by("-number")
    facts = rows.values_list(
        "pk", "public_id", "frozen_at", ArraySubquery(serials), ArraySubquery(holders.values("delegate_id_then"))
    )
    return [
        Frozen(key, public_id, frozen_at, frozenset(by_serial or ()), frozenset(by_holder or ()))
        for key, public_id, frozen_at, by_serial, by_holder in facts
    ]


def standing(known: list[Frozen] | None, badge: Badge, *, at: datetime, held: str | None) -> Standing | None:
    """How a badge stands to the newest version. ``held``: what the device says it has; None for one without network,
    which is asked about the version that was out ``at`` its reading, and not whether it had it."""
    if known is None:
        return None
    out = next((version for version in known if held is not None or version.frozen_at <= at), None)
    if out is None:
        return Standing("", "", is_listed=False)
    return Standing(out.public_id if held is None else held, out.public_id, is_listed=out.lists(badge))


def key_of(known: list[Frozen] | None, public_id: str) -> int | None:
    """The key of the version that a device says it holds; None for one that is not among them."""
    return next((version.key for version in known or () if version.public_id == public_id), None)


def newest(checkpoint: Checkpoint) -> GuestListVersion | None:
    """The version that is out, with ``made_since``: the serials of the badges that people on it were given after it was
    frozen. None where none is frozen, and without a query where the door has no list."""
    if checkpoint.guest_list_id is None:
        return None
    rows = GuestListVersion.objects.filter(guest_list=checkpoint.guest_list_id)
    made_since = ArraySubquery(_made_since(checkpoint.edition_id).values("serial"))
    return rows.annotate(made_since=made_since).order_by("-number").first()


def made_since(version: GuestListVersion) -> list[int]:
    """The serials of badges made since, of a version as ``newest`` gave it."""
    return vars(version)["made_since"]


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
    """The badges that stand on it, sorted."""
    rows = version.entries.order_by("serial").values_list("serial", flat=True)
    return [serial for serial in rows if serial is not None]


def _made_since(edition: int) -> QuerySet[Badge]:
    """For rows of versions: the badges by which people on one enter though it names others; see ``Frozen.lists``."""
    on_it = GuestListEntry.objects.filter(
        version=OuterRef(OuterRef("pk")), delegate_id_then=OuterRef("delegate__public_id")
    )
    made = Badge.objects.filter(edition=edition, kind=BadgeKind.PERSONAL, status__in=LIVE)
    since = made.filter(made_at__gte=OuterRef("frozen_at"), approved_at__lte=OuterRef("frozen_at"))
    return since.filter(Exists(on_it)).order_by("serial")
