"""What organisers decide about the systems that are told: which, of what, with which secret, and once more."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput, required
from notifications import outgoing, signing, waking, webhook_queue, webhooks
from notifications.models import DeliveryStatus, EndpointStatus, WebhookDelivery, WebhookEndpoint, WebhookEvent

BOTH_SIGN = timedelta(days=1)
KEPT = timedelta(days=30)


def add(edition: str, *, name: str, url: str, event_types: list[str], by, now: datetime) -> WebhookEndpoint:
    """A new endpoint, told from now on. Its ``secret`` is to be shown once. Raises InvalidInput by field."""
    facts = check(name, url, event_types)
    secret = signing.new_secret()
    with _once():
        return WebhookEndpoint.objects.create(edition=edition, secret=secret, created_at=now, **facts)


def change(endpoint: WebhookEndpoint, *, name: str, url: str, event_types: list[str], by, now: datetime) -> None:
    """Another name, address or choice of events. What waits already goes to the new address."""
    facts = check(name, url, event_types)
    with _once():
        for field, value in facts.items():
            setattr(endpoint, field, value)
        endpoint.failures, endpoint.paused_until = 0, None
        endpoint.save(update_fields=[*facts, "failures", "paused_until"])


def rotate(endpoint: WebhookEndpoint, *, by, now: datetime) -> str:
    """Give it a new secret, to be shown once; for a day the former one signs too, so that nothing is refused."""
    with transaction.atomic():
        held = WebhookEndpoint.objects.select_for_update().get(pk=endpoint.pk)
        held.former_secret, held.former_until = held.secret, now + BOTH_SIGN
        held.secret = signing.new_secret()
        held.save(update_fields=["secret", "former_secret", "former_until"])
    endpoint.refresh_from_db()
    return held.secret


def switch_off(endpoint: WebhookEndpoint, *, by, now: datetime) -> None:
    """Tell it nothing more; what waits is dropped."""
    with transaction.atomic():
        workflow.move(endpoint, EndpointStatus.OFF, by=by, now=now)
        webhook_queue.drop([endpoint])


def switch_on(endpoint: WebhookEndpoint, *, by, now: datetime) -> None:
    """Tell it again, from now on."""
    workflow.move(endpoint, EndpointStatus.ACTIVE, by=by, now=now, failures=0, paused_until=None)


def send_test(endpoint: WebhookEndpoint, *, by, now: datetime) -> WebhookDelivery:
    """Send an event that says nothing, to see whether it arrives. Raises DomainError where nothing is sent."""
    if endpoint.status != EndpointStatus.ACTIVE:
        raise DomainError(_("Switch it on first."))
    with transaction.atomic():
        WebhookEndpoint.objects.filter(pk=endpoint.pk).update(paused_until=None)
        event, _is_new = WebhookEvent.objects.get_or_create(
            edition=endpoint.edition,
            kind=webhooks.TEST,
            about=f"webhook:{endpoint.public_id}",
            version=int(now.timestamp()),
            defaults={"facts": {"id": endpoint.public_id}, "happened_at": now},
        )
        times = {"created_at": now, "attempt_at": now}
        delivery, _is_new = WebhookDelivery.objects.get_or_create(endpoint=endpoint, event=event, defaults=times)
        waking.on_commit(waking.outside)
    return delivery


def resend(delivery: WebhookDelivery, *, by, now: datetime) -> None:
    """Send it once more, whatever became of it; the other side knows it by the same webhook-id."""
    if delivery.endpoint.status != EndpointStatus.ACTIVE:
        raise DomainError(_("Switch it on first."))
    with transaction.atomic():
        times = {"created_at": now, "attempt_at": now, "attempts": 0}
        workflow.move(delivery, DeliveryStatus.QUEUED, by=by, now=now, reason="sent again", **times)
        WebhookEndpoint.objects.filter(pk=delivery.endpoint_id).update(paused_until=None)
        waking.on_commit(waking.outside)


def erase_old(*, now: datetime) -> int:
    """Delete what happened, was sent and answered longer ago than KEPT; gives how many events."""
    old = WebhookEvent.objects.filter(happened_at__lt=now - KEPT)
    waiting = WebhookDelivery.objects.filter(status__in=[DeliveryStatus.QUEUED, DeliveryStatus.SENDING])
    with transaction.atomic():
        _all, by_model = old.exclude(pk__in=waiting.values("event")).delete()
    return by_model.get(WebhookEvent._meta.label, 0)  # noqa: SLF001 - Django's own name for it


def check(name: str, url: str, event_types: list[str]) -> dict:
    """The facts as they are written. Raises InvalidInput by field."""
    name = required(name, _("Say which system this is."), field="name")
    try:
        wrong = outgoing.fault_of(urlsplit(url.strip()))
    except ValueError:
        wrong = "no address"
    if wrong:
        raise InvalidInput(
            _("Give an address of the public internet that begins with https:// and has no name or password in it."),
            field="url",
        )
    unknown = set(event_types) - webhooks.kinds().keys()
    if unknown or not event_types:
        raise InvalidInput(_("Choose at least one of the events."), field="event_types")
    return {"name": name, "url": url.strip(), "event_types": sorted(set(event_types))}


@contextmanager
def _once():
    """Says in words that the edition tells this address already."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise InvalidInput(_("This address is told already."), field="url") from error
