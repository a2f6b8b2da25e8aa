"""Telling other systems: call inside the transaction that causes it. What is told of is listed by the upper rooms.

An app's ``events.py`` registers its events by name; the module is found at start.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from core.fields import new_public_id
from notifications import waking

TEST = "webhook.test"
_kinds: dict[str, object] = {}

# One statement for any number of things and endpoints; nothing is written where nobody wants to know.
TELL = """
WITH told AS (
    SELECT * FROM ROWS FROM (jsonb_to_recordset(%s::jsonb) AS (
        public_id text, edition text, kind text, about text, version int, facts jsonb)) WITH ORDINALITY
    AS told (public_id, edition, kind, about, version, facts, place)),
wanted AS (
    SELECT told.*, endpoint.id AS endpoint_id
    FROM told JOIN notifications_webhookendpoint endpoint
    ON endpoint.edition = told.edition AND endpoint.status IN ('active') AND told.kind = ANY(endpoint.event_types)),
happened AS (
    INSERT INTO notifications_webhookevent (public_id, edition, kind, about, version, facts, happened_at)
    SELECT public_id, edition, kind, about, version, facts, %s
    FROM told WHERE public_id IN (SELECT public_id FROM wanted) ORDER BY place
    ON CONFLICT (edition, kind, about, version) DO NOTHING
    RETURNING id, public_id)
INSERT INTO notifications_webhookdelivery (event_id, endpoint_id, status, created_at, attempt_at, attempts)
SELECT happened.id, wanted.endpoint_id, 'queued', %s, %s, 0
FROM happened JOIN wanted USING (public_id) ORDER BY happened.id
"""


@dataclass(frozen=True)
class Event:
    """``kind`` as in ``meeting.moved``; ``about`` and ``version`` name the state, so that it is told of once.

    ``facts``: JSON-ready, and fit for a system that no person stands behind: ids, times, links, no names.
    """

    kind: str
    edition: str
    about: str
    version: int = 1
    facts: dict = field(default_factory=dict)


def offers(kinds: dict[str, object]) -> None:
    """Let organisers choose from ``kinds``: each with the words that say when it happens."""
    _kinds.update(kinds)


def kinds() -> dict[str, object]:
    """What may be chosen, in the order of its names."""
    return dict(sorted(_kinds.items()))


def tell(events: Iterable[Event], *, now: datetime) -> int:
    """Queue each event for every endpoint that wants it; gives how many deliveries are new. One statement."""
    rows = [{**vars(event), "public_id": new_public_id()} for event in events]
    if not rows:
        return 0
    if unknown := {row["kind"] for row in rows} - _kinds.keys():
        raise KeyError(unknown)
    with connection.cursor() as cursor:
        cursor.execute(TELL, [json.dumps(rows, cls=DjangoJSONEncoder), now, now, now])
        new = cursor.rowcount
    if new:
        waking.on_commit(waking.outside)
    return new
