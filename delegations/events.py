"""What accreditation tells other systems: who may come and may not any more, by id, and which badges open gates."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.links import absolute
from core.models import StatusChange
from delegations.models import Badge, Delegate
from forum.events import iso
from forum.models import Edition
from notifications import webhooks
from notifications.webhooks import Event

webhooks.offers(
    {
        "delegate.approved": _("A delegate is accredited"),
        "delegate.revoked": _("An accreditation is revoked"),
        "badge.printed": _("A badge is printed and opens its gates"),
        "badge.ended": _("A badge opens nothing any more: lost or revoked"),
    }
)


def delegate(kind: str, one: Delegate, change: StatusChange, *, now: datetime) -> None:
    """Tell of a decision; the audit row of it makes every decision an event of its own."""
    slug = one.edition.slug
    facts = {
        "id": one.public_id,
        "status": one.status,
        "category": one.category,
        "delegation": one.delegation.public_id,
        "url": absolute(reverse("delegations-api:delegate-detail", args=[slug, one.public_id])),
    }
    webhooks.tell([Event(f"delegate.{kind}", slug, f"delegate:{one.public_id}", change.pk, facts)], now=now)


def badges(kind: str, those: Iterable[Badge], edition: Edition, *, now: datetime) -> None:
    """Tell of badges of one edition. A badge is printed once and ends once: another printing is another badge."""
    webhooks.tell([_badge(kind, one, edition.slug) for one in those], now=now)


def _badge(kind, one, slug):
    facts = {
        "id": one.public_id,
        "kind": one.kind,
        "status": one.status,
        "valid_from": iso(one.valid_from),
        "valid_until": iso(one.valid_until),
        "url": absolute(reverse("delegations-api:badge-detail", args=[slug, one.public_id])),
    }
    return Event(f"badge.{kind}", slug, f"badge:{one.public_id}", 1, facts)
