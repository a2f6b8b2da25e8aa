"""Persons: entered once, whatever they do at the forum."""

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.errors import InvalidInput
from forum import person_changes, photos
from forum.actions import persons
from forum.admin.history import WithHistory
from forum.admin.published import ShownWithSessions
from forum.models import Person
from forum.models.team import KNOWS_PEOPLE


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ("photo",)  # the screen's own fieldsets add the others

    def clean_photo(self):
        """What is no picture is refused here, beside its field; keeping it is an action."""
        upload = self.cleaned_data["photo"]
        if isinstance(upload, UploadedFile):
            try:
                photos.check(upload)
            except InvalidInput as error:
                raise forms.ValidationError(str(error)) from error
        return upload


@admin.register(Person)
class PersonAdmin(WithHistory, ShownWithSessions):
    edition_path = ""
    view_roles = KNOWS_PEOPLE
    edit_rule = "edit_programme"
    form = PersonForm
    list_display = ["name", "native_name", "position", "organisation", "country", "is_sample"]
    list_filter = ["country", "is_sample"]
    search_fields = ["name", "native_name", "organisation", "email"]
    autocomplete_fields = ["user"]
    readonly_fields = ["history"]
    fieldsets = [
        (
            None,
            {
                "fields": ["honorific", "name", "native_name", "position", "organisation", "country", "photo"],
                "description": _(
                    "Where the person is accredited, another name, nationality or photo begins the clearance anew and "
                    "ends the badge."
                ),
            },
        ),
        (_("Contact"), {"fields": ["email", "user", "language", "timezone"]}),
        (_("About"), {"fields": ["languages", "biography", "is_sample"]}),
        (_("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
        (_("History"), {"fields": ["history"]}),
    ]

    def save_model(self, request, obj, form, change):
        said = {"by": request.user, "now": now()}
        had_photo = bool(form.initial.get("photo"))
        obj.photo = form.initial.get("photo") or ""
        super().save_model(request, obj, form, change)
        if change:
            person_changes.tell(obj, set(form.changed_data) - (set() if had_photo else {"photo"}), **said)
        if "photo" not in form.changed_data:
            return
        if upload := form.cleaned_data["photo"]:
            persons.give_photo(obj, upload, **said)
        else:
            persons.remove_photo(obj, **said)
