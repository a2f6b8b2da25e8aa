"""Editions: the forum's own facts, and its closing."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action
from unfold.enums import ActionVariant

from core import access
from forum.actions import editions
from forum.admin import notice_words, outbox
from forum.admin.buttons import ButtonForm, button
from forum.admin.history import WithHistory
from forum.admin.published import ShownInTheProgramme
from forum.models import Edition


class ReasonForm(ButtonForm):
    reason = forms.CharField(label=gettext_lazy("Reason"), required=False, widget=forms.Textarea({"rows": 3}))


@admin.register(Edition)
class EditionAdmin(WithHistory, ShownInTheProgramme):
    edition_path = "pk"
    edit_rule = "edit_edition"
    list_display = ["short_name", "name", "starts_on", "ends_on", "city", "is_archived"]
    search_fields = ["name", "short_name", "slug"]
    readonly_fields = ["is_archived", "history"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", ("starts_on", "ends_on"), "timezone", "is_archived"]}),
        (gettext_lazy("Where and who"), {"fields": [("city", "country"), "host", "about", "contact_email"]}),
        (
            gettext_lazy("When people are told"),
            {"fields": [("quiet_from", "quiet_until"), "digest_at", "gather_seconds"]},
        ),
        (gettext_lazy("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
        (gettext_lazy("History"), {"fields": ["history"]}),
    ]
    actions_detail = ["outbox", "words", "archive", "restore"]

    def has_add_permission(self, request):
        # Nobody holds a role in an edition that does not exist yet.
        return request.user.is_superuser

    @action(description=outbox.LABEL, icon="outbox")
    def outbox(self, request, object_id):
        return outbox.page(self, request, self._edited(request, object_id))

    @action(description=notice_words.LABEL, icon="edit_note")
    def words(self, request, object_id):
        return notice_words.page(self, request, self._edited(request, object_id))

    def _edited(self, request, object_id):
        edition = self.get_object(request, object_id)
        if edition is None:
            raise Http404
        if not access.allows(request.user, "edit_edition", edition):
            raise PermissionDenied
        return edition

    @button(
        gettext_lazy("Archive"),
        rule="edit_edition",
        form=ReasonForm,
        when=lambda edition: not edition.is_archived,
        variant=ActionVariant.DANGER,
        lede=gettext_lazy("Nothing in an archived edition can be changed: no session, no delegate, no meeting."),
    )
    def archive(self, request, edition, form):
        editions.archive(edition, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        return _("The edition is archived.")

    @button(gettext_lazy("Open again"), rule="edit_edition", form=ReasonForm, when=lambda edition: edition.is_archived)
    def restore(self, request, edition, form):
        editions.restore(edition, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now())
        return _("The edition is open again.")
