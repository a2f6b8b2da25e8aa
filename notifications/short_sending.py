"""From the outbox to devices and numbers: claim, render, send, settle. The run alone asks the database; threads send.

What is promised is what is promised of mail (docs/messages.md). A run that is killed may have as many texts in the air
as it has threads; each goes again with the same key, by which push services and providers tell a second one.
"""

import datetime as dt
import json
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from notifications import falling_back, leases, own_words, providers, push_encryption
from notifications.actions import ways
from notifications.models import Channel, Message, Way
from notifications.models.channel import SHORT, Topic
from notifications.providers import NotTaken
from notifications.rendering import CannotRender, ShortWords, sender, word_shortly
from notifications.topics import topic_of

AT_ONCE = 16
RUN = dt.timedelta(seconds=8)
GONE = (404, 410)  # RFC 8030 section 7.3, and what services say of a subscription that ended
KEPT_SECONDS = 24 * 3600  # by a push service, for a device that is off
LONGEST_TITLE, LONGEST_TEXT = 120, 600

log = logging.getLogger(__name__)


def run(clock: Callable[[], dt.datetime]) -> Counter:
    """Send what is due until nothing is left or RUN is over; counts the outcomes. Others may run at the same time."""
    outcomes: Counter = Counter()
    silent: set[str] = set()  # services that did not answer in this run are not waited for again
    ends_at = clock() + RUN
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="short") as pool:
        while clock() < ends_at and (batch := leases.claim(AT_ONCE, now=clock(), channels=SHORT)):
            live = Way.objects.live().in_bulk([message.way_id for message in batch])
            given = [(message, live.get(message.way_id)) for message in batch]
            jobs = _jobs(given, own_words.read(batch), silent, outcomes, clock)
            sent = [(message, pool.submit(job)) for message, job in jobs]
            for message, under_way in sent:
                way, error = live[message.way_id], under_way.exception()
                if isinstance(error, NotTaken) and error.is_silent:
                    silent.add(_service_of(way))
                outcomes[_settle(message, way, error, clock)] += 1
    return outcomes


def _jobs(given, book, silent, outcomes, clock):
    """What can be sent, as calls without the database; what cannot is settled at once."""
    for message, way in given:
        if way is not None and _service_of(way) in silent:
            leases.put_off(message, "its service does not answer", now=clock())
            outcomes["put off"] += 1
            continue
        try:
            yield message, _job(message, way, book, clock())
        except (CannotRender, NotTaken, ValueError) as error:
            outcomes[_give_up(message, str(error), clock)] += 1


def _service_of(way):
    return urlsplit(way.address).netloc if way.channel == Channel.PUSH else way.channel


def _job(message, way, book, now):
    if way is None:
        raise CannotRender("this device or number is not used any more")
    words = word_shortly(message, book)
    return _push(message, way, words, now) if way.channel == Channel.PUSH else _text(message, way, words)


def _settle(message: Message, way: Way, error: BaseException | None, clock) -> str:
    if error is None:
        leases.sent(message, now=clock())
        return "sent"
    if not isinstance(error, NotTaken):
        log.error("Message %s could not be sent", message.public_id, exc_info=error)
        error = NotTaken(type(error).__name__, is_final=False)
    if error.is_gone:
        ways.end(way, because="gone", now=clock())
    if error.is_final or error.is_gone or message.attempts + 1 >= leases.LAST_ATTEMPT:
        return _give_up(message, str(error), clock)
    leases.put_off(message, str(error), now=clock())
    return "put off"


def _give_up(message: Message, words: str, clock) -> str:
    with transaction.atomic():
        if leases.refused(message, words):
            falling_back.to_mail(message, now=clock())
    return "failed"


def _text(message, way, words: ShortWords):
    text = "\n".join(part for part in (words.title, words.text, words.url) if part)
    provider = providers.of(way.channel)
    return partial(provider.send, way.channel, way.address, text[:LONGEST_TEXT], key=message.public_id)


def _push(message, way, words: ShortWords, now):
    keys = json.loads(way.keys)
    said = {"title": words.title[:LONGEST_TITLE], "body": words.text[:LONGEST_TEXT], "url": words.url}
    said |= {"tag": message.about, "lang": message.language, "dir": words.direction}
    sealed = push_encryption.encrypt(json.dumps(said, ensure_ascii=False).encode(), keys["p256dh"], keys["auth"])
    subject = settings.VAPID_SUBJECT or f"mailto:{sender()}"
    headers = {
        "Authorization": push_encryption.proof(
            way.address, private_key=settings.VAPID_PRIVATE_KEY, subject=subject, now=now
        ),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(KEPT_SECONDS),
        "Urgency": "normal" if topic_of(message.kind) in (Topic.NEWS, Topic.DESK) else "high",
        "Topic": message.public_id,  # RFC 8030 section 5.4: a second copy replaces the first while the device is off
    }
    return partial(providers.require_taken, way.address, sealed, headers, gone=GONE)
