"""Facts that were loaded from public sources keep them, with how sure the source was."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Certainty(models.TextChoices):
    REPORTED = "reported", _("reported")
    APPROXIMATE = "approximate", _("approximate")
    INFERRED = "inferred", _("inferred")


class Sourced(models.Model):
    """``external_id``: the id in the file or system that a row came from; a later load updates the row that has it."""

    external_id = models.CharField(_("external id"), max_length=80, blank=True)
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, blank=True)
    sources = ArrayField(models.URLField(max_length=600), verbose_name=_("sources"), default=list, blank=True)
    source_note = models.TextField(_("note on the source"), blank=True)

    class Meta:
        abstract = True
