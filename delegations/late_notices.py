"""What missions are told about the late changes they asked for."""

from django.urls import reverse

from core.links import absolute
from delegations.models import LateChange, LateStatus
from delegations.notice_facts import EDITION, facts_of, reader
from notifications import outbox
from notifications.outbox import Telling

SAMPLES = {
    "late_change_answered": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "person": "Ms Sample Delegate 3",
        "is_granted": False,
        "words": "The guest lists of that day are signed.",
        "link": "https://majlis.example/pmif25/delegations/sample/late/",
    }
}


def answered(change: LateChange, step, *, now) -> int:
    """Tell the focal points what the desk decided. ``step``: the audit row of the decision."""
    delegation = change.delegation
    edition = delegation.edition
    facts = {
        "edition": facts_of(edition),
        "delegation": delegation.name,
        "person": change.name,
        "is_granted": change.status == LateStatus.GRANTED,
        "words": step.reason,
        "link": absolute(reverse("delegations:late", args=[edition.slug, delegation.public_id])),
    }
    about = f"late-change:{change.public_id}"
    telling = Telling("late_change_answered", about, version=step.pk, edition=edition.slug, facts=facts)
    points = delegation.focal_points.filter(user__is_active=True).select_related("user").order_by("-is_primary", "pk")
    return outbox.queue(telling, [reader(point.user) for point in points], now=now)
