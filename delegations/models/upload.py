"""A list of delegates that was uploaded and is not written yet: kept encrypted, for an hour."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField
from core.fields import public_id_field


class ListUploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To whom it belongs, and to nobody else: it may hold what only that person has read."""
        return self.filter(owner=user) if user.is_authenticated else self.none()


class ListUpload(models.Model):
    """``content``: a ``delegations.spreadsheets.sheet.Sheet`` as JSON. In the database and not in a file, so that it
    is mended and erased in one transaction with what is written of it. ``choices``: Choice by row number, as text."""

    public_id = public_id_field()
    delegation = models.ForeignKey(
        "delegations.Delegation", on_delete=models.CASCADE, related_name="list_uploads", verbose_name=_("delegation")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("owner")
    )
    name = models.CharField(_("name of the file"), max_length=120)
    content = EncryptedTextField()
    choices = models.JSONField(default=dict)
    kept_until = models.DateTimeField(_("kept until"), db_index=True)

    objects = ListUploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("uploaded list")
        verbose_name_plural = _("uploaded lists")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("delegations:upload", args=[self.delegation.edition.slug, self.public_id])
