"""The edition's time as slots of five minutes. What is busy is rounded outward, what is free inward."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from forum import spans
from forum.models import Edition
from scheduling.optimiser.problem import SLOT_MINUTES, Span

SLOT = timedelta(minutes=SLOT_MINUTES)


@dataclass(frozen=True)
class Grid:
    """``starts_at``: the midnight that opens the first day; ``slots``: until the one that closes the last."""

    edition: Edition
    starts_at: datetime
    slots: int

    @classmethod
    def of(cls, edition: Edition) -> "Grid":
        first, last = spans.days(edition)
        return cls(edition, first, -((first - last) // SLOT))

    @property
    def days(self) -> list[date]:
        edition = self.edition
        return [edition.starts_on + timedelta(days=n) for n in range((edition.ends_on - edition.starts_on).days + 1)]

    def before(self, moment: datetime) -> int:
        """The last slot that begins at ``moment`` or before."""
        return (moment - self.starts_at) // SLOT

    def after(self, moment: datetime) -> int:
        """The first slot that begins at ``moment`` or after."""
        return -((self.starts_at - moment) // SLOT)

    def moment(self, slot: int) -> datetime:
        return self.starts_at + slot * SLOT

    def busy(self, start: datetime, end: datetime) -> Span | None:
        """All slots that are touched, within the grid; None when it lies outside."""
        return self._within(self.before(start), self.after(end))

    def free(self, start: datetime | None, end: datetime | None) -> Span | None:
        """The slots that lie in it wholly; an end that is not known is the grid's own."""
        return self._within(self.after(start) if start else 0, self.before(end) if end else self.slots)

    def daily(self, opens: time, closes: time, *, since: int = 0) -> tuple[Span, ...]:
        """From ``opens`` to ``closes`` on every day, on the edition's clock, from the slot ``since`` on."""
        zone = self.edition.zone
        found = []
        for day in self.days:
            span = self.free(datetime.combine(day, opens, zone), datetime.combine(day, closes, zone))
            if span and max(span.starts_slot, since) < span.ends_slot:
                found.append(Span(max(span.starts_slot, since), span.ends_slot))
        return tuple(found)

    def _within(self, start, end):
        start, end = max(start, 0), min(end, self.slots)
        return Span(start, end) if start < end else None


def in_slots(minutes: int) -> int:
    """As many slots as hold so many minutes."""
    return -(-minutes // SLOT_MINUTES)
