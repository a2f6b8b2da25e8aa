"""What missions are told about the late changes they asked for."""

from django.urls import reverse

from core.links import absolute
from delegations.models import LateChange, LateKind, LateStatus
from delegations.notice_facts import EDITION, facts_of, reader
from notifications import outbox
from notifications.outbox import Telling

SAMPLES = {
    "late_change_answered": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "person": "Ms Sample Delegate 3",
        "is_granted": False,
        "open_until": None,
        "is_own": False,
        "words": "The guest lists of that day are signed.",
        "link": "https://majlis.example/pmif25/delegations/sample/late/",
    }
}


def answered(change: LateChange, step, *, now) -> int:
    """Tell the focal points what the desk decided, and the delegate who asked. ``step``: its audit row."""
    points = change.delegation.focal_points.filter(user__is_active=True).select_related("user")
    readers = [point.user for point in points.order_by("-is_primary", "pk")]
    told = outbox.queue(_telling(change, step, is_own=False), [reader(user) for user in readers], now=now)
    asker = change.asked_by
    if change.kind == LateKind.DETAILS and asker and asker.is_active and asker not in readers:
        told += outbox.queue(_telling(change, step, is_own=True), [reader(asker)], now=now)
    return told


def _telling(change, step, *, is_own):
    delegation = change.delegation
    edition = delegation.edition
    page, thing = ("delegate", change.delegate) if is_own else ("late", delegation)
    facts = {
        "edition": facts_of(edition),
        "delegation": delegation.name,
        "person": change.name,
        "is_granted": change.status == LateStatus.GRANTED,
        "open_until": change.open_until and change.open_until.isoformat(),
        "is_own": is_own,
        "words": step.reason,
        "link": absolute(reverse(f"delegations:{page}", args=[edition.slug, thing.public_id])),
    }
    about = f"late-change:{change.public_id}"
    return Telling("late_change_answered", about, version=step.pk, edition=edition.slug, facts=facts)
