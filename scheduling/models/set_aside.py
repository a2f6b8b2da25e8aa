"""An answer by mail that nothing could be done with by itself: a person at the desk reads it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.models import Role, TeamMember

DESK = (Role.ORGANISER, Role.MEETINGS)


class SetAsideReplyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The desk of the edition; what names no meeting at all, every desk; of a hidden meeting, organisers alone."""
        if not user.is_authenticated:
            return self.none()
        team = TeamMember.objects
        if not team.editions_of(user, *DESK).exists():
            return self.none()
        own = models.Q(meeting__edition__in=team.editions_of(user, *DESK)) & ~models.Q(
            meeting__confidentiality="hidden"
        )
        organised = models.Q(meeting__edition__in=team.editions_of(user, Role.ORGANISER))
        return self.filter(models.Q(meeting=None) | own | organised)

    def open(self):
        return self.filter(settled_at=None)


class SetAsideReply(models.Model):
    """``meeting`` is the one it is about, where its words name one: that is a claim, and no proof."""

    meeting = models.ForeignKey(
        "scheduling.Meeting",
        verbose_name=_("meeting"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="set_aside_replies",
    )
    sender = models.CharField(_("sender"), max_length=254, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    why = models.TextField(_("why it was set aside"))
    words = models.TextField(_("what it says"), blank=True)
    received_at = models.DateTimeField(_("received at"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = SetAsideReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply set aside")
        verbose_name_plural = _("replies set aside")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.subject or self.sender or str(self.received_at)
