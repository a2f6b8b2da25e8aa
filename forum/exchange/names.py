"""Rooms, tracks and persons that a file names: found by id or by name, and made where they are missing."""

from dataclasses import dataclass

from django.utils.text import slugify

from forum.exchange.schedule import Schedule, Speaker
from forum.models import Edition, Person, Room, RoomKind, Track, Venue


@dataclass(frozen=True)
class Named:
    """Rooms and tracks by name, persons by key; how many of each are new, how many persons changed, and who of
    them has another name now."""

    rooms: dict[str, Room]
    tracks: dict[str, Track]
    persons: dict[str, Person]
    made: dict[str, int]
    persons_changed: int
    renamed: list[Person]


def find_or_make(edition: Edition, schedule: Schedule) -> Named:
    """Everything that `schedule` names, in the database."""
    rooms, made_rooms = _rooms(edition, schedule)
    tracks, made_tracks = _tracks(edition, schedule.tracks)
    speakers = {speaker.key: speaker for item in schedule.items for speaker in item.speakers}
    persons, made_persons, changed, renamed = _persons(speakers)
    made = {"rooms": made_rooms, "tracks": made_tracks, "persons": made_persons}
    return Named(rooms, tracks, persons, made, changed, renamed)


def _rooms(edition, schedule):
    present = Room.objects.filter(venue__edition=edition).order_by("venue__is_main", "-pk")
    rooms = {room.name: room for room in present}  # of two with one name, the main venue's
    missing = [name for name in schedule.rooms if name not in rooms]
    if missing:
        venue = _venue(edition, schedule)
        first = max((room.position for room in rooms.values()), default=-1) + 1
        made = [
            Room(venue=venue, name=name, kind=RoomKind.HALL, position=first + index)
            for index, name in enumerate(missing)
        ]
        rooms.update({room.name: room for room in Room.objects.bulk_create(made)})
    return rooms, len(missing)


def _venue(edition, schedule):
    main = Venue.objects.filter(edition=edition).order_by("-is_main", "pk").first()
    return main or Venue.objects.create(edition=edition, name=schedule.venue or edition.name, is_main=True)


def _tracks(edition, names):
    present = list(Track.objects.filter(edition=edition))
    tracks = {track.name: track for track in present}
    slugs = {track.slug for track in present}
    made = []
    for index, name in enumerate(name for name in names if name not in tracks):
        slug = _free_slug(name, slugs)
        slugs.add(slug)
        made.append(Track(edition=edition, name=name, slug=slug, position=len(present) + index))
    tracks.update({track.name: track for track in Track.objects.bulk_create(made)})
    return tracks, len(made)


def _free_slug(name, taken):
    stem = slugify(name, allow_unicode=True)[:120] or "track"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _persons(speakers: dict[str, Speaker]):
    ours = {speaker.public_id: key for key, speaker in speakers.items() if speaker.public_id}
    own = Person.objects.filter(public_id__in=ours)
    persons = {ours[person.public_id]: person for person in own}
    imported = {person.external_id: person for person in Person.objects.filter(external_id__in=speakers)}
    persons = imported | persons
    made = [
        Person(external_id=key, name=speaker.name, biography=speaker.biography)
        for key, speaker in speakers.items()
        if key not in persons
    ]
    persons.update({person.external_id: person for person in Person.objects.bulk_create(made, batch_size=1000)})
    renamed = [person for key, person in imported.items() if person.name != speakers[key].name]
    changed = [person for key, person in imported.items() if _update(person, speakers[key])]
    Person.objects.bulk_update(changed, ["name", "biography"], batch_size=500)
    return persons, len(made), len(changed), renamed


def _update(person, speaker):
    before = person.name, person.biography
    person.name, person.biography = speaker.name, speaker.biography or person.biography
    return before != (person.name, person.biography)
