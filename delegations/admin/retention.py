"""Privacy in the panel: until when things are kept, and what has been erased."""

import datetime as dt

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import display

from delegations.actions import retention
from delegations.models import Erasure, RetentionRule
from forum.admin.base import RoleAdmin
from forum.admin.buttons import list_button
from forum.models import Role


@admin.register(RetentionRule)
class RetentionRuleAdmin(RoleAdmin):
    view_roles = frozenset({Role.ORGANISER, Role.ACCREDITATION})
    edit_rule = "edit_retention"
    edits_archived = True
    list_display = ["shown_group", "shown_category", "days", "shown_date", "edition"]
    list_display_links = ["shown_group"]
    list_select_related = ["edition"]
    list_filter = ["edition", "group"]
    ordering = ["edition", "group", "category"]
    fields = ["edition", "group", "category", "days", "shown_date", "shown_waiting"]
    readonly_fields = ["shown_date", "shown_waiting"]
    actions_list = ["write_usual"]

    @display(description=gettext_lazy("what"), ordering="group")
    def shown_group(self, rule):
        return capfirst(rule.get_group_display())

    @display(description=gettext_lazy("category"), ordering="category")
    def shown_category(self, rule):
        return capfirst(rule.get_category_display()) if rule.category else _("All others")

    @display(description=gettext_lazy("erased in the night after"))
    def shown_date(self, rule):
        if rule.days is None or not rule.pk:
            return "–"
        return date_format(rule.edition.ends_on + dt.timedelta(days=rule.days), "j M Y")

    @display(description=gettext_lazy("kept today, to be erased then"))
    def shown_waiting(self, rule):
        return retention.waiting(rule.edition, rule.group, rule.category) if rule.pk else "–"

    @list_button(
        gettext_lazy("Write down the usual rules"),
        rule="edit_retention",
        icon="playlist_add",
        lede=gettext_lazy(
            "Everything that has no rule gets what is usual: scans and health a week after the last day, documents and "
            "travel a month, notes of agencies and photos three months, papers, letters and applications half a year, "
            "reasons, gates and mails a year, addresses and former names two. What is erased cannot be brought back. "
            "Rules that are written already stay."
        ),
    )
    def write_usual(self, request, form):
        made = len(retention.write_usual(form.cleaned_data["edition"]))
        if not made:
            return _("Everything has its rule already.")
        return ngettext("%(count)d rule is written.", "%(count)d rules are written.", made) % {"count": made}


@admin.register(Erasure)
class ErasureAdmin(RoleAdmin):
    view_roles = frozenset({Role.ORGANISER, Role.ACCREDITATION})
    may_add = False
    list_display = ["erased_at", "group", "count", "edition"]
    list_select_related = ["edition"]
    list_filter = ["edition", "group"]
    fields = ["edition", "group", "count", "erased_at"]
