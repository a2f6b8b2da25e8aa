"""A mail that came in, noted when it was handled, so that it is handled once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReceivedMail(models.Model):
    """``message_id``: its Message-ID, or what its bytes are. ``outcome``: one word for what became of it."""

    message_id = models.CharField(_("Message-ID"), max_length=255, unique=True)
    handled_at = models.DateTimeField(_("handled at"))
    outcome = models.CharField(_("outcome"), max_length=20)

    class Meta:
        verbose_name = _("received mail")
        verbose_name_plural = _("received mails")

    def __str__(self):
        return self.message_id
