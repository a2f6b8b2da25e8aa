"""What stands in a file, format aside and unchecked: every value is text, and knows where it stands."""

from dataclasses import dataclass, field


@dataclass
class RawPerson:
    where: str
    name: str
    id: str = ""
    guid: str = ""
    code: str = ""
    biography: str = ""
    role: str = ""


@dataclass
class RawEvent:
    """`facts` by the names of the c3voc formats: title, date, start, duration, track, type and so on."""

    where: str
    room: str
    facts: dict[str, str] = field(default_factory=dict)
    persons: list[RawPerson] = field(default_factory=list)


@dataclass
class RawDay:
    where: str
    date: str = ""
    start: str = ""
    events: list[RawEvent] = field(default_factory=list)


@dataclass
class RawSchedule:
    """`conference` by the formats' names: title, acronym, start, end, time_zone_name, venue, city, base_url."""

    conference: dict[str, str]
    system: str = ""
    days: list[RawDay] = field(default_factory=list)
    rooms: list[str] = field(default_factory=list)
    tracks: list[str] = field(default_factory=list)
