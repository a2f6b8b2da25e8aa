"""Other systems that are told what happens: where, of what, and how each telling went.

This room knows no editions and no meetings; ``edition`` is a slug and an event carries what upper rooms froze in it.
"""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField
from core.fields import public_id_field
from notifications.reach import editions_of


class EndpointStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    OFF = "off", _("switched off")
    GONE = "gone", _("gone")


class DeliveryStatus(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class OfEditionsQuerySet(models.QuerySet):
    """Rows whose ``edition`` is one that the user organises."""

    edition_path = "edition"

    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(editions_of(user, self.edition_path))


class DeliveryQuerySet(OfEditionsQuerySet):
    edition_path = "endpoint__edition"


@pghistory.track(
    fields=["name", "url", "event_types", "status", "edition"],
    model_name="WebhookEndpointEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class WebhookEndpoint(models.Model):
    """One address of another system. Its secret signs what is sent; for a day after a change the former signs too.

    ``failures``: how often in a row it did not answer well; ``paused_until``: nothing is tried before. ``lease_until``:
    one delivery at a time.
    """

    TRANSITIONS = {
        EndpointStatus.ACTIVE: {EndpointStatus.OFF, EndpointStatus.GONE},
        EndpointStatus.OFF: {EndpointStatus.ACTIVE},
        EndpointStatus.GONE: {EndpointStatus.ACTIVE},
    }

    public_id = public_id_field()
    edition = models.SlugField(_("edition"))
    name = models.CharField(_("name"), max_length=120, help_text=_("Which system this is, and whose."))
    url = models.URLField(_("address"), max_length=500, help_text=_("Begins with https://."))
    event_types = ArrayField(models.CharField(max_length=60), verbose_name=_("events"))
    secret = EncryptedTextField(_("secret"), editable=False)
    former_secret = EncryptedTextField(_("former secret"), blank=True, editable=False)
    former_until = models.DateTimeField(_("former secret signs until"), null=True, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=20, choices=EndpointStatus.choices, default=EndpointStatus.ACTIVE, editable=False
    )
    created_at = models.DateTimeField(_("created at"), editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True, editable=False)

    objects = OfEditionsQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "url"],
                name="webhook_once",
                violation_error_message=_("This address is told already."),
            )
        ]

    def __str__(self):
        return self.name


class WebhookEvent(models.Model):
    """What happened, once, frozen as it is sent to everybody who is told. ``public_id`` is its webhook-id."""

    public_id = public_id_field()
    edition = models.SlugField(_("edition"))
    kind = models.CharField(_("event"), max_length=60)
    about = models.CharField(_("about"), max_length=80)
    version = models.PositiveIntegerField(_("version"), default=1)
    facts = models.JSONField(_("facts"), default=dict)
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "about", "version"], name="webhook_event_once")
        ]
        indexes = [models.Index(fields=["happened_at"], name="webhook_event_age")]

    def __str__(self):
        return f"{self.kind} {self.about}"


class WebhookDelivery(models.Model):
    """One event on its way to one endpoint."""

    TRANSITIONS = {
        DeliveryStatus.QUEUED: {DeliveryStatus.SENDING, DeliveryStatus.CANCELLED, DeliveryStatus.FAILED},
        DeliveryStatus.SENDING: {DeliveryStatus.SENT, DeliveryStatus.QUEUED, DeliveryStatus.FAILED},
        DeliveryStatus.FAILED: {DeliveryStatus.QUEUED},
        DeliveryStatus.CANCELLED: {DeliveryStatus.QUEUED},
        DeliveryStatus.SENT: {DeliveryStatus.QUEUED},
    }

    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("webhook")
    )
    event = models.ForeignKey(
        WebhookEvent, on_delete=models.CASCADE, related_name="deliveries", verbose_name=_("event")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=DeliveryStatus.choices, default=DeliveryStatus.QUEUED, editable=False
    )
    created_at = models.DateTimeField(_("created at"))
    attempt_at = models.DateTimeField(_("next attempt at"))
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery to a webhook")
        verbose_name_plural = _("deliveries to webhooks")
        constraints = [models.UniqueConstraint(fields=["event", "endpoint"], name="webhook_told_once")]
        indexes = [
            models.Index(fields=["endpoint", "attempt_at"], name="webhook_due", condition=Q(status="queued")),
            models.Index(fields=["lease_until"], name="webhook_leased", condition=Q(status="sending")),
        ]

    def __str__(self):
        return f"{self.event} → {self.endpoint}"


class WebhookAttempt(models.Model):
    """One try of a delivery: how it was answered. ``code``: the HTTP status, none where nobody answered."""

    delivery = models.ForeignKey(
        WebhookDelivery, on_delete=models.CASCADE, related_name="tries", verbose_name=_("delivery")
    )
    tried_at = models.DateTimeField(_("tried at"))
    code = models.PositiveSmallIntegerField(_("answer"), null=True, blank=True)
    words = models.TextField(_("what was said"), blank=True, help_text=_("The first 1,024 bytes of the answer."))
    milliseconds = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.code or "–")
