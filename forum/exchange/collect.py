"""The public programme of an edition as plain values, in a few queries at any size: what every writer starts from."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.links import absolute
from forum.exchange import clock, guids
from forum.models import Appearance, Edition, Session, SessionStatus, Track, Venue


@dataclass(frozen=True)
class Part:
    """A person in a session."""

    public_id: str
    guid: str
    name: str
    role: str
    affiliation: str


@dataclass(frozen=True)
class Entry:
    """A session with a time. `room` is the name of its room or of its place elsewhere; `day` as programmes count."""

    public_id: str
    guid: str
    title: str
    subtitle: str
    abstract: str
    language: str
    kind: str
    track: str
    room: str
    starts_at: datetime
    ends_at: datetime
    version: int
    url: str
    source: str
    is_cancelled: bool
    is_time_placeholder: bool
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Programme:
    """Everything announced that has a time, in order of time. The times are in the edition's zone."""

    edition: Edition
    url: str
    venue: str
    tracks: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]

    @property
    def days(self):
        """Pairs of a date and its entries that take place."""
        held = [entry for entry in self.entries if not entry.is_cancelled]
        return groupby(held, key=lambda entry: clock.belongs_to(entry.starts_at, self.edition.zone))


COLUMNS = (
    "pk",
    "public_id",
    "external_id",
    "title",
    "subtitle",
    "abstract",
    "language",
    "kind",
    "track__name",
    "room__name",
    "place",
    "starts_at",
    "ends_at",
    "version",
    "sources",
    "status",
    "is_time_placeholder",
)
PERSON = ("public_id", "external_id", "honorific", "name", "position", "organisation")


def collect(edition: Edition) -> Programme:
    """The programme of `edition` as anybody may see it."""
    page = reverse("forum:programme", args=[edition.slug])
    public = Session.objects.visible_to(AnonymousUser()).filter(edition=edition, starts_at__isnull=False)
    rows = public.order_by("starts_at", "room__position", "room__name", "pk").values(*COLUMNS)
    parts = _parts(edition)
    venues = Venue.objects.filter(edition=edition).values_list("name", flat=True)
    return Programme(
        edition=edition,
        url=absolute(page),
        venue=next(iter(venues), ""),
        tracks=tuple(Track.objects.filter(edition=edition).values_list("name", "slug")),
        entries=tuple(_entry(row, parts[row["pk"]], edition.zone, absolute(page)) for row in rows),
    )


def _entry(row, parts, zone, page):
    return Entry(
        public_id=row["public_id"],
        guid=guids.of(row["public_id"], row["external_id"]),
        title=row["title"],
        subtitle=row["subtitle"],
        abstract=row["abstract"],
        language=row["language"],
        kind=row["kind"],
        track=row["track__name"] or "",
        room=row["room__name"] or row["place"],
        starts_at=row["starts_at"].astimezone(zone),
        ends_at=row["ends_at"].astimezone(zone),
        version=row["version"],
        url=f"{page}{row['public_id']}/",
        source=next(iter(row["sources"]), ""),
        is_cancelled=row["status"] == SessionStatus.CANCELLED,
        is_time_placeholder=row["is_time_placeholder"],
        parts=tuple(parts),
    )


def _parts(edition):
    """The persons of each session, by its key."""
    found = defaultdict(list)
    rows = Appearance.objects.filter(session__edition=edition).order_by("session", "position", "pk")
    persons: dict[str, tuple[str, str, str]] = {}
    for session, role, *person in rows.values_list("session", "role", *(f"person__{name}" for name in PERSON)):
        public_id, external_id, honorific, name, position, organisation = person
        if public_id not in persons:
            affiliation = ", ".join(filter(None, (position, organisation)))
            persons[public_id] = guids.of(public_id, external_id), f"{honorific} {name}".strip(), affiliation
        guid, shown, affiliation = persons[public_id]
        found[session].append(Part(public_id, guid, shown, role, affiliation))
    return found
