"""What a category's badge shows at an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.category import DelegateCategory, EditionRowsQuerySet


class BadgeLayout(models.Model):
    """Where there is no row, everything is shown. The colour is the category's, in its terms."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="badge_layouts", verbose_name=_("edition")
    )
    category = models.CharField(_("category"), max_length=20, choices=DelegateCategory.choices)
    title = models.CharField(
        _("words on the band"), max_length=40, blank=True, help_text=_("Empty: the name of the category.")
    )
    footer = models.CharField(_("line at the foot"), max_length=120, blank=True)
    shows_photo = models.BooleanField(_("photo"), default=True)
    shows_flag = models.BooleanField(_("flag"), default=True)
    shows_native_name = models.BooleanField(_("name in own script"), default=True)
    shows_position = models.BooleanField(_("position"), default=True)
    shows_delegation = models.BooleanField(_("delegation"), default=True)
    shows_zones = models.BooleanField(_("zones"), default=True)
    shows_days = models.BooleanField(_("days"), default=True)

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("layout of badges")
        verbose_name_plural = _("layouts of badges")
        ordering = ["edition", "category"]
        constraints = [models.UniqueConstraint(fields=["edition", "category"], name="badge_layout_once")]

    def __str__(self):
        return str(self.get_category_display())
