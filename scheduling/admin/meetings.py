"""The meetings desk: the queue by status, one meeting with all its buttons, the room board."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from core.errors import Taken
from delegations.admin import panels
from forum.admin.base import RoleAdmin
from forum.admin.buttons import bulk, button
from forum.models import Role
from scheduling import moves, standing, timing
from scheduling.actions import answers, course, facts, placing, requests
from scheduling.admin import swapping
from scheduling.admin.board import board, days_of
from scheduling.admin.clearing import Clearing
from scheduling.admin.filters import ShortFilter
from scheduling.admin.forms import MeetingForm, OfferedTimeForm, OutcomeForm, ReasonForm, SlotForm
from scheduling.models import Answer, Meeting, MeetingStatus

S = MeetingStatus
TONES = {
    S.REQUESTED: "warning",
    S.CLEARING: "warning",
    S.ACCEPTED: "info",
    S.SCHEDULED: "success",
    S.CONFIRMED: "success",
    S.IN_PROGRESS: "info",
    S.DECLINED: "danger",
    S.CANCELLED: "danger",
    S.NO_SHOW: "danger",
}


def _at(*statuses):
    return lambda meeting: meeting.status in statuses


def _has_offer(meeting):
    return meeting.status in answers.BEFORE_PLACING and meeting.proposals.filter(answer=Answer.PENDING).exists()


def _can(status):
    return lambda meeting: workflow.can(meeting, status) and not timing.is_too_early(meeting, status, now=now())


@admin.register(Meeting)
class MeetingAdmin(Clearing, RoleAdmin):
    view_roles = frozenset({Role.ORGANISER, Role.MEETINGS, Role.PROTOCOL, Role.VIEWER})
    edit_rule = "run_meetings"
    may_add = False
    view_on_site = False
    list_display = ["subject", "shown_sides", "shown_time", "room", "shown_status"]
    list_select_related = ["edition", "room"]
    list_filter = ["status", "level", "confidentiality", ShortFilter, "room", "edition"]
    list_before_template = "admin/scheduling/tabs.html"
    search_fields = ["subject", "topics", "parties__delegation__name", "attendees__person__name", "public_id"]
    ordering = ["starts_at", "pk"]
    form = MeetingForm
    actions = ["confirm_chosen", "swap_chosen"]
    actions_detail = [
        *("clear", "refuse", "take_time", "accept"),
        "place",
        "move_it",
        "confirm",
        "start",
        "hold",
        "decline",
        {"title": _("More"), "items": ["leave_time", "no_show", "unplace", "expire", "withdraw", "cancel"]},
    ]
    change_form_outer_before_template = "admin/scheduling/meeting.html"

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("parties__delegation")

    def get_urls(self):
        return [
            path("board/<slug:edition>/<slug:day>/", self.admin_site.admin_view(self.board_view), name="room_board"),
            *super().get_urls(),
        ]

    @display(description=_("Sides"))
    def shown_sides(self, meeting):
        return " · ".join(str(party.delegation) for party in meeting.parties.all())

    @display(description=_("Time"), ordering="starts_at")
    def shown_time(self, meeting):
        if meeting.starts_at is None:
            return meeting.reported_on and date_format(meeting.reported_on, "j M Y")
        local = meeting.starts_at.astimezone(meeting.edition.zone)
        begins = date_format(local, gettext("j M, H:i"))
        return f"{begins} {local.tzname()}"

    @display(description=_("Status"), ordering="status", label=dict(TONES))
    def shown_status(self, meeting):
        return meeting.status, meeting.get_status_display()

    @button(
        _("Take the offered time"),
        rule="place_meeting",
        form=OfferedTimeForm,
        when=_has_offer,
        variant=ActionVariant.PRIMARY,
        icon="schedule",
        lede=_("Both sides have said yes then, and the desk places the meeting within this time."),
    )
    def take_time(self, request, meeting, form):
        answers.take(form.cleaned_data["proposal"], by=request.user, now=now())
        return _("The time is taken. The askers are told.")

    @button(_("Leave the offered time"), rule="place_meeting", form=OfferedTimeForm, when=_has_offer, icon="timer_off")
    def leave_time(self, request, meeting, form):
        answers.leave(form.cleaned_data["proposal"], by=request.user, now=now())
        return _("The time is left. Whoever offered it is told.")

    @button(
        _("Accept for the host"),
        rule="place_meeting",
        when=_at(*standing.ASKING),
        variant=ActionVariant.PRIMARY,
        icon="check",
        lede=_("For every side that has not answered. The askers are told."),
    )
    def accept(self, request, meeting, form):
        for party in meeting.parties.filter(answer="pending").select_related("meeting", "delegation"):
            answers.accept(party, by=request.user, now=now())
        return _("Accepted.")

    @button(
        _("Decline for the host"),
        rule="place_meeting",
        form=ReasonForm,
        when=_can(S.DECLINED),
        variant=ActionVariant.DANGER,
        icon="close",
    )
    def decline(self, request, meeting, form):
        party = meeting.parties.filter(side="host").exclude(answer="declined").select_related("meeting")[0]
        answers.decline(party, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("Declined. The askers are told.")

    @button(
        pgettext_lazy("verb", "Place"),
        rule="place_meeting",
        form=SlotForm,
        when=_at(S.ACCEPTED),
        variant=ActionVariant.PRIMARY,
        icon="event",
        lede=_("Room and everybody who attends are claimed together, and invited at once."),
    )
    def place(self, request, meeting, form):
        return self._put(placing.place, request, meeting, form)

    @button(
        _("Move"),
        rule="place_meeting",
        form=SlotForm,
        when=_at(*placing.MOVABLE),
        icon="move_down",
        lede=_("The status stays; everybody who attends is told the new time and place."),
    )
    def move_it(self, request, meeting, form):
        return self._put(placing.move, request, meeting, form)

    @button(_("Take off the plan"), rule="place_meeting", form=ReasonForm, when=_at(*placing.MOVABLE), icon="undo")
    def unplace(self, request, meeting, form):
        placing.unplace(meeting, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("Off the plan. Everybody who attends is told.")

    @button(_("Confirm"), rule="place_meeting", when=_can(S.CONFIRMED), variant=ActionVariant.PRIMARY, icon="done_all")
    def confirm(self, request, meeting, form):
        course.confirm(meeting, by=request.user, now=now())
        return _("Confirmed.")

    @button(_("It has begun"), rule="place_meeting", when=_can(S.IN_PROGRESS), icon="play_arrow")
    def start(self, request, meeting, form):
        course.start(meeting, by=request.user, now=now())
        return _("It has begun.")

    @button(_("Was held"), rule="place_meeting", form=OutcomeForm, when=_can(S.HELD), icon="task_alt")
    def hold(self, request, meeting, form):
        course.hold(meeting, outcome=form.cleaned_data["outcome"], by=request.user, now=now())
        return _("Recorded.")

    @button(_("Nobody came"), rule="place_meeting", form=ReasonForm, when=_can(S.NO_SHOW), icon="person_off")
    def no_show(self, request, meeting, form):
        course.no_show(meeting, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("Recorded. Room and people are free again.")

    @button(_("Close unanswered"), rule="place_meeting", when=_can(S.EXPIRED), icon="hourglass_disabled")
    def expire(self, request, meeting, form):
        requests.expire(meeting, by=request.user, now=now())
        return _("Closed. The askers are told.")

    @button(_("Withdraw for the guest"), rule="place_meeting", form=ReasonForm, when=_can(S.WITHDRAWN), icon="reply")
    def withdraw(self, request, meeting, form):
        requests.withdraw(meeting, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("Withdrawn.")

    @button(
        _("Cancel"),
        rule="place_meeting",
        form=ReasonForm,
        when=_can(S.CANCELLED),
        variant=ActionVariant.DANGER,
        icon="event_busy",
        lede=_("Everybody who attends is told at once; room and people are free again."),
    )
    def cancel(self, request, meeting, form):
        course.cancel(meeting, reason=form.cleaned_data["reason"], by=request.user, now=now())
        return _("Cancelled. Everybody is told.")

    @bulk(_("Confirm"), rule="place_meeting")
    def confirm_chosen(self, request, meeting):
        course.confirm(meeting, by=request.user, now=now())

    @admin.action(description=_("Change places, after a preview"), permissions=["change"])
    def swap_chosen(self, request, queryset):
        return swapping.page(self, request, queryset)

    def save_model(self, request, obj, form, change):
        facts.edit(form.unchanged, **form.facts, by=request.user, now=now())

    def changelist_view(self, request, extra_context=None):
        rows = self.get_queryset(request)
        boards = list(self.editable_editions(request))
        extra = {"status_tabs": panels.tabs(request, rows, MeetingStatus), "boards": boards}
        return super().changelist_view(request, {**(extra_context or {}), **extra})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        meeting = self.get_object(request, str(object_id))
        beside = _beside(meeting) if meeting else {}
        answer = super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})
        if meeting and isinstance(answer, TemplateResponse) and answer.context_data:
            answer.context_data["title"] = meeting.subject
        return answer

    def board_view(self, request, edition, day):
        """Rooms by time for one day; what the reader may not see is only taken."""
        found = next((one for one in self.editable_editions(request) if one.slug == edition), None)
        if found is None:
            raise PermissionDenied
        try:
            shown = date.fromisoformat(day)
        except ValueError:
            raise Http404 from None
        days = [
            {"label": date_format(one, "D j M"), "url": self._board_url(found, one), "is_current": one == shown}
            for one in days_of(found)
        ]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Room board"),
            "edition": found,
            "days": days,
            "timetable": board(found, shown, request.user),
        }
        return TemplateResponse(request, "admin/scheduling/board.html", context)

    def _board_url(self, edition, day):
        return reverse(f"{self.admin_site.name}:room_board", args=[edition.slug, day.isoformat()])

    def _put(self, action, request, meeting, form):
        try:
            action(meeting, form.slot(), by=request.user, now=now())
        except Taken as refusal:
            form.offer(refusal.facts["alternatives"])
            raise
        return _("%(meeting)s has its time and place. Everybody who attends is told.") % {"meeting": meeting}


def _beside(meeting):
    parties = meeting.parties.select_related("delegation").prefetch_related("attendees__person")
    return {
        "meeting": meeting,
        "parties": list(parties),
        "proposals": meeting.proposals.select_related("party__delegation"),
        "changes": _changes(meeting),
        "zone": meeting.edition.timezone,
    }


def _changes(meeting):
    """The steps of its life and its moves, newest first."""
    moved = [{"at": one.at, "before": one.before, "after": one.after, "actor": one.actor} for one in moves.of(meeting)]
    return sorted([*panels.history(meeting, MeetingStatus), *moved], key=lambda one: one["at"], reverse=True)
