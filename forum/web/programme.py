"""The programme as anyone reads it, by day and room, by track, or as a list; and one session."""

from dataclasses import replace
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forum import timetables
from forum.exchange import write_ics
from forum.exchange.collect import collect
from forum.exchange.write import CONTENT_TYPES
from forum.models import Session
from forum.web import kept
from forum.web.programme_filter import ProgrammeFilter

PER_PAGE = 60
FEW_ROOMS = 4
ANYONE = AnonymousUser()


def programme(request, edition):
    """What is announced. Drafts are never here: the page's inside is the same for everybody, and kept."""
    inside = kept.inside(request, lambda: _inside(request))
    return render(request, "forum/programme.html", inside)


def session(request, edition, public_id):
    """One session, also a draft for those who work on it."""
    rows = Session.objects.visible_to(request.user).filter(edition=request.edition).with_people()
    found = get_object_or_404(timetables.with_day(rows, request.edition), public_id=public_id)
    return render(request, "forum/session.html", {"session": found})


def session_calendar(request, edition, public_id):
    """One session as an .ics file, for whoever may read the programme."""
    programme = collect(request.edition)
    entries = tuple(entry for entry in programme.entries if entry.public_id == public_id)
    if not entries:
        raise Http404
    body = write_ics.write(replace(programme, entries=entries), now=timezone.now())
    named = {"Content-Disposition": f'attachment; filename="{request.edition.slug}-{public_id}.ics"'}
    return HttpResponse(body, content_type=CONTENT_TYPES["ics"], headers=named)


def address_of(edition):
    """How sessions of ``edition`` are addressed, resolved once for a whole page of them."""
    base = reverse("forum:programme", args=[edition.slug])
    return lambda session: f"{base}{session.public_id}/"


def _inside(request):
    """The page between letterhead and footer, and whether it needs a wide sheet."""
    context = _context(request)
    body = render_to_string("forum/_programme.html", context, request)
    return {"body": body, "is_wide": context.get("is_wide", False)}


def _context(request):
    asked = ProgrammeFilter(request.GET, edition=request.edition)
    public: QuerySet = Session.objects.visible_to(ANYONE).filter(edition=request.edition)
    rows = timetables.with_day(asked.apply(public), request.edition)
    counts = dict(rows.order_by("day").values_list("day").annotate(count=Count("pk")))
    view, day = asked.view_asked, asked.day_asked
    if view == "rooms":
        day = day or _opening_day(request.edition, counts)
        shown = _rooms(request, rows.filter(day=day), day)
    else:
        shown = _listed(request, rows.filter(day=day) if day else rows, by_track=view == "tracks")
    return shown | {
        "form": asked,
        "view": view,
        "day": day,
        "views": _views(request, asked, view),
        "days": _days(request, counts, day, offers_all=view != "rooms"),
        "count": counts.get(day, 0) if day else sum(counts.values()),
    }


def _rooms(request, rows, day):
    sessions = list(rows.with_people())
    timed = [one for one in sessions if one.starts_at]
    base = reverse("forum:programme", args=[request.edition.slug])
    address = address_of(request.edition)
    table = timetables.of_day(
        request.edition,
        day,
        timed,
        address=address,
        room_address=lambda room: f"{base}?view=list&room={room.public_id}",
    )
    return {
        "timetable": table,
        "density": "roomy" if table.column_count <= FEW_ROOMS else "",
        "is_wide": table.column_count > 6,
        "untimed": timetables.lines((one for one in sessions if not one.starts_at), address=address),
    }


def _listed(request, rows, *, by_track):
    order: list = ["day", "starts_at", "pk"]
    if by_track:
        order = [F("track__position").asc(nulls_last=True), "track__name", *order]
    page = Paginator(rows.order_by(*order).with_people(), PER_PAGE).get_page(request.GET.get("page"))
    lines = timetables.lines(page.object_list, address=address_of(request.edition))
    return {"page_obj": page, "lines": lines, "by_track": by_track}


def _opening_day(edition, counts) -> date:
    """Today while the forum lasts, else its first day with anything on it."""
    today = timezone.localdate()
    if edition.starts_on <= today <= edition.ends_on:
        return today
    return next((day for day in sorted(filter(None, counts)) if day >= edition.starts_on), edition.starts_on)


def _views(request, asked, current):
    choices = asked.fields["view"].choices
    return [
        {"label": label, "url": _address(request, view=name), "is_current": name == current} for name, label in choices
    ]


def _days(request, counts, current, *, offers_all):
    edition_days = {
        date.fromordinal(one)
        for one in range(request.edition.starts_on.toordinal(), request.edition.ends_on.toordinal() + 1)
    }
    tabs = [
        {
            "label": date_format(day, "l j F"),
            "url": _address(request, day=day.isoformat()),
            "is_current": day == current,
            "count": counts.get(day, 0),
        }
        for day in [*sorted(edition_days), *sorted(set(filter(None, counts)) - edition_days)]  # its own days first
    ]
    everything = {
        "label": _("All days"),
        "url": _address(request, day=None),
        "is_current": current is None,
        "count": sum(counts.values()),
    }
    return [everything, *tabs] if offers_all else tabs


def _address(request, **changes):
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"
