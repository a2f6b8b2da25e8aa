"""The fields of the panel that find rows while one types."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext as _


class _Saying:
    """Says what to do while it is empty, and has a name to be read out: select2's box is neither by itself."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Type a name")}  # type: ignore[misc]

    @property
    def media(self):
        return super().media + forms.Media(js=["js/lookups.js"])  # type: ignore[misc]


class Lookup(_Saying, AutocompleteSelect):
    """One row."""


class Lookups(_Saying, AutocompleteSelectMultiple):
    """Any number of rows, each with its own cross: select2's cross for all of them is no item of its list."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}
