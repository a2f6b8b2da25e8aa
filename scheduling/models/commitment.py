"""Memoranda and agreements: who, on what, worth how much, how far."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from forum.models import TeamMember
from forum.models.sourced import Sourced


class CommitmentStage(models.TextChoices):
    INTEREST = "interest", _("interest")
    NEGOTIATING = "negotiating", _("negotiating")
    SIGNED = "signed", _("signed")
    IN_FORCE = "in_force", _("in force")
    DELIVERING = "delivering", _("delivering")
    COMPLETED = "completed", _("completed")
    STALLED = "stalled", _("stalled")
    LAPSED = "lapsed", _("lapsed")


class CommitmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Signed and later ones are public; the rest is the secretariat's."""
        early = [CommitmentStage.INTEREST, CommitmentStage.NEGOTIATING]
        own = models.Q(edition__in=TeamMember.objects.editions_of(user))
        return self.filter(~models.Q(stage__in=early) | own)


class Commitment(Sourced):
    """``parties`` are printed names in the order of the source; a party that came as a delegation is found by name."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="commitments", verbose_name=_("edition")
    )
    instrument = models.CharField(_("instrument"), max_length=100, blank=True, help_text=_("As in MoU."))
    subject = models.TextField(_("subject"))
    parties = ArrayField(models.CharField(max_length=200), verbose_name=_("parties"), default=list)
    countries = ArrayField(models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    stage = models.CharField(
        _("stage"), max_length=20, choices=CommitmentStage.choices, default=CommitmentStage.INTEREST, editable=False
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    meeting = models.ForeignKey(
        "scheduling.Meeting",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="commitments",
        verbose_name=_("meeting"),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "external_id"],
                condition=~models.Q(external_id=""),
                name="commitment_external_id_once",
            )
        ]

    def __str__(self):
        return " – ".join(self.parties)
