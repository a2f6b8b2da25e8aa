"""What an edition's outbox does not let go, and since when."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _


class HoldQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(released_at=None)


class Hold(models.Model):
    """Messages of ``edition`` wait while it stands: those of ``kind``, or all where that is empty."""

    edition = models.SlugField(_("edition"))
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    held_at = models.DateTimeField(_("held since"))
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("held by")
    )
    released_at = models.DateTimeField(_("released at"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("released by"),
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("hold of the outbox")
        verbose_name_plural = _("holds of the outbox")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind"], condition=Q(released_at=None), name="hold_once")
        ]

    def __str__(self):
        return f"{self.edition} {self.kind}".strip()


def is_held() -> Exists:
    """Whether a hold stands over a row with an ``edition`` and a ``kind``."""
    standing = Hold.objects.standing().filter(edition=OuterRef("edition"))
    return Exists(standing.filter(Q(kind="") | Q(kind=OuterRef("kind"))))
