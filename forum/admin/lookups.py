"""The fields of the panel that find rows while one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.utils.translation import gettext as _


class _Saying:
    """Says what to do while it is empty: Django leaves that out, and select2's box then has no name to be read out."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Type a name")}  # type: ignore[misc]


class Lookup(_Saying, AutocompleteSelect):
    """One row."""


class Lookups(_Saying, AutocompleteSelectMultiple):
    """Any number of rows."""
