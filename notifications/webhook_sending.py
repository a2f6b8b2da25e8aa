"""From the queue to other systems, several at a time; the database is asked by the run alone, its threads only send."""

import datetime as dt
import json
import logging
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from notifications import outgoing, signing, webhook_queue
from notifications.models import WebhookDelivery
from notifications.outgoing import Answer, Unreachable

AT_ONCE = 8
RUN = dt.timedelta(seconds=8)

log = logging.getLogger(__name__)


def run(clock: Callable[[], dt.datetime]) -> Counter:
    """Send what is due until nothing is left or RUN is over; counts the outcomes. Others may run at the same time."""
    outcomes: Counter = Counter()
    webhook_queue.return_expired(now=clock())
    webhook_queue.give_up_old(now=clock())
    ends_at = clock() + RUN
    under_way: dict[Future, WebhookDelivery] = {}
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as pool:
        while True:
            if clock() < ends_at:
                for delivery in webhook_queue.claim(AT_ONCE - len(under_way), now=clock()):
                    under_way[pool.submit(_send, delivery, clock())] = delivery
            if not under_way:
                return outcomes
            # Not for ever: while a slow one is waited for, others become due.
            for done in wait(under_way, timeout=0.5, return_when=FIRST_COMPLETED).done:
                answer, took = done.result()
                outcomes[webhook_queue.settle(under_way.pop(done), answer, milliseconds=took, now=clock())] += 1


def body_of(delivery: WebhookDelivery) -> bytes:
    """What is sent: the same bytes at every attempt."""
    event = delivery.event
    said = {"type": event.kind, "timestamp": event.happened_at.isoformat(), "edition": event.edition}
    return json.dumps(said | {"data": event.facts}, ensure_ascii=False, sort_keys=True).encode()


def _send(delivery, now) -> tuple[Answer | Unreachable, int]:
    endpoint, body = delivery.endpoint, body_of(delivery)
    keys = [endpoint.secret]
    if endpoint.former_secret and endpoint.former_until and endpoint.former_until > now:
        keys.append(endpoint.former_secret)
    signed = signing.headers(delivery.event.public_id, body, keys, now=now)
    began = time.monotonic()
    try:
        answer: Answer | Unreachable = outgoing.post(
            endpoint.url, body, {"Content-Type": "application/json; charset=utf-8", **signed}
        )
    except Unreachable as error:
        answer = error
    except Exception as error:
        log.exception("A webhook could not be sent")
        answer = Unreachable(f"{type(error).__name__}: {error}")
    return answer, round((time.monotonic() - began) * 1000)
