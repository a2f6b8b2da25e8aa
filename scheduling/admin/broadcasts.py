"""Broadcasts: written, shown with whom they reach, tested, scheduled, held, cancelled; and what became of them."""

from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display
from unfold.enums import ActionVariant

from core import workflow
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button
from forum.admin.history import WithHistory
from forum.models import Role
from notifications.models import Message, MessageStatus
from scheduling.actions import broadcasts
from scheduling.admin.broadcast_forms import WORDS, BroadcastWordsForm, ScheduleForm
from scheduling.broadcasts import preview, wording
from scheduling.models import Broadcast, BroadcastStatus

S = BroadcastStatus
TONES = {S.DRAFT: "warning", S.TESTED: "info", S.SCHEDULED: "info", S.SENDING: "info", S.SENT: "success"}
NAMES_SHOWN = 1000
READERS = ["reader", "kinds", "categories", "statuses", "day", "session", "room", "language"]
LOOKED_AT = ["shown_words", "shown_readers", "shown_people", "status", "leaves_at", "written_by", "history"]


@admin.register(Broadcast)
class BroadcastAdmin(WithHistory, RoleAdmin):
    view_roles = frozenset({Role.ORGANISER})
    edit_rule = "send_broadcasts"
    form = BroadcastWordsForm
    view_on_site = False
    list_display = ["__str__", "shown_state", "leaves_at", "shown_readers", "people", "written_by", "edition"]
    list_filter = ["edition", "status"]
    list_select_related = ["edition", "session", "room", "written_by"]
    autocomplete_fields = ["session", "room"]
    actions_detail = ["try_out", "schedule", "hold", "cancel"]

    def get_fieldsets(self, request, obj=None):
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return [(None, {"fields": ["edition", *LOOKED_AT]})]
        shown = [(gettext_lazy("As it stands"), {"fields": LOOKED_AT})] if obj else []
        return [
            *shown,
            (None, {"fields": ["edition"]}),
            (gettext_lazy("Words"), {"fields": WORDS}),
            (gettext_lazy("To whom"), {"fields": READERS}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *LOOKED_AT, *(["edition"] if obj else [])]

    def has_change_permission(self, request, obj=None):
        """What is scheduled or gone is looked at only."""
        may_change = obj.may_change if isinstance(obj, Broadcast) else True
        return may_change and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change):
        if not super().has_change_permission(request, obj):
            raise PermissionDenied
        given = {"words": form.cleaned_data["words"], **form.parts, "by": request.user, "now": now()}
        if change:
            broadcasts.edit(Broadcast.objects.get(pk=obj.pk), **given)
        else:
            obj.pk = broadcasts.write(obj.edition, **given).pk

    @display(description=gettext_lazy("status"), ordering="status", label=TONES)
    def shown_state(self, broadcast):
        return broadcast.status, broadcast.get_status_display()

    @display(description=gettext_lazy("to whom"))
    def shown_readers(self, broadcast):
        return wording.readers_of(broadcast)

    @display(description=gettext_lazy("words"))
    def shown_words(self, broadcast):
        said = [(language, broadcast.words[language]) for language in sorted(broadcast.words)]
        return render_to_string("admin/scheduling/broadcast_words.html", {"said": said})

    @display(description=gettext_lazy("people"))
    def shown_people(self, broadcast):
        """Before it leaves, whom it would reach; afterwards, what became of each message."""
        if broadcast.status in (S.SENDING, S.SENT):
            context = {"outcomes": _outcomes(broadcast, broadcast.seen_by), "people": broadcast.people}
        else:
            found = preview.of(broadcast, seen_by=broadcast.seen_by)
            context = {
                "counted": wording.counted(found),
                "named": found.segment.people[:NAMES_SHOWN],
                "more": max(0, found.count - NAMES_SHOWN),
                "unreachable": found.segment.unreachable[:NAMES_SHOWN],
            }
        return render_to_string("admin/scheduling/broadcast_people.html", context)

    @button(
        gettext_lazy("Send a test to me"),
        rule="send_broadcasts",
        when=lambda broadcast: broadcast.may_change,
        variant=ActionVariant.PRIMARY,
        icon="mark_email_read",
        lede=gettext_lazy("You get the words as they stand, a mail for each language. Nobody else gets anything."),
    )
    def try_out(self, request, broadcast, form):
        sent = broadcasts.send_test(broadcast, by=request.user, now=now())
        return ngettext("%(count)d mail is on its way to you.", "%(count)d mails are on their way to you.", sent) % {
            "count": sent
        }

    @button(
        gettext_lazy("Schedule"),
        rule="send_broadcasts",
        form=ScheduleForm,
        when=lambda broadcast: broadcast.may_change,
        icon="schedule_send",
        lede=gettext_lazy("Who is meant is worked out anew when it leaves. Until then it can be held or cancelled."),
    )
    def schedule(self, request, broadcast, form):
        broadcasts.schedule(broadcast, at=form.cleaned_data["at"], by=request.user, now=now())
        return _("It is scheduled.")

    @button(
        gettext_lazy("Hold"),
        rule="send_broadcasts",
        when=lambda broadcast: broadcast.status == S.SCHEDULED,
        icon="pause",
        lede=gettext_lazy("It does not leave at its time; it can be changed and scheduled again."),
    )
    def hold(self, request, broadcast, form):
        broadcasts.hold(broadcast, by=request.user, now=now())
        return _("It is held.")

    @button(
        gettext_lazy("Cancel for good"),
        rule="send_broadcasts",
        when=lambda broadcast: workflow.can(broadcast, S.CANCELLED),
        variant=ActionVariant.DANGER,
        icon="cancel",
        lede=gettext_lazy("It never leaves. What it says stays here."),
    )
    def cancel(self, request, broadcast, form):
        broadcasts.cancel(broadcast, by=request.user, now=now())
        return _("It is cancelled.")

    def get_object(self, request, object_id, from_field=None):
        """With whoever looks at it: the names beside it are those that this user may see."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.seen_by = request.user
        return found


def _outcomes(broadcast, user):
    """(words, count, address of the list) for each state in which there is a message."""
    mine = Message.objects.visible_to(user).filter(about=broadcast.about, kind="broadcast")
    counts = dict(mine.order_by().values_list("status").annotate(count=Count("pk")))
    bounced = mine.aggregate(count=Count("pk", filter=Q(bounced_at__isnull=False)))["count"]
    rows = [(str(label), counts.get(value, 0), {"status__exact": value}) for value, label in MessageStatus.choices]
    rows.append((_("bounced"), bounced, {"bounced_at__isempty": "0"}))
    messages = reverse("admin:notifications_message_changelist")
    return [
        (label, count, f"{messages}?{urlencode({'q': broadcast.about, **which})}")
        for label, count, which in rows
        if count
    ]
