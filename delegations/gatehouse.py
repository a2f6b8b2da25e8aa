"""What a gate may know: its own state, who is inside, and, while it is online, the little that finds a person."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from delegations import admission, door_guests, presence, revocations
from delegations.admission import OPENS
from delegations.models import Badge, BadgeKey, Checkpoint, Delegation, Device, GuestListVersion, Presence, Zone
from forum.models import Edition, Room

FEW = 12
LEAST_WORDS = 3


@dataclass
class Place:
    """A zone or a room with who is inside. ``capacity``: None where nobody set one."""

    code: str
    name: str
    native_name: str
    capacity: int | None
    inside: int
    rooms: "list[Place]" = field(default_factory=list)

    @property
    def percent(self) -> int:
        return min(100, self.inside * 100 // self.capacity) if self.capacity else 0

    @property
    def is_full(self) -> bool:
        return self.capacity is not None and self.inside >= self.capacity

    @property
    def is_nearly_full(self) -> bool:
        return not self.is_full and self.percent >= 90


def state(device: Device, since: int, *, guests: GuestListVersion | None = None, holds: int | None = None) -> dict:
    """All that a device needs to decide alone, and nothing of anybody. ``since``: the version of the list it has.

    ``guests``: the version of its door's guest list that is out, as ``door_guests.newest`` gives it, ``holds``: the key
    of the one it has; where they are the same, its serials are not told again. Those of badges made since are, each
    time. Serials are text: JavaScript's numbers end at 2**53.
    """
    edition, checkpoint = device.edition, device.checkpoint
    version, revoked = revocations.since(edition, since)
    keys = BadgeKey.objects.filter(edition=edition, is_trusted=True).order_by("number")
    told: dict[str, Any] = {
        "edition": {
            "name": edition.short_name,
            "first_day": edition.starts_on.isoformat(),
            "timezone": edition.timezone,
            "is_archived": edition.is_archived,
        },
        "device": {"id": device.public_id, "name": device.name},
        "checkpoint": {
            "id": checkpoint.public_id,
            "name": checkpoint.name,
            "zone_bit": checkpoint.zone.bit,
            "zone": checkpoint.zone.code,
            "zone_name": checkpoint.zone.name,
            "zone_native_name": checkpoint.zone.native_name,
            "room": checkpoint.room.name if checkpoint.room else "",
            "opens_at": checkpoint.opens_at and checkpoint.opens_at.isoformat(),
            "closes_at": checkpoint.closes_at and checkpoint.closes_at.isoformat(),
            "counts": checkpoint.counts,
            "guest_list": door_guests.facts(checkpoint, guests),
        },
        "keys": {str(number): public for number, public in keys.values_list("number", "public_key")},
        "list": {"version": version, "since": since, "revoked": [str(serial) for serial in revoked]},
        "rules": {"list_holds_for_minutes": int(admission.LIST_HOLDS_FOR.total_seconds() // 60)},
    }
    if guests:
        told["made_since"] = list(map(str, door_guests.made_since(guests)))
    if guests and guests.pk != holds:
        told["guests"] = told["checkpoint"]["guest_list"] | {"serials": list(map(str, door_guests.serials(guests)))}
    return told


def occupancy(edition: Edition) -> list[Place]:
    """Every zone with who is inside, and those of its rooms that have a door of their own."""
    inside = presence.counts(edition)
    rooms: dict[int, list[Place]] = {}
    doors = Checkpoint.objects.filter(edition=edition, room__isnull=False)
    for room in Room.objects.filter(checkpoints__in=doors).annotate(zone=F("checkpoints__zone")).distinct():
        count = inside.get((room.zone, room.pk), 0)
        rooms.setdefault(room.zone, []).append(Place("", room.name, "", room.capacity, count))
    return [
        Place(one.code, one.name, one.native_name, one.capacity, inside.get((one.pk, None), 0), rooms.get(one.pk, []))
        for one in Zone.objects.filter(edition=edition)
    ]


def found(device: Device, words: str) -> list[Badge]:
    """The badges that open gates and whose holder's name, label or number ``words`` name; a few at most."""
    if len(words) < LEAST_WORDS:
        return []
    is_serial = words.isascii() and words.isdigit() and int(words[:20]) < 2**63
    number = Q(serial=int(words)) if is_serial else Q(public_id=words.lower())
    name = Q(delegate__person__name__icontains=words) | Q(delegate__person__native_name__icontains=words)
    return list(_at(device).filter(number | name | Q(label__icontains=words))[:FEW])


def groups(device: Device, words: str) -> list[Delegation]:
    """Delegations with people who have a badge, by name; ``badges`` of them."""
    holders = Q(delegates__badges__status__in=OPENS)
    rows = Delegation.objects.filter(edition=device.edition).annotate(badges=Count("delegates__badges", filter=holders))
    return list(rows.filter(badges__gt=0, name__icontains=words).order_by("name", "pk")[:FEW])


def members(device: Device, delegation: Delegation) -> list[Badge]:
    """The badges of a delegation, for checking it in together."""
    return list(_at(device).filter(delegate__delegation=delegation))


def _at(device) -> QuerySet[Badge]:
    """Badges that open gates; ``is_inside``: at the device's door."""
    there = {"zone": device.checkpoint.zone_id, "room": device.checkpoint.room_id}
    if there["room"] is None:
        there = {"zone": device.checkpoint.zone_id, "room__isnull": True}
    inside = Presence.objects.filter(badge=OuterRef("pk"), is_inside=True, **there)
    rows = Badge.objects.filter(edition=device.edition, status__in=OPENS).annotate(is_inside=Exists(inside))
    return rows.select_related("delegate__person", "delegate__delegation").order_by("delegate__person__name", "pk")
