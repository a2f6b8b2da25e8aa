"""A calendar as its reader's program keeps it: applies invitations and cancellations as RFC 5546 says, no others."""

from dataclasses import dataclass, field

from icalendar import Calendar


@dataclass
class CalendarClient:
    """``entries``: what stands in the calendar, by UID. ``newest``: the highest SEQUENCE met of each, gone ones too."""

    entries: dict = field(default_factory=dict)
    newest: dict = field(default_factory=dict)

    def receive(self, written: str) -> None:
        """Apply one iCalendar object. What is not newer than what is known is left alone (RFC 5546 §2.1.5)."""
        calendar = Calendar.from_ical(written)
        for event in calendar.walk("VEVENT"):
            uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
            if sequence <= self.newest.get(uid, -1):
                continue
            self.newest[uid] = sequence
            match str(calendar["METHOD"]):
                case "REQUEST":
                    self.entries[uid] = event
                case "CANCEL":
                    self.entries.pop(uid, None)
                case other:
                    raise AssertionError(other)

    def shown(self) -> dict:
        """Times and places by UID."""
        return {
            uid: (event.decoded("DTSTART"), event.decoded("DTEND"), str(event.get("LOCATION", "")))
            for uid, event in self.entries.items()
        }
