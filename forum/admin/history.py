"""What happened to a thing, shown on its screen: steps of its life cycle, and fields that were changed."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.listing import listed
from core.models import StatusChange

MOST = 50


class WithHistory:
    """Adds the read-only field ``history`` to a model's admin; list it in ``readonly_fields`` and a fieldset."""

    @admin.display(description=gettext_lazy("History"))
    def history(self, thing):
        rows = sorted([*_steps(thing), *_changes(thing)], key=lambda row: row[0], reverse=True)[:MOST]
        if not rows:
            return _("Nothing yet.")
        zone = getattr(getattr(thing, "edition", None), "zone", None)
        shown = (
            (
                " · ".join(
                    str(part) for part in (date_format(localtime(at, zone), "DATETIME_FORMAT"), what, who) if part
                ),
            )
            for at, what, who in rows
        )
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", shown))


def _steps(thing):
    labels = dict(type(thing)._meta.get_field("status").flatchoices) if hasattr(thing, "status") else {}  # noqa: SLF001
    for step in StatusChange.objects.of(thing).select_related("actor"):
        what = f"{labels.get(step.before, step.before)} → {labels.get(step.after, step.after)}"
        yield step.happened_at, f"{what}: {step.reason}" if step.reason else what, step.actor or _("by itself")


def _changes(thing):
    """The rows that the database's triggers wrote, each compared with the one before it."""
    if not hasattr(thing, "events"):
        return
    events = list(thing.events.order_by("pgh_id").select_related("pgh_context")[:200])
    actors = User.objects.in_bulk({pk for event in events if (pk := _actor(event))})
    for before, after in zip([None, *events], events, strict=False):
        what = _("entered") if before is None else listed(_differences(before, after))
        if what:
            yield after.pgh_created_at, what, actors.get(_actor(after), "")


def _actor(event):
    return (event.pgh_context.metadata or {}).get("user") if event.pgh_context else None


def _differences(before, after):
    for field in after._meta.concrete_fields:  # noqa: SLF001 - the columns of a history row
        if field.name.startswith("pgh_") or field.name in ("version", "booking", "status"):
            continue
        if getattr(before, field.attname) != getattr(after, field.attname):
            yield str(field.verbose_name)
