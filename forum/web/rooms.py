"""The board of rooms: what is on now in each, and what comes next."""

from datetime import datetime, timedelta

from django import forms
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum import timetables
from forum.models import Room, Session, SessionStatus
from forum.web.programme import ANYONE, address_of

AHEAD = timedelta(hours=18)


class MomentForm(forms.Form):
    at = forms.DateTimeField(
        label=_("At another time"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, "%Y-%m-%dT%H:%M"),
    )

    def clean_at(self):
        moment = self.cleaned_data["at"]
        if moment and not 1970 <= moment.year <= 2200:
            raise forms.ValidationError(_("Choose a time near the forum."))
        return moment


def rooms(request, edition):
    """Now, or at the time that the address asks for, in the edition's zone."""
    asked = MomentForm(request.GET, use_required_attribute=False)
    asked.is_valid()
    moment = asked.cleaned_data.get("at") or timezone.now()
    board = _board(request.edition, moment)
    return render(request, "forum/rooms.html", {"form": asked, "moment": moment, "board": board})


def _board(edition, moment: datetime):
    rows = Session.objects.visible_to(ANYONE).filter(edition=edition, room__isnull=False).with_people()
    rows = rows.exclude(status=SessionStatus.CANCELLED)
    coming = rows.filter(ends_at__gt=moment, starts_at__lt=moment + AHEAD).order_by("starts_at", "pk")
    by_room: dict[int | None, list[timetables.Line]] = {}
    for line in timetables.lines(timetables.with_day(coming, edition), address=address_of(edition)):
        by_room.setdefault(line.session.room_id, []).append(line)
    in_use = Room.objects.filter(pk__in=rows.order_by().values("room")).select_related("venue")
    return [_line(room, by_room.get(room.pk, []), moment) for room in in_use]


def _line(room, coming, moment):
    now = [line for line in coming if line.session.starts_at <= moment]
    later = [line for line in coming if line.session.starts_at > moment]
    return {"room": room, "note": timetables.note(room), "now": now, "next": later[0] if later else None}
