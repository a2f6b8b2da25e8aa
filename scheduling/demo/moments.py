"""When the samples do things: the weeks before PMIF 2025 and its two days, on the edition's clock."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

CLOCK = ZoneInfo("Asia/Karachi")
INVITED = datetime(2025, 3, 10, 9, 0, tzinfo=CLOCK)
REGISTERED = datetime(2025, 3, 17, 11, 0, tzinfo=CLOCK)
DECIDED = datetime(2025, 3, 24, 10, 0, tzinfo=CLOCK)
ASKED = datetime(2025, 3, 26, 15, 0, tzinfo=CLOCK)
ANSWERED = datetime(2025, 3, 28, 10, 0, tzinfo=CLOCK)
PLACED = datetime(2025, 4, 1, 12, 0, tzinfo=CLOCK)
FIRST_DAY, SECOND_DAY = date(2025, 4, 8), date(2025, 4, 9)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment on one of the forum's days."""
    return datetime.combine(day, time(hour, minute), CLOCK)
