"""A system that is told everything, and what it was told."""

import datetime as dt

from notifications import signing, webhooks
from notifications.models import WebhookEndpoint, WebhookEvent


def listening(edition, *kinds):
    """An endpoint of ``edition`` that wants ``kinds``, or all there are."""
    facts = {"name": "Sample system", "url": "https://system.example/in", "secret": signing.new_secret()}
    at = dt.datetime(2025, 4, 1, tzinfo=dt.UTC)
    wanted = list(kinds or webhooks.kinds())
    return WebhookEndpoint.objects.create(edition=edition.slug, event_types=wanted, created_at=at, **facts)


def told():
    """The events in order: ``(kind, facts)``."""
    return list(WebhookEvent.objects.order_by("pk").values_list("kind", "facts"))
