"""What the office of a guest list is told of each version: how much changed, and where to read it. No names."""

from django.urls import reverse

from core.links import absolute
from delegations.clearance_notices import members_of
from delegations.guest_lists import Difference
from delegations.models import GuestListVersion
from delegations.notice_facts import EDITION, facts_of, reader
from notifications import outbox
from notifications.outbox import Telling

KIND = "guest_list_frozen"
SAMPLES = {
    KIND: {
        "edition": EDITION,
        "agency": "Sample Office of the Prime Minister",
        "title": "Sample opening, 8 April",
        "number": 3,
        "before": 2,
        "names": 120,
        "added": 4,
        "removed": 1,
        "changed": 2,
        "link": "https://majlis.example/pmif25/clearance/guest-lists/sample/",
    }
}


def frozen(version: GuestListVersion, names: int, difference: Difference, *, now) -> int:
    """Tell the members of the office. ``difference``: since the version before; empty for the first."""
    guest_list = version.guest_list
    facts = {
        "edition": facts_of(guest_list.edition),
        "agency": guest_list.agency.name,
        "title": version.title,
        "number": version.number,
        "before": version.number - 1,
        "names": names,
        "added": len(difference.added),
        "removed": len(difference.removed),
        "changed": len(difference.changed),
        "link": absolute(reverse("clearance:guest-list", args=[guest_list.edition.slug, version.public_id])),
    }
    telling = Telling(KIND, about(guest_list), version.number, edition=guest_list.edition.slug, facts=facts)
    return outbox.queue(telling, [reader(user) for user in members_of(guest_list.agency)], now=now)


def about(guest_list) -> str:
    return f"guest-list:{guest_list.public_id}"
