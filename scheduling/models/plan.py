"""One run of the meeting optimiser: what was asked, what it proposes for each meeting, what was applied of it.

Participants see nothing of it: a plan is the desk's own paper until it is applied, and then the meetings say it.
"""

from datetime import date, datetime

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from forum.models import Role, TeamMember
from scheduling.models.meeting import Meeting, MeetingStatus

LONGEST_S = 600


class PlanStatus(models.TextChoices):
    QUEUED = "queued", _("waiting for a worker")
    SOLVING = "solving", _("being worked out")
    PROPOSED = "proposed", _("proposed")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")
    FAILED = "failed", _("failed")
    DISCARDED = "discarded", _("discarded")


_S = PlanStatus
TRANSITIONS = {
    _S.QUEUED: {_S.SOLVING, _S.FAILED, _S.DISCARDED},
    _S.SOLVING: {_S.PROPOSED, _S.FAILED, _S.DISCARDED},
    _S.PROPOSED: {_S.APPLIED, _S.DISCARDED},
    _S.APPLIED: {_S.UNDONE},
    _S.UNDONE: set(),
    _S.FAILED: set(),
    _S.DISCARDED: set(),
}
AT_WORK = (_S.QUEUED, _S.SOLVING)
DESKS = (Role.ORGANISER, Role.MEETINGS)


class Movable(models.TextChoices):
    """Which meetings that have a place already may get another one."""

    NONE = "none", _("none: only those that wait get a place")
    SCHEDULED = "scheduled", _("those that nobody has confirmed yet")
    ALL = "all", _("all, the confirmed ones too")


class ItemOutcome(models.TextChoices):
    NONE = "", _("nothing yet")
    APPLIED = "applied", _("applied")
    LEFT_OUT = "left_out", _("left out")
    UNDONE = "undone", _("undone")
    KEPT = "kept", _("kept when the rest was undone")


class PlanQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the organisers and the meetings desk of the edition."""
        return self.filter(edition__in=TeamMember.objects.editions_of(user, *DESKS))


@pghistory.track(exclude=["problem", "progress"])
class Plan(models.Model):
    """``problem``: what was to be solved, in ids and slots, as scheduling.optimiser writes it. ``score``: the plan by
    part. ``progress``: how far the work is. ``follows``: the plan whose locks it keeps. ``failure``: why it failed.
    """

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="plans", verbose_name=_("edition")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=PlanStatus.choices, default=PlanStatus.QUEUED, editable=False
    )
    seconds = models.PositiveSmallIntegerField(
        _("seconds"),
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_S)],
        help_text=_("How long better plans are looked for. A first one is there much sooner."),
    )
    seed = models.PositiveIntegerField(
        _("seed"), default=1, help_text=_("The same seed makes the same plan of the same meetings.")
    )
    movable = models.CharField(
        _("which placed meetings may move"), max_length=10, choices=Movable.choices, default=Movable.NONE
    )
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="followers",
        verbose_name=_("keeps the locks of"),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked for at"), editable=False)
    is_stopped = models.BooleanField(_("stopped early"), default=False, editable=False)
    problem = models.JSONField(_("problem"), null=True, editable=False)
    score = models.JSONField(_("score"), default=dict, editable=False)
    progress = models.JSONField(_("progress"), default=dict, editable=False)
    failure = models.CharField(_("why it failed"), max_length=500, blank=True, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan of meetings")
        verbose_name_plural = _("plans of meetings")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.edition} {self.pk}"


class PlanItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Of the plans that the user may see, what is proposed for the meetings that the user may see."""
        seen = Meeting.objects.visible_to(user)
        return self.filter(plan__in=Plan.objects.visible_to(user), meeting__in=seen)

    def new(self):
        return self.filter(was_starts_at=None, starts_at__isnull=False)

    def moved(self):
        same = models.Q(starts_at=models.F("was_starts_at"), room=models.F("was_room"))
        return self.filter(was_starts_at__isnull=False, starts_at__isnull=False).exclude(same)

    def staying(self):
        return self.filter(starts_at=models.F("was_starts_at"), room=models.F("was_room"))

    def unplaced(self):
        return self.filter(starts_at=None)

    def changing(self):
        """What would be applied."""
        return self.new() | self.moved()


@pghistory.track(exclude=["reasons"])
class PlanItem(models.Model):
    """What is proposed for one meeting. ``was_…``: as it stood when it was planned; ``applied_version``: the meeting's
    once it was applied. ``reasons``: ``[{"code", "facts"}]``, ids and slots without names, why it has no place or was
    left out (see scheduling.plans.wording).
    """

    sentences: list[str]  # only after wording.worded()
    ends_at: datetime | None  # this and the next only after comparing.compare()
    on: date | None

    public_id = public_id_field()
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="items", verbose_name=_("plan of meetings"))
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="plan_items", verbose_name=_("meeting"))
    was_status = models.CharField(_("status then"), max_length=20, choices=MeetingStatus.choices)
    was_version = models.PositiveIntegerField(_("version then"))
    was_starts_at = models.DateTimeField(_("time then"), null=True, blank=True)
    was_room = models.ForeignKey(
        "forum.Room", null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("room then")
    )
    starts_at = models.DateTimeField(_("proposed time"), null=True, blank=True)
    room = models.ForeignKey(
        "forum.Room",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("proposed room"),
    )
    is_locked = models.BooleanField(_("locked"), default=False)
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    outcome = models.CharField(
        _("what became of it"), max_length=10, choices=ItemOutcome.choices, default=ItemOutcome.NONE, blank=True
    )
    applied_version = models.PositiveIntegerField(_("version applied"), null=True, blank=True)

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a plan")
        verbose_name_plural = _("items of plans")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "meeting"], name="plan_item_once"),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, room=None) | models.Q(starts_at__isnull=False, room__isnull=False),
                name="plan_item_has_time_and_room",
            ),
        ]

    def __str__(self):
        return str(self.meeting)

    @property
    def is_new(self) -> bool:
        return self.was_starts_at is None and self.starts_at is not None

    @property
    def is_moved(self) -> bool:
        has_both = self.was_starts_at is not None and self.starts_at is not None
        return has_both and (self.starts_at, self.room_id) != (self.was_starts_at, self.was_room_id)
