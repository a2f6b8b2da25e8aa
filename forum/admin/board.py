"""The programme board: one day in all rooms as the desk has it, with the tray of drafts that still need a time."""

from datetime import date, timedelta

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forum import timetables
from forum.models import Edition, Session, SessionStatus


def page(model_admin, request):
    """The board of one edition and day (``?edition=``, ``?day=``); every session leads to its screen."""
    rows = model_admin.get_queryset(request)
    editions = list(Edition.objects.filter(pk__in=rows.order_by().values("edition")))
    edition = _chosen(editions, request.GET.get("edition"))
    context = {**model_admin.admin_site.each_context(request), "opts": model_admin.opts, "title": _("Programme board")}
    if edition:
        context |= _board(edition, rows.filter(edition=edition), _day(edition, request.GET.get("day", "")))
        context["editions"] = editions
    return TemplateResponse(request, "admin/programme_board.html", context)


def _chosen(editions, slug):
    if not slug:
        return editions[0] if editions else None
    found = next((one for one in editions if one.slug == slug), None)
    if found is None:
        raise Http404
    return found


def _day(edition, text):
    try:
        return parse_date(text) or edition.starts_on
    except ValueError:
        return edition.starts_on


def _board(edition, rows, day):
    timed = timetables.with_day(rows.filter(starts_at__isnull=False).with_people(), edition).filter(day=day)
    drafts = rows.filter(status=SessionStatus.DRAFT).order_by("title")
    return {
        "shown_edition": edition,
        "day": day,
        "days": _days(edition, day),
        "timetable": timetables.of_day(edition, day, timed.order_by("starts_at", "pk"), address=_screen),
        "drafts": [(one.title, _screen(one)) for one in drafts],
    }


def _days(edition, current: date):
    count = (edition.ends_on - edition.starts_on).days + 1
    days = (edition.starts_on + timedelta(days=number) for number in range(count))
    return [{"label": date_format(one, "l j F"), "day": one.isoformat(), "is_current": one == current} for one in days]


def _screen(session: Session) -> str:
    return reverse("admin:forum_session_change", args=[session.pk])
