"""Doors with a phone each, one of them for the sample guest list alone, and some sample badges on paper.

No source names the doors: they are assumed, and say so.
"""

from delegations.actions import badges
from delegations.models import Badge, BadgeStatus, Checkpoint, Device, GuestList, Zone
from forum.models import Edition
from scheduling.demo import guest_lists, moments
from scheduling.demo.users import user

DOORS = [
    ("Main entrance (assumed)", "A"),
    ("East entrance (assumed)", "A"),
    ("Corridor of the meeting rooms (assumed)", "B"),
    ("Lounge door (assumed)", "VIP"),
]
BY_GUEST_LIST = ("Door of the opening, by guest list (assumed)", "A")
ON_PAPER = 12


def load(edition: Edition) -> int:
    """Make the doors that are missing, and print where nothing is printed yet; gives how many doors."""
    desk = user("accreditation.desk")
    zones = {zone.code: zone for zone in Zone.objects.filter(edition=edition)}
    guests = GuestList.objects.get(edition=edition, title=guest_lists.TITLE)
    made = 0
    for name, code in (*DOORS, BY_GUEST_LIST):
        facts = {"zone": zones[code], "guest_list": guests if name == BY_GUEST_LIST[0] else None}
        door, is_new = Checkpoint.objects.get_or_create(edition=edition, name=name, defaults=facts)
        if is_new:
            Device.objects.create(edition=edition, checkpoint=door, name=f"Sample phone, {name}", added_by=desk)
        made += is_new
    ready = Badge.objects.filter(edition=edition)
    if not ready.exclude(status=BadgeStatus.READY).exists() and (few := list(ready.order_by("pk")[:ON_PAPER])):
        badges.print_all(few, form=badges.FORMS[0], by=desk, now=moments.DECIDED)
    return made
