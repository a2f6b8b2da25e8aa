"""Reminder rules, each with what it would do before it is saved; and what is due when, to whom, and what left."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display

from delegations.models import Delegate, Delegation
from forum.admin.base import RoleAdmin
from forum.admin.buttons import list_button
from forum.admin.history import WithHistory
from forum.models import Role, Session
from forum.models.team import KNOWS_PEOPLE
from scheduling.actions import reminder_rules
from scheduling.admin.reminder_forms import ReminderRuleForm
from scheduling.models import Meeting, Reminder, ReminderMoment, ReminderRule, ReminderThing
from scheduling.models.reminder_rule import STILL_OF_USE
from scheduling.reminders import preview

SEEN = "_seen"
FIXED = ["edition", "thing", "reader"]


@admin.register(ReminderRule)
class ReminderRuleAdmin(WithHistory, RoleAdmin):
    view_roles = KNOWS_PEOPLE
    edit_rule = "edit_reminders"
    form = ReminderRuleForm
    view_on_site = False
    list_display = ["shown_thing", "shown_when", "reader", "channel", "shown_state", "shown_ahead", "edition"]
    list_filter = ["edition", "thing", "reader", "is_active"]
    list_select_related = ["edition"]
    fieldsets = [
        (None, {"fields": ["edition", ("thing", "reader"), "moment", ("amount", "unit"), "at"]}),
        (gettext_lazy("How"), {"fields": ["channel", "is_essential", "is_active"]}),
        (gettext_lazy("History"), {"fields": ["history"]}),
    ]
    actions_list = ["write_usual"]

    def get_queryset(self, request):
        ahead = Reminder.objects.planned().filter(rule=OuterRef("pk"), anchor_at__gt=now()).order_by()
        counted = ahead.values("rule").annotate(count=Count("pk")).values("count")
        return super().get_queryset(request).annotate(ahead=Subquery(counted))

    def get_readonly_fields(self, request, obj=None):
        return ["history", *super().get_readonly_fields(request, obj), *(FIXED if obj else [])]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What is sent is shown first, with what it would do; sent again from there it is saved."""
        if request.method == "POST" and SEEN not in request.POST:
            rule = self.get_object(request, object_id) if object_id else None
            if object_id and rule is None:
                raise Http404
            if not (self.has_change_permission(request, rule) if rule else self.has_add_permission(request)):
                raise PermissionDenied
            form = self.get_form(request, rule, change=rule is not None)(request.POST, instance=rule)
            if form.is_valid():
                return self._preview(request, form, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        acting = {"by": request.user, "now": now()}
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        facts = {name: getattr(obj, name) for name in reminder_rules.CHANGEABLE}
        if change:
            reminder_rules.edit(ReminderRule.objects.get(pk=obj.pk), **facts, **acting)
        else:
            obj.pk = reminder_rules.add(obj.edition, thing=obj.thing, reader=obj.reader, **facts, **acting).pk

    @display(description=gettext_lazy("of what"), ordering="thing")
    def shown_thing(self, rule):
        return capfirst(rule.get_thing_display())

    @display(description=gettext_lazy("when"))
    def shown_when(self, rule):
        return rule.when_in_words()

    @display(description=gettext_lazy("status"), ordering="is_active", label={"on": "success", "off": "warning"})
    def shown_state(self, rule):
        return ("on", _("active")) if rule.is_active else ("off", _("switched off"))

    @display(description=gettext_lazy("still to leave"))
    def shown_ahead(self, rule):
        return rule.ahead or 0

    @list_button(
        gettext_lazy("Write down the usual rules"),
        rule="edit_reminders",
        icon="playlist_add",
        lede=gettext_lazy(
            "Those that a new edition begins with, as far as this one does not have them, switched on or off. What is "
            "due already of what lies ahead leaves at once."
        ),
    )
    def write_usual(self, request, form):
        made = len(reminder_rules.write_usual(form.cleaned_data["edition"], by=request.user, now=now()))
        if not made:
            return _("All of the usual rules are there already.")
        return ngettext("%(count)d rule is written.", "%(count)d rules are written.", made) % {"count": made}

    def _preview(self, request, form, object_id):
        rule = form.instance
        context = {
            **self.admin_site.each_context(request),
            "title": _("What this rule would do"),
            "opts": self.opts,
            "rule": rule,
            "edition": rule.edition,
            "preview": preview.of(rule, now=now()),
            "given": [(name, value) for name, values in request.POST.lists() for value in values if name[:4] != "csrf"],
            "seen": SEEN,
            "back_url": reverse("admin:scheduling_reminderrule_changelist"),
        }
        return TemplateResponse(request, "admin/scheduling/reminder_preview.html", context)


@admin.register(Reminder)
class ReminderAdmin(RoleAdmin):
    """Only shown: rows follow the rules and the facts."""

    edition_path = "rule__edition"
    view_roles = frozenset({Role.ORGANISER})
    may_add = False
    view_on_site = False
    list_display = ["shown_reader", "shown_thing", "shown_time", "due_at", "shown_state", "shown_rule"]
    list_display_links = None
    list_select_related = ["rule__edition", "recipient"]
    list_filter = [
        "rule__edition",
        "rule__thing",
        "rule__reader",
        ("told_at", admin.EmptyFieldListFilter),
        "due_at",
    ]
    search_fields = ["email", "recipient__name", "about"]
    search_help_text = gettext_lazy("Address, name, or thing")
    ordering = [Coalesce("told_at", "overtaken_at").desc(nulls_first=True), "due_at", "pk"]  # what is next comes first
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(called=_called())

    @display(description=gettext_lazy("recipient"), ordering="email", header=True)
    def shown_reader(self, reminder):
        return [reminder.recipient.name if reminder.recipient else reminder.email, reminder.email]

    @display(description=gettext_lazy("of what"))
    def shown_thing(self, reminder):
        words = f"{capfirst(reminder.rule.get_thing_display())}: {reminder.called or reminder.rule.edition}"
        screen = SCREENS[reminder.rule.thing]
        if not reminder.called:
            return words
        return format_html('<a href="{}">{}</a>', reverse(f"admin:{screen}_change", args=[reminder.thing_id]), words)

    @display(description=gettext_lazy("reminds of"), ordering="anchor_at")
    def shown_time(self, reminder):
        is_after = reminder.rule.moment == ReminderMoment.AFTER_END
        return reminder.anchor_at - STILL_OF_USE if is_after else reminder.anchor_at

    @display(description=gettext_lazy("status"), label={"planned": "info", "told": "success", "overtaken": "warning"})
    def shown_state(self, reminder):
        if reminder.told_at:
            return "told", _("in the outbox")
        if reminder.overtaken_at:
            return "overtaken", _("overtaken")
        return "planned", _("planned")

    @display(description=gettext_lazy("rule"))
    def shown_rule(self, reminder):
        return reminder.rule.when_in_words()


SCREENS = {
    ReminderThing.MEETING: "scheduling_meeting",
    ReminderThing.SESSION: "forum_session",
    ReminderThing.NAMES: "delegations_delegation",
    ReminderThing.DETAILS: "delegations_delegation",
    ReminderThing.ARRIVAL: "delegations_delegate",
    ReminderThing.DEPARTURE: "delegations_delegate",
}
NAMES = {
    ReminderThing.MEETING: (Meeting, "subject"),
    ReminderThing.SESSION: (Session, "title"),
    ReminderThing.NAMES: (Delegation, "name"),
    ReminderThing.DETAILS: (Delegation, "name"),
    ReminderThing.ARRIVAL: (Delegate, "person__name"),
    ReminderThing.DEPARTURE: (Delegate, "person__name"),
}


def _called():
    """What the thing of a row is called; nothing for what is the whole edition's."""
    named = [
        When(rule__thing=thing, then=Subquery(model._default_manager.filter(pk=OuterRef("thing_id")).values(name)[:1]))  # noqa: SLF001
        for thing, (model, name) in NAMES.items()
    ]
    return Case(*named, default=None)
