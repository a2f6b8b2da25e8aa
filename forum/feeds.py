"""The programme as other systems read it: kept ready in Valkey, and made anew once the programme has changed.

Under each edition's version (the time of its last change) lie the three bodies. What is kept under another version than
the present one is old: it is given while somebody makes the new one, and never stored over it.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache

import redis
from django.conf import settings
from django.utils import timezone, translation
from redis.backoff import NoBackoff
from redis.retry import Retry

from forum.exchange.collect import collect
from forum.exchange.write import write
from forum.models import Edition

KEPT_S = 3600
"""For so long at most; a change that told nobody heals by then."""

COPIES = 4
"""So many bodies each process holds, so that a large one is not moved out of Valkey for every reader."""

BUILDING_S, POLL_S = 30, 0.02
"""How long one builder is waited for before the next tries, and how often the waiting look."""

_STORE = """
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[4])
redis.call('SET', KEYS[3], ARGV[3], 'EX', ARGV[4])
return 1
"""


@dataclass(frozen=True)
class Feed:
    """``etag`` is quoted; ``body`` is None when only the head was asked for."""

    version: str
    etag: str
    body: bytes | None

    @property
    def changed_at(self) -> datetime:
        return datetime.fromtimestamp(int(self.version) / 1_000_000, UTC)


def changed(edition: Edition) -> None:
    """What is kept of the programme of ``edition`` is old from now on. Call it on commit of whatever changed it."""
    with suppress(redis.RedisError):  # without Valkey nothing is kept that could be old
        _valkey().set(_key(edition.slug, "version"), _new_version())


def version(slug: str) -> str | None:
    """The programme's present version, for whoever keeps pages made of it. None without Valkey: keep nothing then."""
    with suppress(redis.RedisError):
        found = _valkey().get(_key(slug, "version"))
        return found.decode() if found else _first_version(slug)
    return None


def read(slug: str, form: str, *, with_body: bool = True) -> Feed:
    """The programme of the edition ``slug`` as ``form`` (json, xml, ics): one question to Valkey when it is kept.

    Without Valkey it is made from the database each time. Raises Edition.DoesNotExist.
    """
    try:
        version, kept = _kept(slug, form, with_body=with_body)
        if kept and kept.version == version:
            return kept
        return _renewed(slug, form, version, kept, with_body=with_body)
    except redis.RedisError:
        return _built(Edition.objects.get(slug=slug), form, _new_version())


def _renewed(slug, form, version, kept, *, with_body):
    """One builder for each version; meanwhile the others get what was kept, or wait for it."""
    edition = Edition.objects.get(slug=slug)
    version = version or _first_version(slug)
    until = time.monotonic() + BUILDING_S
    while time.monotonic() < until:
        with _turn(slug, form, version) as is_mine:
            now, found = _kept(slug, form, with_body=with_body)  # the one before may have ended just now
            if found and found.version == version:
                return found
            if is_mine:
                return _build(edition, form, version)
        if kept:
            return kept
        time.sleep(POLL_S)
        version = now or version
    return _built(edition, form, version)


def _build(edition, form, version):
    feed = _built(edition, form, version)
    keys = [_key(edition.slug, "version"), *_keys(edition.slug, form)]
    _valkey().eval(_STORE, len(keys), *keys, version, f"{version} {feed.etag}", feed.body, KEPT_S)
    return feed


def _built(edition, form, version):
    now = datetime.fromtimestamp(int(version) / 1_000_000, UTC)
    with translation.override(settings.LANGUAGE_CODE):  # one body for readers of every language
        body = write(collect(edition), form, now=now)
    return Feed(version, f'"{hashlib.sha256(body).hexdigest()[:32]}"', body)


@contextmanager
def _turn(slug, form, version) -> Iterator[bool]:
    """Whether it is this caller's turn to build that version; its own until the block ends, or for BUILDING_S."""
    key = _key(slug, form, "building", version)
    is_mine = bool(_valkey().set(key, 1, nx=True, ex=BUILDING_S))
    try:
        yield is_mine
    finally:
        if is_mine:
            _valkey().delete(key)


def _kept(slug, form, *, with_body):
    """The present version, and what is kept, of whatever version; each may be None."""
    version, head = _valkey().mget(_key(slug, "version"), _keys(slug, form)[0])
    version = version.decode() if version else None
    if not head:
        return version, None
    kept_version, etag = head.decode().split(" ", 1)
    try:
        return version, Feed(kept_version, etag, _body(slug, form, head) if with_body else None)
    except LookupError:
        return version, None


@lru_cache(maxsize=COPIES)
def _body(slug, form, head):
    """The body that belongs to this ``head``: it names the bytes. Raises LookupError when another one lies there."""
    found, body = _valkey().mget(_keys(slug, form))
    if found != head or body is None:
        raise LookupError
    return body


def _first_version(slug):
    key = _key(slug, "version")
    _valkey().set(key, _new_version(), nx=True)
    found = _valkey().get(key)
    return found.decode()


def _new_version():
    return str(int(timezone.now().timestamp() * 1_000_000))


def _keys(slug, form):
    return _key(slug, form, "head"), _key(slug, form, "body")


def _key(*parts):
    prefix = settings.CACHES["default"].get("KEY_PREFIX", "")
    return ":".join([prefix, "feed", *parts])


@cache
def _valkey():
    """A client of its own: a version and its head in one question, and a body stored only if still asked for.

    A dead server is told at once and not tried again: the database answers instead.
    """
    return redis.Redis.from_url(
        settings.CACHES["default"]["LOCATION"],
        socket_connect_timeout=0.5,
        socket_timeout=2,
        retry=Retry(NoBackoff(), 0),
    )
