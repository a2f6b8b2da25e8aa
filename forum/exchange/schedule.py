"""A programme that came from a file, checked: what reading gives and importing takes."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import InvalidInput
from forum.models import AppearanceRole, SessionKind


@dataclass(frozen=True)
class Problem:
    """What is wrong in a file: `where` is a line ("line 93") or a path ("days[0].rooms.Curie[3]")."""

    where: str
    field: str
    reason: str

    def __str__(self):
        return f"{self.where}: {self.field}: {self.reason}"


class BadFile(InvalidInput):
    """A file that cannot be imported, with every problem in it."""

    def __init__(self, problems: list[Problem]):
        sentence = ngettext(
            "The file has %(count)d problem; nothing of it was imported.",
            "The file has %(count)d problems; nothing of it was imported.",
            len(problems),
        ) % {"count": len(problems)}
        facts = {"problems": [{"where": one.where, "field": one.field, "reason": one.reason} for one in problems]}
        super().__init__(sentence, field="file", code="bad-file", facts=facts)
        self.problems = problems


@dataclass(frozen=True)
class Speaker:
    """A person in an item. `key`: unique where the file comes from; `public_id`: ours, when the file came from here."""

    key: str
    name: str
    biography: str = ""
    role: AppearanceRole | None = None
    public_id: str = ""


@dataclass(frozen=True)
class Item:
    """One session of the file. `key` is its id there; the times are aware."""

    where: str
    key: str
    title: str
    starts_at: datetime
    ends_at: datetime
    subtitle: str = ""
    abstract: str = ""
    language: str = ""
    kind: SessionKind = SessionKind.OTHER
    track: str = ""
    room: str = ""
    speakers: tuple[Speaker, ...] = ()
    url: str = ""
    public_id: str = ""


@dataclass(frozen=True)
class Schedule:
    """A whole file. `zone_name` is "" when the file neither names its zone nor lets it be told from its offsets."""

    title: str
    acronym: str
    starts_on: date
    ends_on: date
    zone_name: str
    venue: str = ""
    city: str = ""
    rooms: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()


def no_zone() -> str:
    """The sentence for times that nothing places on the globe."""
    return _("Neither the file nor its times name a time zone. Give one, as in --timezone Asia/Karachi.")
