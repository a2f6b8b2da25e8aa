"""Which delivery goes next, and what became of it: the worker's side of the webhooks.

An endpoint has one delivery under way at a time. One that does not answer is left alone for a while, longer each time,
so that it costs the others nothing; once it answers again, all that waited for it leaves at once.
"""

import datetime as dt
import random
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from core import workflow
from notifications.models import DeliveryStatus, EndpointStatus, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from notifications.outgoing import Answer, Unreachable

QUEUED, SENDING, SENT, FAILED, CANCELLED = (
    DeliveryStatus.QUEUED,
    DeliveryStatus.SENDING,
    DeliveryStatus.SENT,
    DeliveryStatus.FAILED,
    DeliveryStatus.CANCELLED,
)
LEASE = dt.timedelta(seconds=60)  # longer than the longest look-up of a name and the longest answer together
# Between two attempts of one delivery: three days in all, as the standard proposes.
PAUSES = [dt.timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)]
GIVEN_UP = dt.timedelta(days=3, hours=12)
# Between two attempts at an endpoint that does not answer, whichever delivery is tried.
RESTS = [dt.timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800)]
LONGEST_WAIT_ASKED = dt.timedelta(hours=1)
OUTAGE = 3  # failures in a row after which an answer counts as a return
GONE, TOO_MANY = 410, 429


def claim(limit: int, *, now: dt.datetime) -> list[WebhookDelivery]:
    """The next delivery of up to ``limit`` endpoints, those that answer well first, for this worker alone."""
    due = WebhookDelivery.objects.filter(endpoint=OuterRef("pk"), status=QUEUED, attempt_at__lte=now)
    due = due.order_by("attempt_at", "pk")
    free = WebhookEndpoint.objects.filter(
        Q(lease_until=None) | Q(lease_until__lt=now),
        Q(paused_until=None) | Q(paused_until__lte=now),
        status=EndpointStatus.ACTIVE,
    ).annotate(next_pk=Subquery(due.values("pk")[:1]), waits_since=Subquery(due.values("attempt_at")[:1]))
    until = now + LEASE
    with transaction.atomic():
        taken = free.exclude(next_pk=None).order_by("failures", "waits_since")
        endpoints = list(taken.select_for_update(skip_locked=True, of=("self",))[:limit])
        if not endpoints:
            return []
        WebhookEndpoint.objects.filter(pk__in=[one.pk for one in endpoints]).update(lease_until=until)
        keys = [one.next_pk for one in endpoints]
        workflow.swap(WebhookDelivery.objects.filter(pk__in=keys), QUEUED, SENDING, lease_until=until)
        mine = WebhookDelivery.objects.filter(pk__in=keys, status=SENDING, lease_until=until)
        return list(mine.select_related("endpoint", "event"))


def settle(delivery: WebhookDelivery, answer: Answer | Unreachable, *, milliseconds: int, now: dt.datetime) -> str:
    """Write down how a try went and what follows; gives the outcome as a word."""
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.select_for_update().get(pk=delivery.endpoint_id)
        held = WebhookDelivery.objects.filter(pk=delivery.pk, status=SENDING, lease_until=delivery.lease_until)
        if not held.exists():
            return "lost"  # its lease had ended, and another has it
        code = answer.code if isinstance(answer, Answer) else None
        words = answer.words if isinstance(answer, Answer) else str(answer)
        WebhookAttempt.objects.create(
            delivery=delivery, tried_at=now, code=code, words=words, milliseconds=milliseconds
        )
        WebhookEndpoint.objects.filter(pk=endpoint.pk, lease_until=delivery.lease_until).update(lease_until=None)
        return _follow(endpoint, delivery, held, answer, now)


def _follow(endpoint, delivery, held, answer, now):
    code = answer.code if isinstance(answer, Answer) else None
    if code is not None and answer.is_yes:
        workflow.swap(held, SENDING, SENT, sent_at=now, attempts=F("attempts") + 1, lease_until=None)
        _answers_again(endpoint, now)
        return "sent"
    if code == GONE:
        workflow.swap(held, SENDING, FAILED, attempts=F("attempts") + 1, lease_until=None)
        _close(endpoint, now)
        return "gone"
    if code is None or code >= 500 or code == TOO_MANY:
        _rest(endpoint, answer, now)
    attempts = delivery.attempts + 1
    if attempts > len(PAUSES) or (code is None and answer.is_final):
        workflow.swap(held, SENDING, FAILED, attempts=attempts, lease_until=None)
        return "failed"
    workflow.swap(
        held, SENDING, QUEUED, attempts=attempts, lease_until=None, attempt_at=now + _longer(PAUSES[attempts - 1])
    )
    return "put off"


def return_expired(*, now: dt.datetime) -> int:
    """Back into the queue: what a worker took and did not settle, because it is gone."""
    expired = WebhookDelivery.objects.filter(lease_until__lt=now)
    return workflow.swap(expired, SENDING, QUEUED, lease_until=None)


def give_up_old(*, now: dt.datetime) -> int:
    """What could not be told in time, because its endpoint was silent all the while, is told no more."""
    old = WebhookDelivery.objects.filter(created_at__lt=now - GIVEN_UP)
    return workflow.swap(old, QUEUED, FAILED)


def drop(endpoints: Iterable[WebhookEndpoint]) -> int:
    """Nothing that waits for ``endpoints`` leaves any more."""
    waiting = WebhookDelivery.objects.filter(endpoint__in=list(endpoints))
    return workflow.swap(waiting, QUEUED, CANCELLED)


def _answers_again(endpoint, now):
    if not endpoint.failures:
        return
    if endpoint.failures >= OUTAGE:
        WebhookDelivery.objects.filter(endpoint=endpoint, status=QUEUED, attempt_at__gt=now).update(attempt_at=now)
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(failures=0, paused_until=None)


def _rest(endpoint, answer, now):
    pause = _longer(RESTS[min(endpoint.failures, len(RESTS) - 1)])
    asked = answer.headers.get("retry-after", "") if isinstance(answer, Answer) else ""
    if asked.isdecimal():
        pause = max(pause, min(dt.timedelta(seconds=int(asked[:9])), LONGEST_WAIT_ASKED))
    rest = {"failures": F("failures") + 1, "paused_until": now + pause}
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(**rest)


def _close(endpoint, now):
    """Its owner says that it is no more (410)."""
    drop([endpoint])
    if workflow.can(endpoint, EndpointStatus.GONE):
        workflow.move(endpoint, EndpointStatus.GONE, by=None, now=now, reason="410 Gone")


def _longer(pause):
    """Never quite the same for two, so that they do not all come back at once."""
    return pause * random.uniform(1, 1.1)  # noqa: S311 - spreads load, guards nothing
