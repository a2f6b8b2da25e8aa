"""Who is inside: the race of gates, won in one statement, and the counts."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Count

from delegations.models import Checkpoint, Presence
from forum.models import Edition

# Sorted by badge, so that two batches lock the same rows in the same order. A row that stands as it should already is
# locked and left, and does not come back; nor does a new one that says "outside", for who never entered cannot leave.
# What is older than the row's last change, uploaded late, comes back as moved and moves nothing: it was so, and is not.
_MOVE = """
    WITH moved AS (
        INSERT INTO delegations_presence AS there (badge_id, zone_id, room_id, is_inside, changed_at)
        SELECT badge, %s, %s, inside, at FROM unnest(%s::bigint[], %s::bool[], %s::timestamptz[])
            AS asked (badge, inside, at) ORDER BY badge
        ON CONFLICT (badge_id, zone_id, room_id) DO UPDATE
            SET is_inside = CASE WHEN excluded.changed_at < there.changed_at THEN there.is_inside
                                 ELSE excluded.is_inside END,
                changed_at = greatest(excluded.changed_at, there.changed_at)
            WHERE there.is_inside <> excluded.is_inside
        RETURNING badge_id, is_inside OR xmax <> 0 AS counts
    )
    SELECT badge_id FROM moved WHERE counts
"""


def move(checkpoint: Checkpoint, moves: Iterable[tuple[int, bool, datetime]]) -> set[int]:
    """Let badges in and out where ``checkpoint`` leads: (key of the badge, whether it enters, when), each badge once.

    Gives the keys of those that moved; the others stand there already. Of any number of gates at once one moves it.
    Only the newest move says where a badge is now.
    """
    badges, inside, times = zip(*sorted(moves), strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, [checkpoint.zone_id, checkpoint.room_id, list(badges), list(inside), list(times)])
        return {badge for (badge,) in cursor.fetchall()}


def counts(edition: Edition) -> dict[tuple[int, int | None], int]:
    """How many badges are inside, by the keys of zone and room (None: the zone itself)."""
    inside = Presence.objects.filter(zone__edition=edition, is_inside=True)
    rows = inside.order_by().values_list("zone", "room").annotate(Count("pk"))
    return {(zone, room): count for zone, room, count in rows}
