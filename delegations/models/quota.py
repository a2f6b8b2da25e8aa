"""Places per category within a delegation, and passes beyond them that are counted apart."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.category import DelegateCategory


class CategoryQuota(models.Model):
    """A category without a row is bounded by the delegation's ``quota`` alone, which bounds all together."""

    delegation = models.ForeignKey(
        "delegations.Delegation", on_delete=models.CASCADE, related_name="quotas", verbose_name=_("delegation")
    )
    category = models.CharField(_("category"), max_length=20, choices=DelegateCategory.choices)
    places = models.PositiveSmallIntegerField(_("places"), default=0)
    overflow_places = models.PositiveSmallIntegerField(
        _("overflow passes"), default=0, help_text=_("Beyond the places, for the overflow room; outside the quota.")
    )

    class Meta:
        verbose_name = _("quota of a category")
        verbose_name_plural = _("quotas of categories")
        ordering = ["delegation", "category"]
        constraints = [models.UniqueConstraint(fields=["delegation", "category"], name="category_quota_once")]

    def __str__(self):
        return f"{self.get_category_display()}: {self.places} + {self.overflow_places}"
