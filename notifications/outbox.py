"""Writing into the outbox: call inside the transaction that causes the message. A second telling is impossible."""

import json
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import validate_email
from django.db import connection, transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import InvalidInput
from core.fields import new_public_id
from notifications import topics, waking
from notifications.fan_out import FAN_OUT
from notifications.models import Message, MessageStatus

# One statement however many recipients; the facts travel once, and the count of new rows is exact under a race.
QUEUE = f"""
WITH told AS (
    SELECT %s::text AS kind, %s::text AS about, %s::int AS version, %s::text AS edition, %s::jsonb AS facts,
        %s::text AS calendar, %s::text AS bundle, %s::boolean AS is_short, recipients.*
    FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::bigint[])
    WITH ORDINALITY AS recipients (public_id, email, name, language, timezone, recipient_id, nth)),
{FAN_OUT}
"""  # noqa: S608 - two constants
COLUMNS = 6  # of a recipient, in the order of `recipients`

# The same for many things at once, each with its own recipient, facts and calendar: a whole plan is one statement.
QUEUE_EACH = f"""
WITH told AS (
    SELECT * FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS (
        kind text, about text, version int, edition text, facts jsonb, calendar text, bundle text,
        is_short boolean, public_id text, email text, name text, language text, timezone text, recipient_id bigint))
    WITH ORDINALITY AS told (kind, about, version, edition, facts, calendar, bundle, is_short,
        public_id, email, name, language, timezone, recipient_id, nth)),
{FAN_OUT}
"""  # noqa: S608 - the same
RECIPIENT = ("public_id", "email", "name", "language", "timezone", "recipient_id")


@dataclass(frozen=True)
class Recipient:
    """Who is told, where and in which language. ``timezone``: an IANA name, or empty."""

    email: str
    name: str = ""
    language: str = "en"
    timezone: str = ""
    user_id: int | None = None


@dataclass(frozen=True)
class Telling:
    """What is told: ``kind`` names the template, ``about`` the thing (``meeting:<public id>``), ``version`` its state.

    ``facts``: JSON-ready, times as ISO 8601 with offset. ``calendar``: a whole iCalendar object, or empty.
    ``bundle``: the name of those that it may be told together with (notifications.gathering), or empty.
    ``is_short``: by devices and numbers alone; by mail to whoever has none that takes this topic.
    """

    kind: str
    about: str
    version: int = 1
    edition: str = ""
    facts: dict = field(default_factory=dict)
    calendar: str = ""
    bundle: str = ""
    is_short: bool = False


def queue(telling: Telling, to: list[Recipient], *, now: datetime, due_at: datetime | None = None) -> int:
    """Queue ``telling`` for each recipient, due at once or at ``due_at``; gives how many mails are new.

    With each mail goes what its reader gets by other channels, and a mail that its reader does not want is left out
    (notifications.fan_out). A recipient who was already told this kind of this version of this thing is passed over.
    Raises InvalidInput when an address is none. The workers are woken when the transaction commits.
    """
    due_at = due_at or now
    facts = json.dumps(telling.facts, cls=DjangoJSONEncoder)
    said = [telling.kind, telling.about, telling.version, telling.edition, facts]
    said += [telling.calendar, telling.bundle, telling.is_short]
    told = [list(column) for column in zip(*map(_columns, to), strict=True)] or [[]] * COLUMNS
    return _write(QUEUE, [*said, *told], [telling.kind], now, due_at)


def queue_each(pairs: Iterable[tuple[Telling, Recipient]], *, now: datetime, due_at: datetime | None = None) -> int:
    """Queue each telling for its own recipient (calendars that differ by person, a whole plan); gives how many mails
    are new. Otherwise as ``queue``.
    """
    due_at = due_at or now
    rows = [{**vars(telling), **dict(zip(RECIPIENT, _columns(to), strict=True))} for telling, to in pairs]
    if not rows:
        return 0
    told = json.dumps(rows, cls=DjangoJSONEncoder)
    return _write(QUEUE_EACH, [told], {row["kind"] for row in rows}, now, due_at)


def cancel(*, about: str, kinds: list[str], now: datetime) -> int:
    """Cancel what is still queued of these kinds about this thing (a reminder for a time that has moved)."""
    return cancel_each(abouts=[about], kinds=kinds, now=now)


def cancel_each(*, abouts: list[str], kinds: list[str], now: datetime, emails: Iterable[str] | None = None) -> int:
    """The same about several things; only what goes to ``emails``, where given."""
    queued = Message.objects.filter(about__in=abouts, kind__in=kinds)
    if emails is not None:
        queued = queued.filter(email__in=[email.lower() for email in emails])
    return cancel_queued(queued, reason="overtaken", by=None, now=now)


def cancel_queued(rows, *, reason: str, by, now: datetime) -> int:
    """Cancel what of ``rows`` is still queued, with its audit; gives how many."""
    with transaction.atomic():
        queued = rows.filter(status=MessageStatus.QUEUED)
        found = list(queued.select_for_update(of=("self",)).only("pk", "status"))
        return len(workflow.move_all(found, MessageStatus.CANCELLED, by=by, now=now, reason=reason))


def _write(statement, told, kinds, now, due_at):
    plan = json.dumps(topics.plan_of(kinds))
    with connection.cursor() as cursor:
        cursor.execute(statement, [*told, plan, now, due_at, due_at])
        [mails, others] = cursor.fetchone()
    if mails and due_at <= now:
        waking.on_commit(waking.mail)
    if others and due_at <= now:
        waking.on_commit(waking.outside)
    return mails


def _columns(recipient):
    email = recipient.email.strip(" ").lower()
    try:
        validate_email(email)
    except ValidationError:
        raise InvalidInput(
            _("%(email)s is no e-mail address.") % {"email": repr(recipient.email)}, field="email"
        ) from None
    zone = recipient.timezone if recipient.timezone in _zones() else ""
    return new_public_id(), email, recipient.name[:200], recipient.language, zone, recipient.user_id


@cache
def _zones():
    return zoneinfo.available_timezones()
