"""Zones, a key, and somebody approved: what a badge needs."""

from delegations.actions import badge_keys
from delegations.models import CategoryTerms, Zone
from tests.delegations.missions import NOW


def zone(edition, code, bit):
    return Zone.objects.create(edition=edition, code=code, name=f"Sample zone {code}", bit=bit)


def terms(edition, category, rank, *zones, **more):
    row = CategoryTerms.objects.create(edition=edition, category=category, rank=rank, **more)
    row.zones.set(zones)
    return row


def key(edition, by=None):
    return badge_keys.make_first(edition, by=by, now=NOW)
