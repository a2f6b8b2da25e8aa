"""A sample guest list of sample people in two versions: its sample agency has acknowledged the first alone."""

from datetime import date

from delegations.actions import guest_lists
from delegations.models import Agency, Delegate, DelegateStatus, Delegation, GuestList
from forum.models import Edition, Person
from scheduling.demo import moments
from scheduling.demo.clearance import AGENCIES
from scheduling.demo.people import MINING, NORTHLAND
from scheduling.demo.users import user

TITLE = "Sample opening, first day"
FROZEN = moments.at(date(2025, 4, 4), 16)
READ = moments.at(date(2025, 4, 4), 17, 20)
CHANGED = moments.at(date(2025, 4, 5), 12)
FROZEN_AGAIN = moments.at(date(2025, 4, 6), 11)


def load(edition: Edition) -> int:
    """Make the list and its versions where they are missing; gives how many lists."""
    name, _native_name, box, _granted = AGENCIES[0]
    agency = Agency.objects.get(edition=edition, name=name)
    facts = {"day": moments.FIRST_DAY, "agency": agency}
    guest_list, is_new = GuestList.objects.get_or_create(edition=edition, title=TITLE, defaults=facts)
    if is_new:
        codes = [NORTHLAND.external_id, MINING.external_id]
        guest_list.delegations.set(Delegation.objects.filter(edition=edition, external_id__in=codes))
        _versions(guest_list, reader=user(box))
    return int(is_new)


def _versions(guest_list, *, reader):
    protocol = user("protocol")
    first = guest_lists.freeze(guest_list, by=protocol, now=FROZEN, note="Sample note: for the opening.")
    guest_lists.acknowledge(first, by=reader, now=READ)
    said = {"by": protocol, "now": CHANGED}
    guest_lists.strike(guest_list, _guest("Sample Delegate 3"), reason="Sample reason: leaves a day early.", **said)
    guest_lists.add_by_hand(guest_list, _guest("Sample Minister"), reason="Sample reason: opens the day.", **said)
    Person.objects.filter(is_sample=True, name="Sample Geologist").update(position="Director of Exploration")
    guest_lists.freeze(guest_list, by=protocol, now=FROZEN_AGAIN, note="Sample note: arrivals confirmed.")


def _guest(name):
    return Delegate.objects.get(
        delegation__is_sample=True, person__is_sample=True, person__name=name, status=DelegateStatus.APPROVED
    )
