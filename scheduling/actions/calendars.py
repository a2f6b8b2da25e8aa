"""Links to calendars: made, read by whoever has the secret, revoked."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.encryption import fingerprint
from core.errors import DomainError
from forum.models import Edition
from scheduling import feeds
from scheduling.models import CalendarFeed

MOST = 20
"""So many live links somebody may hold in an edition."""

TICK = timedelta(seconds=1)  # Last-Modified knows no smaller step
_EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True)
class Reading:
    """``etag`` is quoted; ``changed_at`` is a whole second."""

    body: bytes
    etag: str
    changed_at: datetime


def make(edition: Edition, *, scope: str, by, now: datetime, **thing) -> CalendarFeed:
    """A new link to what ``by`` sees of ``thing`` (``delegation``, ``room`` or ``track``, as ``scope`` asks).

    Raises DomainError when ``by`` holds too many.
    """
    feed = CalendarFeed(edition=edition, owner=by, scope=scope, created_at=now, **thing)
    feed.secret_fingerprint = fingerprint(feed.secret)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)  # two at once must not both be the last one
        if CalendarFeed.objects.live().filter(edition=edition, owner=by).count() >= MOST:
            sentence = _("You have %(count)d calendar links: revoke one that is no longer used.") % {"count": MOST}
            raise DomainError(sentence, code="too-many-links")
        feed.save()
    return feed


def revoke(feed: CalendarFeed, *, now: datetime) -> None:
    """The link leads nowhere from now on, for good. Raises DomainError when it was revoked before."""
    if not CalendarFeed.objects.live().filter(pk=feed.pk).update(revoked_at=now):
        raise DomainError(_("This link is revoked already."), code="already-revoked")
    feed.revoked_at = now


def read(feed: CalendarFeed, *, now: datetime) -> Reading:
    """The calendar as it stands, with a tag and a time of change that are true: they move exactly when it does.

    The time is that of the first reading that found the change, which also catches a change of rights.
    Raises CalendarFeed.DoesNotExist when the link was revoked meanwhile.
    """
    with transaction.atomic():
        live = CalendarFeed.objects.live().select_related("owner", "edition", "delegation", "room", "track")
        held = live.select_for_update(of=("self",)).get(pk=feed.pk)
        entries = feeds.entries_of(held)
        digest = hashlib.sha256(feeds.write(held, entries, now=_EPOCH)).hexdigest()
        if digest != held.content_digest or held.changed_at is None:
            second = now.replace(microsecond=0)
            held.changed_at = max(second, held.changed_at + TICK) if held.changed_at else second
            held.content_digest = digest
        held.last_read_at = now
        held.save(update_fields=["content_digest", "changed_at", "last_read_at"])
        body = feeds.write(held, entries, now=held.changed_at)
    return Reading(body, f'"{digest[:32]}-{int(held.changed_at.timestamp()):x}"', held.changed_at)
