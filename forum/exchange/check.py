"""Makes a checked programme of what stood in a file, or says everything that is wrong with it."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.links import absolute
from forum.exchange import clock, guids
from forum.exchange.plain import plain
from forum.exchange.raw import RawDay, RawEvent, RawPerson, RawSchedule
from forum.exchange.schedule import BadFile, Item, Problem, Schedule, Speaker, no_zone
from forum.models import AppearanceRole, Room, Session, SessionKind, Track

KINDS = {
    "lecture": SessionKind.TECHNICAL,
    "talk": SessionKind.TECHNICAL,
    "devroom": SessionKind.TECHNICAL,
    "lightningtalk": SessionKind.TECHNICAL,
    "workshop": SessionKind.TECHNICAL,
    "maintrack": SessionKind.PLENARY,
    "podium": SessionKind.PANEL,
    "discussion": SessionKind.ROUNDTABLE,
    "bof": SessionKind.ROUNDTABLE,
}
LONGEST_ID = 80
YEARS = range(1970, 2200)
LONGEST_ITEM = timedelta(days=14)


def check(raw: RawSchedule, *, zone: ZoneInfo | None) -> Schedule:
    """The programme in `raw`. `zone` reads times that carry no offset, where the file names no zone.

    Raises BadFile with every problem at once.
    """
    return _Checking(raw, zone).schedule()


class _Checking:
    def __init__(self, raw: RawSchedule, zone: ZoneInfo | None):
        self.raw = raw
        self.problems: list[Problem] = []
        self.zone = self._zone_of_file() or zone
        self.day_change = clock.of_day(raw.conference.get("day_change", "")) or clock.DAY_CHANGES_AT
        self.source = self._source()
        self.keys: dict[str, str] = {}

    def schedule(self) -> Schedule:
        title = self.raw.conference.get("title", "")
        if not title:
            self._problem("conference", "title", _("The conference has no title."))
        items = [item for day in self.raw.days for event in day.events if (item := self._item(event, day))]
        if not items and not self.problems:
            self._problem("schedule", "event", _("There is not one event in it."))
        starts_on, ends_on = self._dates(items)
        zone_name = self.zone.key if self.zone else clock.zone_of_offsets([item.starts_at for item in items])
        if self.problems:
            raise BadFile(self.problems)
        conference = self.raw.conference
        return Schedule(
            title=title[:200],
            acronym=conference.get("acronym", ""),
            starts_on=starts_on,
            ends_on=ends_on,
            zone_name=zone_name,
            venue=conference.get("venue", "")[:200],
            city=conference.get("city", "")[:100],
            rooms=_names([*self.raw.rooms, *(item.room for item in items)], Room),
            tracks=_names([*self.raw.tracks, *(item.track for item in items)], Track),
            items=tuple(items),
        )

    def _zone_of_file(self):
        name = self.raw.conference.get("time_zone_name", "")
        zone = clock.zone(name) if name else None
        if name and zone is None:
            self._problem("conference", "time_zone_name", _("%(name)s is no time zone.") % {"name": name})
        return zone

    def _source(self):
        """Where the ids of persons come from; a person keeps theirs from one year's file to the next."""
        conference = self.raw.conference
        host = urlsplit(conference.get("base_url") or conference.get("url") or self.raw.system).netloc
        return host or self.raw.system or slugify(conference.get("acronym") or conference.get("title", ""))

    def _dates(self, items):
        conference = self.raw.conference
        days = [clock.day(day.date or day.start) for day in self.raw.days]
        zone = self.zone or (items[0].starts_at.tzinfo if items else None)
        days += [clock.belongs_to(item.starts_at, zone) for item in items] if zone else []
        known = [day for day in [*days, *(clock.day(conference.get(name, "")) for name in ("start", "end"))] if day]
        if not known:
            self._problem("conference", "start", _("No date tells when it begins."))
        return min(known, default=None), max(known, default=None)

    def _item(self, event: RawEvent, day: RawDay) -> Item | None:
        facts, before = event.facts, len(self.problems)
        key = self._key(event)
        title = facts.get("title", "")
        if not title:
            self._problem(event.where, "title", _("The event has no title."))
        starts_at = self._start(event, day)
        length = self._length(event)
        if facts.get("subtitle", "") == title:
            facts["subtitle"] = ""
        speakers = self._speakers(event)
        if len(self.problems) > before or starts_at is None or length is None:
            return None
        return Item(
            where=event.where,
            key=key,
            title=_cut(title, Session, "title"),
            starts_at=starts_at,
            ends_at=starts_at + length,
            subtitle=_cut(facts.get("subtitle", ""), Session, "subtitle"),
            abstract=_abstract(facts),
            language=_cut(facts.get("language", ""), Session, "language"),
            kind=_kind(facts.get("type", "")),
            track=_cut(facts.get("track", ""), Track, "name"),
            room=_cut(event.room, Room, "name"),
            speakers=speakers,
            url=_url(facts.get("origin_url") or facts.get("url", "")),
            public_id=guids.public_id(key),
        )

    def _key(self, event):
        facts = event.facts
        key = facts.get("guid") or facts.get("id") or facts.get("code") or facts.get("slug", "")
        if not key:
            self._problem(event.where, "guid", _("The event has no id: neither guid nor id, code or slug."))
        elif len(key) > LONGEST_ID:
            self._problem(event.where, "guid", _("The id has more than %(most)d characters.") % {"most": LONGEST_ID})
        elif other := self.keys.get(key):
            self._problem(
                event.where, "guid", _("The id %(id)s is also that of %(other)s.") % {"id": key, "other": other}
            )
        else:
            self.keys[key] = event.where
        return key

    def _start(self, event, day) -> datetime | None:
        stamp, start = event.facts.get("date", ""), event.facts.get("start", "")
        moment = clock.moment(stamp) or clock.moment(start) or self._of_parts(stamp, start, day)
        if moment is None:
            given = ", ".join(filter(None, (stamp, start, day.date)))
            self._problem(event.where, "date", _("No start can be read from “%(given)s”.") % {"given": given})
        elif moment.year not in YEARS:
            self._problem(event.where, "date", _("The year %(year)d cannot be right.") % {"year": moment.year})
        elif moment.tzinfo is None and self.zone is None:
            self._problem(event.where, "date", no_zone())
        else:
            return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)
        return None

    def _of_parts(self, stamp, start, day):
        """An old file: a day, and a local time that may lie after its midnight."""
        date, time = clock.day(stamp or day.date or day.start), clock.of_day(start)
        if date is None or time is None:
            return None
        opening = clock.moment(day.start)
        change = opening.time() if opening else self.day_change
        return datetime.combine(date + timedelta(days=1 if time < change and not stamp else 0), time)

    def _length(self, event):
        facts = event.facts
        length = clock.duration(facts.get("duration", ""))
        starts_at, ends_at = clock.moment(facts.get("date", "")), clock.moment(facts.get("end", ""))
        if length is None and starts_at and ends_at and bool(starts_at.tzinfo) == bool(ends_at.tzinfo):
            length = ends_at - starts_at
        if length is None:
            given = facts.get("duration", "")
            self._problem(event.where, "duration", _("“%(given)s” is no length as HH:MM.") % {"given": given})
        elif length <= timedelta(0):
            self._problem(event.where, "duration", _("It ends before it starts."))
        elif length > LONGEST_ITEM:
            self._problem(event.where, "duration", _("It is longer than two weeks."))
        else:
            return length
        return None

    def _speakers(self, event):
        """Each person once: files list one twice where two submissions were merged."""
        found: dict[str, Speaker] = {}
        for person in event.persons:
            if person.name:
                speaker = self._speaker(person)
                found.setdefault(speaker.key, speaker)
            else:
                self._problem(person.where, "person", _("The person has no name."))
        return tuple(found.values())

    def _speaker(self, person: RawPerson) -> Speaker:
        within = person.id or person.code or f"name:{person.name}"
        key = person.guid or f"{self.source[:30]}:{within}"[:LONGEST_ID]
        role = AppearanceRole(person.role) if person.role in AppearanceRole else None
        return Speaker(
            key=key,
            name=person.name[:200],
            biography=plain(person.biography),
            role=role,
            public_id=guids.public_id(person.guid),
        )

    def _problem(self, where, field, reason):
        self.problems.append(Problem(where, field, reason))


def _kind(text):
    word = slugify(text).replace("-", "_")
    return SessionKind(word) if word in SessionKind else KINDS.get(word.replace("_", ""), SessionKind.OTHER)


def _abstract(facts):
    """Both texts of an event; many files give the same one twice."""
    abstract, description = plain(facts.get("abstract", "")), plain(facts.get("description", ""))
    if not description or description in abstract:
        return abstract
    return description if abstract in description else f"{abstract}\n\n{description}"


def _url(text):
    """Where a session was published first; a page of ours is no source of itself."""
    is_source = text.startswith(("http://", "https://")) and not text.startswith(absolute("/"))
    return text if is_source and len(text) <= 600 else ""


def _names(names, model):
    """Each name once, in the order of the file, as long as it may be."""
    return tuple(dict.fromkeys(_cut(name.strip(), model, "name") for name in names if name.strip()))


def _cut(text, model, field):
    most = model._meta.get_field(field).max_length  # noqa: SLF001 - Django's public but underscored interface
    return text if len(text) <= most else text[: most - 1] + "…"
