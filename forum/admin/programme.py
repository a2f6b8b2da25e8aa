"""The desk of the programme: tracks, and sessions whose time, room, people and status change by buttons only."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display
from unfold.enums import ActionVariant

from core import workflow
from forum.actions import sessions, speakers
from forum.admin import board
from forum.admin.base import RoleAdmin, RoleTabularInline
from forum.admin.buttons import button
from forum.admin.editions import ReasonForm
from forum.admin.history import WithHistory
from forum.admin.published import ShownInTheProgramme
from forum.admin.session_forms import AppearanceForm, DayForm, PartForm, SessionForm, SlotForm, SpeakerForm
from forum.models import Appearance, Session, SessionStatus, Track

RULE = "edit_programme"


def _can(*statuses):
    """A button is offered when the life cycle has the step now."""
    return lambda session: any(workflow.can(session, one) for one in statuses)


def _is(*statuses):
    return lambda session: session.status in statuses


def _has_cast(session):
    return session.status not in speakers.OVER and session.appearances.exists()


@admin.register(Track)
class TrackAdmin(ShownInTheProgramme):
    edit_rule = RULE
    list_display = ["name", "edition", "position"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}


class AppearanceInline(RoleTabularInline):
    """Who appears, as it is; buttons change it, because they ask the ledger."""

    model = Appearance
    fields = ("person", "role", "position", "certainty", "source_note")
    readonly_fields = fields
    may_add = may_delete = False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person")


@admin.register(Session)
class SessionAdmin(WithHistory, RoleAdmin):
    edit_rule = RULE
    form = SessionForm
    list_display = ["title", "when", "room", "status_shown", "kind", "track"]
    list_filter = ["edition", "status", "kind", "track", "room"]
    list_select_related = ["edition", "room", "track"]
    search_fields = ["title", "subtitle", "people__name"]
    readonly_fields = ["status", "when", "room", "place", "version", "reported_on", "history"]
    inlines = [AppearanceInline]
    fieldsets = [
        (None, {"fields": ["edition", "title", "subtitle", "kind", "track", "language", "abstract"]}),
        (gettext_lazy("Time and place"), {"fields": ["status", "when", ("room", "place"), "capacity_needed"]}),
        (
            gettext_lazy("Source"),
            {"fields": ["reported_on", "certainty", "source_note", "sources"], "classes": ["collapse"]},
        ),
        (gettext_lazy("History"), {"fields": ["version", "history"]}),
    ]
    actions_list = ["programme_board"]
    actions_detail = [
        "schedule",
        "move",
        "add_speaker",
        "announce",
        "start",
        "finish",
        {
            "title": gettext_lazy("More"),
            "items": ["change_part", "remove_speaker", "unschedule", "cancel", "reopen"],
        },
    ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["edition"] if obj else [])]

    @action(description=gettext_lazy("Board"), url_path="board", permissions=["view"])
    def programme_board(self, request):
        return board.page(self, request)

    @admin.display(description=gettext_lazy("when"), ordering="starts_at")
    def when(self, session):
        if session.starts_at is None:
            return date_format(session.reported_on, "j M Y") if session.reported_on else _("no time yet")
        zone = session.edition.zone
        start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
        begins = date_format(start, _("D j M Y, H:i"))
        text = f"{begins}–{date_format(end, 'H:i')} ({session.edition.timezone})"
        return _("%(time)s, placeholder") % {"time": text} if session.is_time_placeholder else text

    @display(
        description=gettext_lazy("status"),
        ordering="status",
        label={"scheduled": "success", "live": "info", "draft": "warning", "cancelled": "danger"},
    )
    def status_shown(self, session):
        return session.status, session.get_status_display()

    def save_model(self, request, obj, form, change):
        acting = _acting(request)
        facts = {name: form.cleaned_data[name] for name in form.changed_data if name != "edition"}
        if change:
            sessions.edit(Session.objects.get(pk=obj.pk), **facts, **acting)
        else:
            obj.pk = sessions.draft(obj.edition, **facts, **acting).pk

    @button(gettext_lazy("Schedule"), rule=RULE, form=SlotForm, when=_is("draft"), variant=ActionVariant.PRIMARY)
    def schedule(self, request, session, form):
        sessions.schedule(form.seen, form.slot, **_acting(request))
        return _("The session is scheduled; the room and everybody who appears are booked.")

    @button(gettext_lazy("Move"), rule=RULE, form=SlotForm, when=_is(*sessions.MOVABLE))
    def move(self, request, session, form):
        sessions.move(form.seen, form.slot, **_acting(request))
        return _("The session has moved; whoever appears is told by mail.")

    @button(
        gettext_lazy("Announce for a day"),
        rule=RULE,
        form=DayForm,
        when=_is("draft"),
        lede=gettext_lazy("The session is published with its day and no clock time; nobody's time is booked."),
    )
    def announce(self, request, session, form):
        sessions.announce(session, on=form.cleaned_data["day"], **_acting(request))
        return _("The session is announced.")

    @button(gettext_lazy("It has begun"), rule=RULE, when=_can(SessionStatus.LIVE))
    def start(self, request, session, form):
        sessions.start(session, **_acting(request))
        return _("The session is live.")

    @button(gettext_lazy("It is over"), rule=RULE, when=_can(SessionStatus.DONE))
    def finish(self, request, session, form):
        sessions.finish(session, **_acting(request))
        return _("The session is done.")

    @button(gettext_lazy("Take back to the drafts"), rule=RULE, form=ReasonForm, when=_is("scheduled"))
    def unschedule(self, request, session, form):
        sessions.unschedule(session, reason=form.cleaned_data["reason"], **_acting(request))
        return _("The session is a draft again; the room and everybody are free.")

    @button(
        gettext_lazy("Cancel the session"),
        rule=RULE,
        form=ReasonForm,
        when=_can(SessionStatus.CANCELLED),
        variant=ActionVariant.DANGER,
        lede=gettext_lazy("The room and everybody are free again. Whoever appears is told by mail, with the reason."),
    )
    def cancel(self, request, session, form):
        sessions.cancel(session, reason=form.cleaned_data["reason"], **_acting(request))
        return _("The session is cancelled.")

    @button(gettext_lazy("Reopen"), rule=RULE, form=ReasonForm, when=_is("cancelled"))
    def reopen(self, request, session, form):
        sessions.reopen(session, reason=form.cleaned_data["reason"], **_acting(request))
        return _("The session is a draft again.")

    @button(
        gettext_lazy("Add a speaker"), rule=RULE, form=SpeakerForm, when=lambda one: one.status not in speakers.OVER
    )
    def add_speaker(self, request, session, form):
        speakers.add(session, form.cleaned_data["person"], role=form.cleaned_data["role"], **_acting(request))
        return _("%(person)s appears in this session.") % {"person": form.cleaned_data["person"]}

    @button(gettext_lazy("Remove a speaker"), rule=RULE, form=AppearanceForm, when=_has_cast)
    def remove_speaker(self, request, session, form):
        speakers.remove(form.cleaned_data["appearance"], **_acting(request))
        return _("The person is free again.")

    @button(gettext_lazy("Change a speaker's part"), rule=RULE, form=PartForm, when=_has_cast)
    def change_part(self, request, session, form):
        asked = form.cleaned_data
        speakers.change_part(asked["appearance"], role=asked["role"], position=asked["position"], **_acting(request))
        return _("The part is changed.")


def _acting(request):
    return {"by": request.user, "now": timezone.now()}
