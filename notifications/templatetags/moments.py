"""``{% moment %}``: a time that nobody can misread, in mails and on pages."""

import datetime as dt
import zoneinfo

from django import template
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()

CLOCK = "H:i"
ISOLATE, RELEASE = "\u2068", "\u2069"  # keep a Latin zone name whole inside a right-to-left line of plain text


class StandIn(str):
    """The name of a fact in the fact's place, where the house's words are shown to whoever writes others."""

    __slots__ = ()


@register.simple_tag(takes_context=True)
def moment(context, value, until=None):
    """``value`` (an aware datetime, or ISO 8601 with offset) in the edition's zone, named; the reader's own beside it.

    The edition's zone is that of ``edition`` in the context (a row or a mail's facts), else the active one. The
    reader is ``recipient`` (in a mail) or ``user``; the own time is shown where its clock differs at that instant.
    ``until``: the end, shown as a span. Nothing is shown for None. In text (autoescape off) there is no markup.

    >>> {% moment starts_at until=ends_at %}
    Tuesday 8 April 2025, 11:00–11:30 (Asia/Karachi, PKT); your time 08:00–08:30 (Europe/Berlin, CEST)
    """
    if value is None or isinstance(value, StandIn):
        return value or ""
    start, end = _aware(value), _aware(until) if until else None
    zone, own = _edition_zone(context), _reader_zone(context)
    here = _said(start, end, zone, day=True, markup=context.autoescape)
    if own is None or start.astimezone(own).utcoffset() == start.astimezone(zone).utcoffset():
        return here
    same_day = start.astimezone(own).date() == start.astimezone(zone).date()
    there = _said(start, end, own, day=not same_day, markup=context.autoescape)
    both = _("%(time)s; your time %(own_time)s")
    if context.autoescape:
        return format_html(both.replace("%(time)s", "{time}").replace("%(own_time)s", "{own}"), time=here, own=there)
    return both % {"time": here, "own_time": there}


@register.filter
def day(value):
    """A date (or its ISO 8601 form, as the facts of a mail have it) in words: 8 April 2025. Nothing for nothing."""
    if not value or isinstance(value, StandIn):
        return value or ""
    return date_format(dt.date.fromisoformat(value) if isinstance(value, str) else value, _("j F Y"))


def _said(start, end, zone, *, day, markup):
    local = start.astimezone(zone)
    words = _clock(local, end and end.astimezone(zone))
    if day:
        words = _("%(day)s, %(time)s") % {"day": date_format(local, _("l j F Y")), "time": words}
    letters = _short(local)
    name = zone.key if letters == zone.key else f"{zone.key}, {letters}"
    if markup:
        return format_html(
            '<time datetime="{}">{}</time> <span class="zone">(<bdi>{}</bdi>)</span>', local.isoformat(), words, name
        )
    return f"{words} ({ISOLATE}{name}{RELEASE})" if translation.get_language_bidi() else f"{words} ({name})"


def _clock(start, end):
    if end is None:
        return date_format(start, CLOCK)
    last = date_format(end, CLOCK)
    if end.date() != start.date():
        last = _("%(day)s, %(time)s") % {"day": date_format(end, _("l j F Y")), "time": last}
    return f"{date_format(start, CLOCK)}–{last}"


def _short(local):
    """PKT, CEST; for the zones that have no letters of their own, UTC+4."""
    letters = local.tzname() or ""
    if letters[:1].isalpha():
        return letters
    hours, minutes = divmod(abs(int(local.utcoffset().total_seconds())) // 60, 60)
    sign = "-" if local.utcoffset() < dt.timedelta(0) else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def _aware(value):
    found = dt.datetime.fromisoformat(value) if isinstance(value, str) else value
    if timezone.is_naive(found):
        raise ValueError(f"{value!r} has no zone")
    return found


def _edition_zone(context):
    edition = context.get("edition")
    name = _of(edition, "timezone") if edition else ""
    return zoneinfo.ZoneInfo(name or timezone.get_current_timezone_name())


def _reader_zone(context):
    reader = context.get("recipient") or context.get("user")
    name = _of(reader, "timezone")
    return zoneinfo.ZoneInfo(name) if name else None


def _of(thing, name):
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, "")
