"""What meetings tell other systems: that one has a time, another one, or none, and how it ended.

Such a system has no eyes that may or may not see: it is told ids, times and a link, never who meets whom, on what or
where. Of a hidden meeting it is told nothing at all, not even that there is one.
"""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.links import absolute
from forum.events import iso
from notifications import webhooks
from notifications.webhooks import Event
from scheduling.models import Confidentiality, Meeting
from scheduling.wording import about

webhooks.offers(
    {
        "meeting.placed": _("A meeting has a time"),
        "meeting.moved": _("A meeting has another time or place"),
        "meeting.unplaced": _("A meeting has lost its time"),
        "meeting.cancelled": _("A meeting that had a time is cancelled"),
        "meeting.held": _("A meeting took place"),
        "meeting.no_show": _("A side did not come to a meeting"),
    }
)


def meeting(kind: str, *meetings: Meeting, now: datetime) -> None:
    """Tell of ``kind`` about each meeting that is not hidden."""
    told = [one for one in meetings if one.confidentiality != Confidentiality.HIDDEN]
    webhooks.tell([_event(kind, one) for one in told], now=now)


def _event(kind, one):
    slug = one.edition.slug
    facts = {
        "id": one.public_id,
        "version": one.version,
        "status": one.status,
        "starts_at": iso(one.starts_at),
        "ends_at": iso(one.ends_at),
        "url": absolute(reverse("scheduling-api:meeting-detail", args=[slug, one.public_id])),
    }
    return Event(f"meeting.{kind}", slug, about(one), one.version, facts)
