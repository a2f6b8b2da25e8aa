"""Until when missions name people at an edition, and until when documents and travel are due."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.application import ApplicationKind


class RegistrationTerms(models.Model):
    edition = models.OneToOneField(
        "forum.Edition", on_delete=models.CASCADE, related_name="registration_terms", verbose_name=_("edition")
    )
    nominations_close_at = models.DateTimeField(
        _("names are due by"),
        null=True,
        blank=True,
        help_text=_("After this only the accreditation desk registers and changes delegates. Empty: no deadline."),
    )
    confirmations_close_at = models.DateTimeField(
        _("documents and travel are due by"),
        null=True,
        blank=True,
        help_text=_("After this only the accreditation desk changes them. Empty: no deadline."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours that a released place is offered"),
        default=48,
        help_text=_("Then the next on the waiting list is asked."),
    )

    application_kinds = ArrayField(
        models.CharField(max_length=20, choices=ApplicationKind.choices),
        verbose_name=_("who may apply"),
        default=list,
        blank=True,
        help_text=_("On the public page. States and institutions are invited."),
    )
    applications_open_at = models.DateTimeField(
        _("applications open"), null=True, blank=True, help_text=_("Empty: nobody applies.")
    )
    applications_close_at = models.DateTimeField(
        _("applications close"), null=True, blank=True, help_text=_("Empty: no deadline.")
    )

    class Meta:
        verbose_name = _("registration terms")
        verbose_name_plural = _("registration terms")

    def __str__(self):
        return str(self.edition)
