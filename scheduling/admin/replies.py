"""Answers by mail that were set aside: why, what they say, and the button that says they are dealt with."""

from django.contrib import admin
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.enums import ActionVariant

from forum.admin.base import RoleAdmin
from forum.admin.buttons import bulk, button
from scheduling.actions import replies
from scheduling.models import SetAsideReply
from scheduling.models.set_aside import DESK


@admin.register(SetAsideReply)
class SetAsideReplyAdmin(RoleAdmin):
    """A row may belong to no edition; which rows are seen, ``visible_to`` says."""

    edition_path = ""
    view_roles = frozenset(DESK)
    edit_rule = "run_meetings"
    may_add = False
    view_on_site = False
    list_display = ["shown_what", "shown_meeting", "why", "received_at", "shown_state"]
    list_select_related = ["meeting", "settled_by"]
    list_filter = [("settled_at", admin.EmptyFieldListFilter), "received_at"]
    search_fields = ["sender", "subject", "why", "words"]
    fields = ["sender", "subject", "shown_meeting", "why", "words", "received_at", "settled_at", "settled_by"]
    readonly_fields = fields
    actions = ["settle_chosen"]
    actions_detail = ["settle"]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Nothing is written here, and so nothing saved."""
        nothing = {"show_save": False, "show_save_and_continue": False}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **nothing})

    @display(description=_("Reply"), header=True, ordering="sender")
    def shown_what(self, reply):
        return [reply.subject or _("without a subject"), reply.sender]

    @display(description=_("Meeting it names"))
    def shown_meeting(self, reply):
        return reply.meeting or "–"

    @display(description=_("Status"), ordering="settled_at", label={"open": "warning", "settled": "success"})
    def shown_state(self, reply):
        return ("settled", _("settled")) if reply.settled_at else ("open", _("to read"))

    @button(
        _("Settled"),
        rule="run_meetings",
        when=lambda reply: reply.settled_at is None,
        variant=ActionVariant.PRIMARY,
        icon="check",
        lede=_("You have read it and done what was to be done. The sender is not told."),
    )
    def settle(self, request, reply, form):
        replies.settle(reply, by=request.user, now=now())
        return _("Settled.")

    @bulk(_("Settled"), rule="run_meetings")
    def settle_chosen(self, request, reply):
        replies.settle(reply, by=request.user, now=now())
