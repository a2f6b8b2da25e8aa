"""What every reading asks of the database: the device with its door, and the badges with their holders.

Written by hand: Django took three times as long to build these two as PostgreSQL to answer them, and at a gate a crowd
waits for them.
"""

from collections.abc import Collection

from core import handwritten
from delegations.models import Badge, Checkpoint, Delegate, Delegation, Device, Zone
from forum.models import Edition, Person, Room

_DEVICE = """
    SELECT device.*, door.*, zone.*, room.id, room.name
    FROM delegations_device AS device
    JOIN delegations_checkpoint AS door ON door.id = device.checkpoint_id
    JOIN delegations_zone AS zone ON zone.id = door.zone_id
    LEFT JOIN forum_room AS room ON room.id = door.room_id
    WHERE device.edition_id = %s AND device.token_print = %s AND device.revoked_at IS NULL
"""
_BADGES = """
    SELECT badge.id, badge.public_id, badge.edition_id, badge.delegate_id, badge.kind, badge.status, badge.serial,
        badge.category, badge.zone_mask, badge.days, badge.valid_from, badge.valid_until, badge.number, badge.label,
        badge.note, badge.token, badge.approved_at,
        delegate.id, delegate.public_id, person.id, person.name, person.native_name, person.photo,
        delegation.id, delegation.name
    FROM delegations_badge AS badge
    JOIN delegations_badgekey AS key ON key.id = badge.key_id AND key.is_trusted
    LEFT JOIN delegations_delegate AS delegate ON delegate.id = badge.delegate_id
    LEFT JOIN forum_person AS person ON person.id = delegate.person_id
    LEFT JOIN delegations_delegation AS delegation ON delegation.id = delegate.delegation_id
    WHERE badge.edition_id = %s AND (badge.serial = ANY(%s::bigint[]) OR badge.public_id = ANY(%s::text[]))
"""


def device(edition: Edition, token_print: str) -> Device | None:
    """The device of a token, with its edition and its door, the door's zone and the name of its room."""
    rows = handwritten.objects(_DEVICE, [edition.pk, token_print], Device, Checkpoint, Zone, Room)
    if not rows:
        return None
    ((found, door, zone, room),) = rows
    found.edition, found.checkpoint = edition, door
    door.zone, door.room = zone, room
    return found


def badges(edition: Edition, serials: Collection[int], public_ids: Collection[str]) -> list[Badge]:
    """Those of the edition's badges with a trusted key; of the holder the name, the photo and the delegation's name."""
    found = []
    rows = handwritten.objects(
        _BADGES, [edition.pk, list(serials), list(public_ids)], Badge, Delegate, Person, Delegation
    )
    for badge, delegate, person, delegation in rows:
        if delegate:
            delegate.person, delegate.delegation = person, delegation
            badge.delegate = delegate
        found.append(badge)
    return found
