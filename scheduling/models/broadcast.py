"""What the organisers announce to many: the words by language, to whom, and how far it has come."""

import hashlib
import json

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models import DelegateCategory, DelegateStatus, DelegationKind
from forum.models import Role, TeamMember


class BroadcastStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    TESTED = "tested", _("tested")
    SCHEDULED = "scheduled", _("scheduled")
    SENDING = "sending", _("leaving")
    SENT = "sent", _("sent")
    CANCELLED = "cancelled", _("cancelled")


_S = BroadcastStatus
TRANSITIONS = {
    _S.DRAFT: {_S.TESTED, _S.CANCELLED},
    _S.TESTED: {_S.DRAFT, _S.SCHEDULED, _S.CANCELLED},
    _S.SCHEDULED: {_S.TESTED, _S.SENDING, _S.CANCELLED},
    _S.SENDING: {_S.SENT},
    _S.SENT: set(),
    _S.CANCELLED: set(),
}
CHANGEABLE = (_S.DRAFT, _S.TESTED)
"""Statuses in which words and readers may still change."""


class BroadcastReader(models.TextChoices):
    EVERYBODY = "everybody", _("everybody: delegates, speakers and focal points")
    DELEGATES = "delegates", _("delegates")
    SPEAKERS = "speakers", _("those who appear in the programme")
    FOCAL_POINTS = "focal_points", _("focal points")


class BroadcastQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the organisers of the edition: it names whom they address, also for what is hidden from others."""
        return self.filter(edition__in=TeamMember.objects.editions_of(user, Role.ORGANISER))

    def due(self, now):
        """What should leave now, longest waiting first; nothing of an archived edition."""
        rows = self.filter(status=_S.SCHEDULED, leaves_at__lte=now, edition__is_archived=False)
        return rows.order_by("leaves_at", "pk")


@pghistory.track(exclude=["tested_print"])
class Broadcast(models.Model):
    """``words``: ``{"en": {"subject": …, "text": …}}``, English always; a language without words reads the English.

    The parts of the segment narrow one another; an empty one narrows nothing. ``tested_print``: which words were
    tested last. ``tests``: how often. ``people``: how many it was meant for when it left.
    """

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="broadcasts", verbose_name=_("edition")
    )
    words = models.JSONField(_("words"), default=dict)
    reader = models.CharField(
        _("to whom"), max_length=12, choices=BroadcastReader.choices, default=BroadcastReader.EVERYBODY
    )
    kinds = ArrayField(
        models.CharField(max_length=20, choices=DelegationKind.choices),
        verbose_name=_("kinds of delegation"),
        default=list,
        blank=True,
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=DelegateCategory.choices),
        verbose_name=_("categories"),
        default=list,
        blank=True,
    )
    statuses = ArrayField(
        models.CharField(max_length=20, choices=DelegateStatus.choices),
        verbose_name=_("statuses of delegates"),
        default=list,
        blank=True,
    )
    day = models.DateField(
        _("on the day"),
        null=True,
        blank=True,
        help_text=_("Who has a session or a meeting on it, or a category that may come on it."),
    )
    session = models.ForeignKey(
        "forum.Session",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="broadcasts",
        verbose_name=_("session"),
        help_text=_("Who appears in it."),
    )
    room = models.ForeignKey(
        "forum.Room",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="broadcasts",
        verbose_name=_("room"),
        help_text=_("Who has a session or a meeting in it; on the day, where one is given."),
    )
    language = models.CharField(
        _("readers of the language"), max_length=10, choices=settings.NOTICE_LANGUAGES, blank=True, default=""
    )
    status = models.CharField(
        _("status"), max_length=20, choices=BroadcastStatus.choices, default=BroadcastStatus.DRAFT, editable=False
    )
    leaves_at = models.DateTimeField(_("leaves at"), null=True, blank=True, editable=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="broadcasts",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written at"), editable=False)
    tests = models.PositiveSmallIntegerField(_("tests"), default=0, editable=False)
    tested_print = models.CharField(_("print of the tested words"), max_length=64, blank=True, editable=False)
    people = models.PositiveIntegerField(_("people"), null=True, blank=True, editable=False)

    objects = BroadcastQuerySet.as_manager()

    class Meta:
        verbose_name = _("broadcast")
        verbose_name_plural = _("broadcasts")
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=BroadcastStatus.SCHEDULED) | models.Q(leaves_at__isnull=False),
                name="broadcast_says_when",
            ),
        ]
        indexes = [
            models.Index(fields=["leaves_at"], name="broadcast_due", condition=models.Q(status="scheduled")),
        ]

    def __str__(self):
        return self.words_in("en")["subject"]

    @property
    def about(self) -> str:
        """What its messages in the outbox are about."""
        return f"broadcast:{self.public_id}"

    @property
    def may_change(self) -> bool:
        return self.status in CHANGEABLE

    def words_in(self, language: str) -> dict[str, str]:
        """What a reader of ``language`` reads: ``subject`` and ``text``, in English where the language has none."""
        return self.words.get(language) or self.words.get("en") or {"subject": "", "text": ""}

    def print_of_words(self) -> str:
        """Differs as soon as a word does."""
        return hashlib.sha256(json.dumps(self.words, sort_keys=True).encode()).hexdigest()
