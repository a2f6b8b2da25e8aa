"""Doors with a phone each, and some sample badges on paper. No source names the doors: they are assumed, and say so."""

from delegations.actions import badges
from delegations.models import Badge, BadgeStatus, Checkpoint, Device, Zone
from forum.models import Edition
from scheduling.demo import moments
from scheduling.demo.users import user

DOORS = [
    ("Main entrance (assumed)", "A"),
    ("East entrance (assumed)", "A"),
    ("Corridor of the meeting rooms (assumed)", "B"),
    ("Lounge door (assumed)", "VIP"),
]
ON_PAPER = 12


def load(edition: Edition) -> int:
    """Make the doors that are missing, and print where nothing is printed yet; gives how many doors."""
    desk = user("accreditation.desk")
    zones = {zone.code: zone for zone in Zone.objects.filter(edition=edition)}
    made = 0
    for name, code in DOORS:
        door, is_new = Checkpoint.objects.get_or_create(edition=edition, name=name, defaults={"zone": zones[code]})
        if is_new:
            Device.objects.create(edition=edition, checkpoint=door, name=f"Sample phone, {name}", added_by=desk)
        made += is_new
    ready = Badge.objects.filter(edition=edition)
    if not ready.exclude(status=BadgeStatus.READY).exists() and (few := list(ready.order_by("pk")[:ON_PAPER])):
        badges.print_all(few, form=badges.FORMS[0], by=desk, now=moments.DECIDED)
    return made
