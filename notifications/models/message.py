"""One telling of one thing to one recipient: the outbox row, written in the transaction that causes it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from notifications.models.channel import Channel
from notifications.models.hold import is_held
from notifications.models.way import Way
from notifications.reach import reach_of


class MessageStatus(models.TextChoices):
    QUEUED = "queued", _("queued")
    SENDING = "sending", _("sending")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")
    TOLD_WITH_OTHERS = "together", _("told with others")


TRANSITIONS = {
    MessageStatus.QUEUED: {MessageStatus.SENDING, MessageStatus.CANCELLED, MessageStatus.TOLD_WITH_OTHERS},
    MessageStatus.SENDING: {MessageStatus.SENT, MessageStatus.QUEUED, MessageStatus.FAILED},
    MessageStatus.FAILED: {MessageStatus.QUEUED},
}


class MessageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everyone sees what was sent to them, an edition's desk also what its edition sent, a postmaster all.

        A postmaster was given the permission to view messages in the database (a superuser has it); rules that give
        it to whoever runs some edition open the screen, not every row.
        """
        if not user.is_authenticated:
            return self.none()
        if "notifications.view_message" in user.get_all_permissions():
            return self.all()
        return self.filter(reach_of(user))

    def bounced(self):
        """What left and came back."""
        return self.filter(bounced_at__isnull=False)

    def free_to_leave(self):
        """What waits for its time only: neither it nor its kind nor its edition is held back."""
        return self.filter(~is_held(), status=MessageStatus.QUEUED, is_held=False)

    def held_back(self):
        """What would leave at its time, and does not: it, its kind or its edition is held back."""
        return self.filter(Q(is_held=True) | is_held(), status=MessageStatus.QUEUED)

    def due(self, now, channels=(Channel.EMAIL,)):
        """What should leave now by ``channels``, longest waiting first."""
        ready = self.free_to_leave().filter(bundle="", channel__in=channels)
        return ready.filter(attempt_at__lte=now).order_by("attempt_at")


class Message(models.Model):
    """``about`` and ``version`` name the state told of; with recipient and kind they make a second telling impossible.

    By mail ``way`` is empty; else it says which of the person's devices or numbers, and ``email`` who the person is.
    ``bundle``: may be told together with others of that name (notifications.gathering); ``told_in``: where it was.
    ``facts`` holds every word and time the template needs, frozen when written, so that delivery reads nothing else.
    ``due_at`` is when it should leave and stays; ``attempt_at`` is when it is tried next, later after each failure.
    """

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    kind = models.CharField(_("kind"), max_length=60, help_text=_("Names the template."))
    about = models.CharField(_("about"), max_length=80, help_text=_("The thing told of, as in meeting:abcd."))
    version = models.PositiveIntegerField(_("version"), default=1)
    edition = models.SlugField(_("edition"), blank=True)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="messages"
    )
    email = models.EmailField(_("e-mail"))
    channel = models.CharField(
        _("channel"), max_length=10, choices=Channel.choices, default=Channel.EMAIL, db_default=Channel.EMAIL
    )
    way = models.ForeignKey(
        Way, null=True, blank=True, on_delete=models.CASCADE, related_name="messages", verbose_name=_("way to a person")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    timezone = models.CharField(_("time zone"), max_length=64, blank=True)
    facts = models.JSONField(_("facts"), default=dict)
    foreword = models.TextField(
        _("words above it"), blank=True, db_default="", help_text=_("Stands at the head of the mail, as it is.")
    )
    calendar = models.TextField(
        _("calendar"), blank=True, help_text=_("iCalendar objects, one after another, sent with the mail.")
    )
    bundle = models.CharField(_("told together with"), max_length=20, blank=True, db_default="", editable=False)
    told_in = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="tells", verbose_name=_("told in")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=MessageStatus.choices, default=MessageStatus.QUEUED, editable=False
    )
    created_at = models.DateTimeField(_("created at"))
    due_at = models.DateTimeField(_("due at"))
    attempt_at = models.DateTimeField(_("next attempt at"))
    is_held = models.BooleanField(_("held back"), default=False, help_text=_("Waits until somebody releases it."))
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    bounced_at = models.DateTimeField(
        _("bounced at"), null=True, blank=True, help_text=_("A server further on sent it back after it had left.")
    )
    bounce_words = models.TextField(_("what that server said"), blank=True, db_default="")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(
                fields=["email", "kind", "about", "version", "way"], nulls_distinct=False, name="message_told_once"
            ),
            models.CheckConstraint(
                condition=models.Q(channel=Channel.EMAIL, way=None)
                | (~models.Q(channel=Channel.EMAIL) & models.Q(way__isnull=False)),
                name="message_has_its_way",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "attempt_at"],
                name="message_due",
                condition=models.Q(status="queued", is_held=False),
            ),
            models.Index(
                fields=["attempt_at"],
                name="message_gathers",
                condition=models.Q(status="queued", is_held=False) & ~models.Q(bundle=""),
            ),
            models.Index(fields=["lease_until"], name="message_leased", condition=models.Q(status="sending")),
            models.Index(fields=["about", "kind"], name="message_about"),
        ]

    def __str__(self):
        return f"{self.kind} → {self.email}"
