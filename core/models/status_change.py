"""The audit row of a life cycle: what moved, from where to where, who did it, when and why."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class StatusChangeQuerySet(models.QuerySet):
    def of(self, thing):
        """The changes of one thing, oldest first."""
        return self.filter(content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk).order_by("pk")


class StatusChange(models.Model):
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT)
    object_id = models.BigIntegerField()
    thing = GenericForeignKey()
    before = models.CharField(_("before"), max_length=20)
    after = models.CharField(_("after"), max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    happened_at = models.DateTimeField(_("happened at"))

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return f"{self.before} → {self.after}"
