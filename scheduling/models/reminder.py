"""Who will be reminded of what and when, and who was: worked out from the facts, and anew when they change."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from forum.models import Role, TeamMember
from scheduling.models.reminder_rule import ReminderRule


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The own ones; an organiser those of the own editions, as with messages."""
        if not user.is_authenticated:
            return self.none()
        organised = TeamMember.objects.editions_of(user, Role.ORGANISER)
        return self.filter(models.Q(recipient=user) | models.Q(rule__edition__in=organised))

    def of_person(self, person):
        """What goes to the person's account, or to an address that is no account's."""
        own = models.Q(recipient=person.user_id) if person.user_id else models.Q(pk__in=[])
        if person.email:
            own |= models.Q(email=person.email.strip().lower(), recipient=None)
        return self.filter(own)

    def planned(self):
        """What has not been sent, and is still to be."""
        return self.filter(told_at=None, overtaken_at=None)

    def due(self, now):
        """What should leave now of what has not begun, longest waiting first."""
        rows = self.planned().filter(due_at__lte=now, anchor_at__gt=now)
        return rows.filter(rule__is_active=True, rule__edition__is_archived=False).order_by("due_at", "pk")


class Reminder(models.Model):
    """One rule, of one thing, to one address, for one time. ``anchor_at``: its beginning, its end, or the date; of what
    is said after an end, until when it is of use. It does not leave later.

    While it is planned it follows the facts, and goes when they do. Once told it stays, so that nobody is told twice:
    ``heard_at`` is the time that its reader was told last, by it or by a correction; none, when nothing is to be
    corrected any more. ``wished_at``: when its rule would have it; ``due_at``: when it leaves, for quiet hours or for
    being late. ``overtaken_at``: it did not leave, because something later had said the same.
    """

    rule = models.ForeignKey(ReminderRule, on_delete=models.CASCADE, related_name="reminders", verbose_name=_("rule"))
    thing_id = models.BigIntegerField(_("key of the thing"))
    about = models.CharField(_("about"), max_length=80, help_text=_("The thing told of, as in meeting:abcd."))
    email = models.EmailField(_("e-mail"))
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reminders",
        verbose_name=_("recipient"),
    )
    anchor_at = models.DateTimeField(_("reminds of"))
    wished_at = models.DateTimeField(_("moment of its rule"))
    due_at = models.DateTimeField(_("due at"))
    told_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    overtaken_at = models.DateTimeField(_("overtaken at"), null=True, blank=True)
    heard_at = models.DateTimeField(_("time told last"), null=True, blank=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["rule", "about", "email", "anchor_at"], name="reminder_once"),
            models.CheckConstraint(
                condition=models.Q(told_at=None) | models.Q(overtaken_at=None), name="reminder_told_or_overtaken"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="reminder_due", condition=models.Q(told_at=None, overtaken_at=None)),
            models.Index(fields=["about", "email"], name="reminder_about"),
            models.Index(
                fields=["rule", "thing_id"], name="reminder_heard", condition=models.Q(heard_at__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.about} → {self.email}"


class MarkKind(models.TextChoices):
    MEETING = "meeting"
    SESSION = "session"
    TRAVEL = "travel"
    EDITION = "edition"


class ReminderMark(models.Model):
    """Says that something changed on which reminders hang; triggers write it, in the transaction of the change.

    ``thing_id``: the key of a meeting, a session, a delegate or an edition. There may be many of one thing: a key that
    bound them would make two plans wait for each other.
    """

    kind = models.CharField(max_length=8, choices=MarkKind.choices)
    thing_id = models.BigIntegerField()
    marked_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("mark for reminders")
        verbose_name_plural = _("marks for reminders")
        default_permissions = ()

    def __str__(self):
        return f"{self.kind}:{self.thing_id}"
