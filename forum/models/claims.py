"""Holds rows and ledger to each other at the commit, whoever writes: the desks, a shell, a statement by hand.

What is placed holds its room and everybody in it, for its own time; what is off the plan holds nobody. The rows of one
change are written one after the other and may disagree in between, so it is judged at the commit.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pgtrigger

# One row by its key and never a set of them: a plan that is kept from when the tables were small stays good.
_JUDGE = """
    SELECT thing.id INTO broken
    FROM {table} AS thing
    LEFT JOIN forum_booking AS held ON held.id = thing.booking_id AND held.is_active
    WHERE thing.id = {id} AND CASE
        WHEN thing.status IN ({over}) THEN false
        WHEN thing.status IN ({placed}) AND ({incomplete}) THEN true
        WHEN thing.status IN ({placed}) AND thing.starts_at IS NOT NULL THEN
            (thing.room_id IS NULL) <> (held.id IS NULL)
            OR held.room_id <> thing.room_id
            OR NOT held.span @> tstzrange(thing.starts_at, thing.ends_at)
            OR EXISTS (
                SELECT FROM {people} AS seat
                LEFT JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active
                    AND own.person_id = seat.person_id AND own.span @> tstzrange(thing.starts_at, thing.ends_at)
                WHERE seat.{key} = thing.id AND own.id IS NULL
            )
        ELSE held.id IS NOT NULL OR EXISTS (
            SELECT FROM {people} AS seat JOIN forum_booking AS own ON own.id = seat.booking_id AND own.is_active
            WHERE seat.{key} = thing.id
        )
    END;
    IF FOUND THEN
        RAISE EXCEPTION '{table} % and its bookings contradict each other', broken
        USING ERRCODE = 'check_violation', CONSTRAINT = '{table}_agrees_with_ledger', TABLE = '{table}';
    END IF;
    RETURN NULL;
"""

_POINTING = """coalesce(
        (SELECT id FROM {table} WHERE booking_id = NEW.id), (SELECT {key} FROM {people} WHERE booking_id = NEW.id)
    )"""


@dataclass(frozen=True)
class Claimants:
    """A table whose rows are placed in time and the table of the people in them; both point at their bookings.

    ``placed``: the statuses that hold time. ``over``: those whose bookings are history, held or not; in any other
    nothing is held. ``incomplete``: what a placed row (``thing``) must not be, in SQL.
    """

    table: str
    people: str
    key: str
    placed: Iterable[str]
    over: Iterable[str]
    incomplete: str

    def in_rows(self) -> pgtrigger.Trigger:
        """For the table itself."""
        changed = pgtrigger.UpdateOf("status", "starts_at", "ends_at", "reported_on", "room_id", "place", "booking_id")
        return self._trigger(pgtrigger.Insert | changed, "NEW.id")

    def in_people(self) -> pgtrigger.Trigger:
        """For the people's table."""
        return self._trigger(pgtrigger.Insert | pgtrigger.UpdateOf("person_id", "booking_id"), f"NEW.{self.key}")

    def in_ledger(self) -> pgtrigger.Trigger:
        """For the ledger, which knows nothing of what stands on it: put this on a proxy of Booking beside the table."""
        pointing = _POINTING.format(table=self.table, people=self.people, key=self.key)
        return self._trigger(pgtrigger.UpdateOf("is_active", "span", "person_id", "room_id"), pointing)

    def _trigger(self, operation, id_):
        func = _JUDGE.format(
            table=self.table,
            people=self.people,
            key=self.key,
            id=id_,
            placed=_quoted(self.placed),
            over=_quoted(self.over),
            incomplete=self.incomplete,
        )
        return pgtrigger.Trigger(
            name=f"agrees_{self.table.rpartition('_')[2]}",
            when=pgtrigger.After,
            timing=pgtrigger.Deferred,
            operation=operation,
            declare=[("broken", "bigint")],
            func=func,
        )


def _quoted(statuses):
    return ", ".join(f"'{status}'" for status in statuses)
