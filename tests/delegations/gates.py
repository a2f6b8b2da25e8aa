"""Sample doors, devices and badges, made in one line. The forum's first day is 8 April 2025, in Karachi's time."""

import datetime as dt
import secrets
import uuid

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from delegations import tokens
from delegations.actions import devices, scanning
from delegations.models import Agency, Badge, BadgeKey, BadgeStatus, Checkpoint, Device, GuestList, Zone

DAY_ONE = dt.datetime(2025, 4, 8, 4, tzinfo=dt.UTC)
"""Nine in the morning at the door."""


def key(edition, number=1):
    private = Ed25519PrivateKey.generate()
    return BadgeKey.objects.create(
        edition=edition,
        number=number,
        private_key=private.private_bytes_raw().hex(),
        public_key=private.public_key().public_bytes_raw().hex(),
        made_at=DAY_ONE - dt.timedelta(days=30),
    )


def zone(edition, code="A", bit=0, capacity=100):
    return Zone.objects.create(edition=edition, code=code, name=f"Sample Zone {code}", bit=bit, capacity=capacity)


def checkpoint(of_zone, name="North door", **more):
    return Checkpoint.objects.create(edition=of_zone.edition, zone=of_zone, name=name, **more)


def device(door, name="Phone 1"):
    """An enrolled device and its token."""
    made = Device.objects.create(edition=door.edition, checkpoint=door, name=name)
    code = devices.offer(made, by=None, now=DAY_ONE)
    return devices.enrol(door.edition, code, now=DAY_ONE)


def badge(signing_key, delegate=None, *, zone_mask=1, days=(), status=BadgeStatus.ISSUED, note="", **more):
    """A badge of the delegate, or a floater, valid from the day before the forum to the day after."""
    facts = {
        "serial": secrets.randbits(62),
        "zone_mask": zone_mask,
        "valid_from": DAY_ONE - dt.timedelta(days=1),
        "valid_until": DAY_ONE + dt.timedelta(days=2),
    } | more
    bits = tokens.days_as_bits(days, signing_key.edition.starts_on)
    claims = tokens.Claims(key_number=signing_key.number, days=bits, **facts)
    return Badge.objects.create(
        edition=signing_key.edition,
        delegate=delegate,
        kind="personal" if delegate else "floater",
        label="" if delegate else "Sample floater",
        category=delegate.category if delegate else "crew",
        days=list(days),
        status=status,
        note=note,
        key=signing_key,
        token=tokens.sign(claims, bytes.fromhex(signing_key.private_key)),
        made_at=DAY_ONE,
        **facts,
    )


def reading(of_badge, at=DAY_ONE, **more):
    token = "" if "badge" in more else of_badge if isinstance(of_badge, str) else of_badge.token
    return scanning.Reading(more.pop("scan_id", None) or uuid.uuid4(), at, token=token, **more)


def guest_list(edition, title="Sample opening"):
    """A list of everybody who is approved, for the forum's first day."""
    office, _is_new = Agency.objects.get_or_create(edition=edition, name="Sample Protocol Office")
    return GuestList.objects.create(edition=edition, title=title, day=edition.starts_on, agency=office)
