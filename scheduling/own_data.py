"""Everything held of one person in one archive: a page to read, the same for machines, and the files."""

import io
import json
import zipfile
from collections.abc import Iterator

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from delegations import own_data
from delegations.own_data import Held, Part, Whose
from scheduling.models import Attendee, Broadcast, Meeting, Reminder


def _attended(one):
    mine = Meeting.objects.visible_to(one.user).filter(attendees__person=one.person) if one.person else None
    return mine.order_by("pk") if mine is not None else Meeting.objects.none()


def _reminded(one):
    mine = Reminder.objects.of_person(one.person) if one.person else Reminder.objects.filter(recipient=one.user)
    return mine.order_by("pk")


def _written(one):
    return Broadcast.objects.filter(written_by=one.user).order_by("pk")


PARTS = (
    *own_data.PARTS,
    Part("meetings", _("Meetings"), _attended, ("edition", "subject", "starts_at", "ends_at", "place", "status")),
    Part("reminders", _("Reminders"), _reminded, ("about", "email", "anchor_at", "due_at", "told_at")),
    Part("broadcasts", _("Broadcasts you wrote"), _written, ("edition", "words", "written_at", "status")),
    Part("replies", _("Your replies to meetings"), own_data.of_person(Attendee), ("meeting", "reply", "replied_at")),
)


def counted(asker: Whose) -> list[tuple[str, int]]:
    """How many rows each part holds, without reading any."""
    found = ((str(part.title), part.rows(asker).count()) for part in PARTS)
    return [(title, count) for title, count in found if count]


class _Passage(io.RawIOBase):
    """What a ZIP writes and cannot go back to: taken from here as soon as it is written."""

    def __init__(self):
        self._written = bytearray()

    def writable(self):
        return True

    def write(self, piece):
        self._written += piece
        return len(piece)

    def taken(self) -> bytes:
        piece = bytes(self._written)
        self._written.clear()
        return piece


def archive(asker: Whose, *, now) -> Iterator[bytes]:
    """A ZIP with ``index.html``, ``data.json`` and the files, in the language of the reader.

    What is asked of the database is asked at once; the files are read one after the other while the pieces are taken,
    so that no more than one is held, and nothing of it lies on a disk in between.
    """
    held = list(own_data.gather(asker, PARTS))
    facts = {"parts": held, "user": asker.user, "now": now}
    words = {
        "index.html": render_to_string("portal/own_data_index.html", facts),
        "data.json": json.dumps(_for_machines(held), ensure_ascii=False, indent=1),
    }
    return _pieces(words, [one for part in held for one in part.files])


def _pieces(words, files):
    passage = _Passage()
    with zipfile.ZipFile(passage, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in words.items():
            zipped.writestr(name, text)
            yield passage.taken()
        for name, kept in files:
            with kept.storage.open(kept.name) as file:
                zipped.writestr(name, file.read())
            yield passage.taken()
    yield passage.taken()


def _for_machines(held: list[Held]) -> dict:
    return {part.key: [{name: value for name, (_label, value) in row.items()} for row in part.rows] for part in held}
