"""Everything held of one person in one archive: a page to read, the same for machines, and the files."""

import io
import json
import zipfile

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from delegations import own_data
from delegations.own_data import Held, Part, Whose
from scheduling.models import Attendee, Meeting, Reminder


def _attended(one):
    mine = Meeting.objects.visible_to(one.user).filter(attendees__person=one.person) if one.person else None
    return mine.order_by("pk") if mine is not None else Meeting.objects.none()


def _reminded(one):
    mine = Reminder.objects.of_person(one.person) if one.person else Reminder.objects.filter(recipient=one.user)
    return mine.order_by("pk")


PARTS = (
    *own_data.PARTS,
    Part("meetings", _("Meetings"), _attended, ("edition", "subject", "starts_at", "ends_at", "place", "status")),
    Part("reminders", _("Reminders"), _reminded, ("about", "email", "anchor_at", "due_at", "told_at")),
    Part("replies", _("Your replies to meetings"), own_data.of_person(Attendee), ("meeting", "reply", "replied_at")),
)


def counted(asker: Whose) -> list[tuple[str, int]]:
    """How many rows each part holds, without reading any."""
    found = ((str(part.title), part.rows(asker).count()) for part in PARTS)
    return [(title, count) for title, count in found if count]


def archive(asker: Whose, *, now) -> io.BytesIO:
    """A ZIP with ``index.html``, ``data.json`` and the files, in the language of the reader."""
    held = list(own_data.gather(asker, PARTS))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
        facts = {"parts": held, "user": asker.user, "now": now}
        zipped.writestr("index.html", render_to_string("portal/own_data_index.html", facts))
        zipped.writestr("data.json", json.dumps(_for_machines(held), ensure_ascii=False, indent=1))
        for part in held:
            for name, kept in part.files:
                with kept.storage.open(kept.name) as file:
                    zipped.writestr(name, file.read())
    made.seek(0)
    return made


def _for_machines(held: list[Held]) -> dict:
    return {part.key: [{name: value for name, (_label, value) in row.items()} for row in part.rows] for part in held}
