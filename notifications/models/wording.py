"""The words that the organisers of an edition gave a notice in place of the house's own."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["changed_by"],  # the history knows who from the request
)
class Wording(models.Model):
    """Notices of ``kind`` at ``edition`` for readers of ``language``, in ``core.little_language``.

    An empty part says what the house says. Going back to the house's words deletes the row; the history keeps it.
    """

    edition = models.SlugField(_("edition"))
    kind = models.CharField(_("kind"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    heading = models.CharField(_("heading"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("wording of a notice")
        verbose_name_plural = _("wordings of notices")
        constraints = [models.UniqueConstraint(fields=["edition", "kind", "language"], name="wording_once")]

    def __str__(self):
        return f"{self.edition} {self.kind} {self.language}"
