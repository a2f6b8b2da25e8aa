"""How a user is reached besides by mail, and what of it is wanted."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField
from core.fields import public_id_field
from notifications.models.channel import SHORT, Channel, Topic


class WayQuerySet(models.QuerySet):
    def live(self):
        """Those that messages go by: confirmed and not ended."""
        return self.filter(confirmed_at__isnull=False, ended_at=None)


class Way(models.Model):
    """A browser that takes notifications, or a telephone number. Used once it is confirmed, until it ends.

    ``address``: the push service's address of the browser, or a number as in +923001234567 (E.164); whoever knows
    either can reach the person, so it is encrypted, and found by its ``fingerprint``. ``label`` is what lists show of
    it: the browser's name, or the last digits.
    """

    public_id = public_id_field()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ways", verbose_name=_("user")
    )
    channel = models.CharField(_("channel"), max_length=10, choices=[(one.value, one.label) for one in SHORT])
    address = EncryptedTextField(_("address"))
    keys = EncryptedTextField(_("keys"), blank=True, help_text=_("Of a browser, as it gave them."))
    fingerprint = models.CharField(_("fingerprint"), max_length=64)
    label = models.CharField(_("shown as"), max_length=80)
    created_at = models.DateTimeField(_("created at"))
    code_print = models.CharField(_("print of the code"), max_length=64, blank=True)
    code_until = models.DateTimeField(_("code holds until"), null=True, blank=True)
    code_tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_because = models.CharField(_("ended because"), max_length=200, blank=True)

    objects = WayQuerySet.as_manager()

    class Meta:
        verbose_name = _("way to a person")
        verbose_name_plural = _("ways to people")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel", "fingerprint"], condition=Q(ended_at=None), name="way_once_a_user"
            ),
            models.UniqueConstraint(
                fields=["fingerprint"],
                condition=Q(ended_at=None, channel=Channel.PUSH),
                name="way_browser_has_one_user",
            ),
        ]
        indexes = [
            models.Index(fields=["user"], name="way_live", condition=Q(ended_at=None, confirmed_at__isnull=False))
        ]

    def __str__(self):
        return f"{self.get_channel_display()} {self.label}"


class Wish(models.Model):
    """Whether a user, or an address without one, wants a topic by a channel. Without a row the defaults hold."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="wishes",
        verbose_name=_("user"),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    topic = models.CharField(_("topic"), max_length=20, choices=Topic.choices)
    is_wanted = models.BooleanField(_("wanted"))
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("choice of messages")
        verbose_name_plural = _("choices of messages")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "channel", "topic"], condition=Q(user__isnull=False), name="wish_once_a_user"
            ),
            models.UniqueConstraint(
                fields=["email", "channel", "topic"], condition=Q(user=None), name="wish_once_an_address"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="") | (Q(user=None) & ~Q(email="")), name="wish_is_somebodys"
            ),
        ]

    def __str__(self):
        return f"{self.channel} {self.topic}"
