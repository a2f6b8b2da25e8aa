"""Organisations that exhibit, host or support."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.fields import public_id_field
from forum.models.sourced import Sourced


class ExhibitorQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who exhibits is there to be found by everybody."""
        return self.all()


class Exhibitor(Sourced):
    """``room``: its booth, where one is known; ``role``: in the words of the source."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="exhibitors", verbose_name=_("edition")
    )
    organisation = models.CharField(_("organisation"), max_length=200)
    country = CountryField(_("country"), blank=True)
    role = models.CharField(_("role"), max_length=100, blank=True)
    shows = models.CharField(_("shows"), max_length=300, blank=True)
    room = models.ForeignKey(
        "forum.Room",
        verbose_name=_("booth"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="exhibitors",
    )

    objects = ExhibitorQuerySet.as_manager()

    class Meta:
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")
        ordering = ["organisation", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "external_id"],
                condition=~models.Q(external_id=""),
                name="exhibitor_external_id_once",
            )
        ]

    def __str__(self):
        return self.organisation
