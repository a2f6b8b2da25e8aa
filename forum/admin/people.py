"""Persons: entered once, whatever they do at the forum."""

from django import forms
from django.contrib import admin
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from core.errors import InvalidInput
from forum import photos
from forum.admin.history import WithHistory
from forum.admin.published import ShownWithSessions
from forum.models import Person


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ("photo",)  # the screen's own fieldsets add the others

    def clean_photo(self):
        """What is kept is written anew from what was uploaded, or refused."""
        upload = self.cleaned_data["photo"]
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            return photos.recoded(upload)
        except InvalidInput as error:
            raise forms.ValidationError(str(error)) from error


@admin.register(Person)
class PersonAdmin(WithHistory, ShownWithSessions):
    edition_path = ""
    edit_rule = "edit_programme"
    form = PersonForm
    list_display = ["name", "native_name", "position", "organisation", "country", "is_sample"]
    list_filter = ["country", "is_sample"]
    search_fields = ["name", "native_name", "organisation", "email"]
    autocomplete_fields = ["user"]
    readonly_fields = ["history"]
    fieldsets = [
        (None, {"fields": ["honorific", "name", "native_name", "position", "organisation", "country", "photo"]}),
        (_("Contact"), {"fields": ["email", "user", "language", "timezone"]}),
        (_("About"), {"fields": ["languages", "biography", "is_sample"]}),
        (_("Source"), {"fields": ["certainty", "source_note", "sources"], "classes": ["collapse"]}),
        (_("History"), {"fields": ["history"]}),
    ]
