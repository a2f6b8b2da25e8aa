"""Until when missions may name people at an edition. Later dates (documents, travel) stand beside it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegistrationTerms(models.Model):
    edition = models.OneToOneField("forum.Edition", on_delete=models.CASCADE, related_name="registration_terms")
    nominations_close_at = models.DateTimeField(
        _("names are due by"),
        null=True,
        blank=True,
        help_text=_("After this only the accreditation desk registers and changes delegates. Empty: no deadline."),
    )

    class Meta:
        verbose_name = _("registration terms")
        verbose_name_plural = _("registration terms")

    def __str__(self):
        return str(self.edition)
