"""Badges that were ordered on paper together, and the file of it, which is kept for an hour."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedStorage
from core.fields import public_id_field
from delegations.models.details import private_name
from forum.models import Role, TeamMember


class PrintJobStatus(models.TextChoices):
    QUEUED = "queued", _("queued")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")
    FAILED = "failed", _("failed")
    ERASED = "erased", _("erased")


TRANSITIONS = {
    PrintJobStatus.QUEUED: {PrintJobStatus.DONE, PrintJobStatus.CANCELLED, PrintJobStatus.FAILED},
    PrintJobStatus.DONE: {PrintJobStatus.ERASED},
    PrintJobStatus.CANCELLED: set(),
    PrintJobStatus.FAILED: set(),
    PrintJobStatus.ERASED: set(),
}


class PrintJobQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks that print."""
        return self.filter(edition__in=TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION))


class PrintJob(models.Model):
    """``chosen``: the badges by key, in the order of the paper. ``problem``: why it failed, in words for the desk."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="print_jobs", verbose_name=_("edition")
    )
    chosen = ArrayField(models.BigIntegerField(), editable=False)
    form = models.CharField(_("format"), max_length=10)
    status = models.CharField(
        _("status"), max_length=10, choices=PrintJobStatus.choices, default=PrintJobStatus.QUEUED, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked for at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    pdf = models.FileField(_("file"), upload_to=private_name, storage=EncryptedStorage, blank=True)
    problem = models.CharField(_("why it failed"), max_length=500, blank=True)

    objects = PrintJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("print job")
        verbose_name_plural = _("print jobs")
        ordering = ["-asked_at"]

    def __str__(self):
        return f"{self.edition}: {len(self.chosen)} × {self.form}"
