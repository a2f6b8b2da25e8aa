"""Words that are both written into spreadsheets and known again when they are read."""

from django.utils.translation import gettext_lazy as _

EXAMPLE = _("example")
