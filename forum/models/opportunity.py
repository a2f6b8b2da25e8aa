"""Mineral projects on offer."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.fields import public_id_field
from forum.models.sourced import Sourced


class OpportunityQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Projects on offer are offered to everybody."""
        return self.all()


class Opportunity(Sourced):
    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="opportunities", verbose_name=_("edition")
    )
    name = models.CharField(_("name"), max_length=200)
    minerals = ArrayField(models.CharField(max_length=60), verbose_name=_("minerals"), default=list, blank=True)
    country = CountryField(_("country"), blank=True)
    province = models.CharField(_("province"), max_length=100, blank=True)
    district = models.CharField(_("district"), max_length=100, blank=True)
    stage = models.CharField(_("stage"), max_length=300, blank=True)
    holder = models.CharField(_("holder"), max_length=300, blank=True)
    resource = models.TextField(_("resource"), blank=True)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    capital_cost = models.DecimalField(_("capital cost"), max_digits=16, decimal_places=2, null=True, blank=True)
    net_present_value = models.DecimalField(
        _("net present value"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True, help_text=_("As in USD (ISO 4217)."))
    value_note = models.TextField(_("note on the value"), blank=True)
    is_showcased = models.BooleanField(_("shown at the forum"), default=False)

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "external_id"],
                condition=~models.Q(external_id=""),
                name="opportunity_external_id_once",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("forum:opportunity", args=[self.edition.slug, self.public_id])
