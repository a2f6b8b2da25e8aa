"""What the edition says about asking for meetings: terms by kind, and who may ask whom."""

from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextInputWidget

from forum.admin.base import RoleAdmin
from forum.admin.history import WithHistory
from forum.models.team import KNOWS_PEOPLE
from scheduling.models import AskingRule, RequestTerms


@admin.register(RequestTerms)
class RequestTermsAdmin(WithHistory, RoleAdmin):
    view_roles = KNOWS_PEOPLE
    edit_rule = "run_meetings"
    may_delete = True
    view_on_site = False
    list_display = [
        "shown_kind",
        "answered_by",
        "most_pending",
        "most_agreed",
        "answer_hours",
        "shown_lengths",
        "edition",
    ]
    list_select_related = ["edition"]
    list_filter = ["edition"]
    fieldsets = [
        (None, {"fields": ["edition", "level", "needs_clearing", "answered_by", "answer_hours", "lengths"]}),
        (gettext_lazy("How many"), {"fields": [("most_pending", "most_agreed")]}),
        (gettext_lazy("Not arranged"), {"fields": ["excludes_same_organisation", "excludes_met_before"]}),
        (gettext_lazy("History"), {"fields": ["history"]}),
    ]
    readonly_fields = ["history"]
    formfield_overrides = {ArrayField: {"widget": UnfoldAdminTextInputWidget}}

    @display(description=gettext_lazy("level"), ordering="level")
    def shown_kind(self, terms):
        return str(terms)

    @display(description=gettext_lazy("lengths in minutes"))
    def shown_lengths(self, terms):
        return ", ".join(str(length) for length in terms.lengths) or _("every length")


@admin.register(AskingRule)
class AskingRuleAdmin(WithHistory, RoleAdmin):
    view_roles = KNOWS_PEOPLE
    edit_rule = "run_meetings"
    may_delete = True
    view_on_site = False
    list_display = ["place", "shown_guests", "shown_hosts", "shown_level", "shown_answer", "shown_reason", "edition"]
    list_display_links = ["place", "shown_guests"]
    list_select_related = ["edition"]
    list_filter = ["edition", "level", "is_allowed"]
    fieldsets = [
        (None, {"fields": ["edition", "place", "level"]}),
        (gettext_lazy("Who asks"), {"fields": ["guest_kind", "guest_country", "guest_category"]}),
        (gettext_lazy("Who is asked"), {"fields": ["host_kind", "host_country", "host_category"]}),
        (gettext_lazy("Answer"), {"fields": ["is_allowed", "reason", "native_reason"]}),
        (gettext_lazy("History"), {"fields": ["history"]}),
    ]
    readonly_fields = ["history"]

    @display(description=gettext_lazy("Who asks"))
    def shown_guests(self, rule):
        return rule.guests_in_words()

    @display(description=gettext_lazy("Who is asked"))
    def shown_hosts(self, rule):
        return rule.hosts_in_words()

    @display(description=gettext_lazy("level"), ordering="level")
    def shown_level(self, rule):
        return rule.get_level_display() or _("every kind")

    @display(description=gettext_lazy("reason"), ordering="reason")
    def shown_reason(self, rule):
        return rule.spoken_reason

    @display(description=gettext_lazy("may ask"), ordering="is_allowed", label={"yes": "success", "no": "danger"})
    def shown_answer(self, rule):
        return ("yes", _("may ask")) if rule.is_allowed else ("no", _("may not ask"))
