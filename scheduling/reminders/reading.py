"""The occasions of an edition, read from the facts as they are now, in a fixed number of queries for any number."""

from collections.abc import Collection
from datetime import datetime

from forum.models import Edition
from scheduling.models import MarkKind, ReminderThing
from scheduling.reminders import of_dates, of_journeys, of_meetings, of_sessions
from scheduling.reminders.occasions import Occasion

SOURCES = {
    ReminderThing.MEETING: of_meetings.meetings,
    ReminderThing.SESSION: of_sessions.sessions,
    ReminderThing.NAMES: of_dates.names_due,
    ReminderThing.DETAILS: of_dates.details_due,
    ReminderThing.ARRIVAL: of_journeys.arrivals,
    ReminderThing.DEPARTURE: of_journeys.departures,
}
MARKED = {
    MarkKind.MEETING: (ReminderThing.MEETING,),
    MarkKind.SESSION: (ReminderThing.SESSION,),
    MarkKind.TRAVEL: (ReminderThing.ARRIVAL, ReminderThing.DEPARTURE),
    MarkKind.EDITION: tuple(ReminderThing),
}
"""What a mark makes uncertain."""


def occasions(edition: Edition, thing: str, keys: Collection[int] | None, *, now: datetime) -> list[Occasion]:
    """Those of the keys, whatever has become of them; without ``keys`` all that lie ahead."""
    return list(SOURCES[ReminderThing(thing)](edition, keys, now))
