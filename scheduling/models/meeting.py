"""A bilateral (or wider) meeting: what it is about, how far it has come, when and where."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models import FocalPoint
from forum.models import Booking, Role, TeamMember
from forum.models.claims import Claimants
from forum.models.sourced import Sourced


class MeetingLevel(models.TextChoices):
    CALL = "call", _("call on a dignitary")
    G2G = "g2g", _("government to government")
    B2G = "b2g", _("business to government")
    B2B = "b2b", _("business to business")


class Confidentiality(models.TextChoices):
    OPEN = "open", _("open")
    PARTICIPANTS = "participants", _("participants only")
    RESTRICTED = "restricted", _("restricted")
    HIDDEN = "hidden", _("hidden")


class MeetingStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    REQUESTED = "requested", _("requested")
    CLEARING = "clearing", _("with the foreign office")
    ACCEPTED = "accepted", _("accepted")
    SCHEDULED = "scheduled", _("scheduled")
    CONFIRMED = "confirmed", _("confirmed")
    IN_PROGRESS = "in_progress", _("in progress")
    HELD = "held", _("held")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")
    CANCELLED = "cancelled", _("cancelled")
    NO_SHOW = "no_show", _("no-show")


_S = MeetingStatus
TRANSITIONS = {
    _S.DRAFT: {_S.REQUESTED, _S.WITHDRAWN},
    _S.REQUESTED: {_S.CLEARING, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN, _S.EXPIRED},
    _S.CLEARING: {_S.REQUESTED, _S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN, _S.EXPIRED},
    _S.ACCEPTED: {_S.SCHEDULED, _S.DECLINED, _S.WITHDRAWN, _S.CANCELLED, _S.EXPIRED},
    _S.SCHEDULED: {_S.CONFIRMED, _S.IN_PROGRESS, _S.HELD, _S.NO_SHOW, _S.ACCEPTED, _S.CANCELLED},
    _S.CONFIRMED: {_S.IN_PROGRESS, _S.HELD, _S.NO_SHOW, _S.ACCEPTED, _S.CANCELLED},
    _S.IN_PROGRESS: {_S.HELD, _S.CANCELLED},
    _S.HELD: set(),
    _S.DECLINED: set(),
    _S.WITHDRAWN: set(),
    _S.EXPIRED: set(),
    _S.CANCELLED: set(),
    _S.NO_SHOW: set(),
}
PLACED = [_S.SCHEDULED, _S.CONFIRMED, _S.IN_PROGRESS]
"""Statuses in which a meeting holds its time, its room and its people in the ledger."""
CLAIMANTS = Claimants(
    table="scheduling_meeting",
    people="scheduling_attendee",
    key="meeting_id",
    placed=PLACED,
    over=[_S.HELD],
    incomplete="thing.starts_at IS NULL OR (thing.room_id IS NULL AND thing.place = '')",
)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By confidentiality.

        open: everybody signed in once it is placed, the parties and the whole secretariat always.
        participants, restricted: the attendees, the parties' focal points, and of the secretariat those who work on it:
        the organisers, the meetings desk and protocol.
        hidden: the attendees and the organisers only.
        What is not cleared exists for the side that asks and for the secretariat, for nobody of the host's.
        """
        if not user.is_authenticated:
            return self.none()
        c = Confidentiality
        team = TeamMember.objects
        whole_team = models.Q(confidentiality=c.OPEN, edition__in=team.editions_of(user))
        desk = models.Q(
            confidentiality__in=[c.PARTICIPANTS, c.RESTRICTED],
            edition__in=team.editions_of(user, Role.ORGANISER, Role.MEETINGS, Role.PROTOCOL),
        )
        organisers = models.Q(edition__in=team.editions_of(user, Role.ORGANISER))
        focal = models.Q(pk__in=_represented(user)) & ~models.Q(confidentiality=c.HIDDEN)
        attends = models.Q(pk__in=_attended(user))
        announced = models.Q(confidentiality=c.OPEN, status__in=[*PLACED, _S.HELD])
        return self.filter(whole_team | desk | organisers | focal | attends | announced)

    def concerning(self, user):
        """Of those that ``user`` may see, the ones that are the user's own: attended, represented or asked for."""
        own = models.Q(pk__in=_attended(user)) | models.Q(pk__in=_represented(user)) | models.Q(requested_by=user)
        return self.visible_to(user).filter(own)

    def awaiting(self, user):
        """Of those, the ones in which a delegation that ``user`` answers for is still asked."""
        parties = {"parties__answer": "pending", "parties__delegation__in": FocalPoint.of(user)}
        asked = Meeting.objects.filter(
            status__in=[_S.REQUESTED, _S.CLEARING], is_answered_by_desk=False, **parties
        ).values("pk")
        return self.concerning(user).filter(pk__in=asked)


def _represented(user):
    theirs = models.Q(is_cleared=True) | models.Q(parties__side="guest")
    return Meeting.objects.filter(theirs, parties__delegation__in=FocalPoint.of(user)).values("pk")


def _attended(user):
    theirs = models.Q(is_cleared=True) | models.Q(attendees__party__side="guest")
    return Meeting.objects.filter(theirs, attendees__person__user=user).values("pk")


@pghistory.track()
class Meeting(Sourced):
    """``starts_at``/``ends_at`` are what people are told; the room's booking is longer by its turnaround.

    ``version`` rises with every change of time, place or people and is the SEQUENCE of its calendar entries.
    ``is_answered_by_desk`` and ``answer_due_at`` stand as the terms of requests were when it was asked for.
    ``wished_from``/``wished_until`` are the window that the guest asked for, or the counter that was taken.
    """

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="meetings", verbose_name=_("edition")
    )
    level = models.CharField(_("level"), max_length=10, choices=MeetingLevel.choices, default=MeetingLevel.B2G)
    subject = models.CharField(_("subject"), max_length=300)
    topics = models.TextField(_("topics"), blank=True)
    confidentiality = models.CharField(
        _("confidentiality"), max_length=20, choices=Confidentiality.choices, default=Confidentiality.PARTICIPANTS
    )
    status = models.CharField(
        _("status"), max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    length_minutes = models.PositiveSmallIntegerField(
        _("length in minutes"), default=30, validators=[MinValueValidator(10), MaxValueValidator(240)]
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings_requested",
        verbose_name=_("requested by"),
    )
    is_answered_by_desk = models.BooleanField(_("the desk answers for the host"), default=False, editable=False)
    answer_due_at = models.DateTimeField(_("answer due by"), null=True, blank=True, editable=False)
    is_cleared = models.BooleanField(
        _("cleared by the foreign office"), default=True, editable=False, help_text=_("Or it needs no clearing.")
    )
    clearing_note = models.TextField(_("note of the clearing"), blank=True, editable=False)
    wished_from = models.DateTimeField(_("wished not before"), null=True, blank=True)
    wished_until = models.DateTimeField(_("wished not after"), null=True, blank=True)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    reported_on = models.DateField(
        _("reported on"), null=True, blank=True, help_text=_("The day a source gives when it gives no clock time.")
    )
    room = models.ForeignKey(
        "forum.Room", null=True, blank=True, on_delete=models.PROTECT, related_name="meetings", verbose_name=_("room")
    )
    place = models.CharField(_("place outside the venues"), max_length=200, blank=True)
    booking = models.OneToOneField(
        "forum.Booking",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="meeting",
        verbose_name=_("booking"),
    )
    outcome = models.TextField(_("outcome"), blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "external_id"], condition=~models.Q(external_id=""), name="meeting_external_id_once"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message=_("The meeting ends before it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(wished_from=None)
                | models.Q(wished_until=None)
                | models.Q(wished_until__gt=models.F("wished_from")),
                name="meeting_wish_ends_after_start",
                violation_error_message=_("The wished time ends before it starts."),
            ),
        ]
        triggers = [CLAIMANTS.in_rows()]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("scheduling:meeting", args=[self.edition.slug, self.public_id])


class MeetingBooking(Booking):
    """A booking as meetings see it; here it cannot change without its meeting."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [CLAIMANTS.in_ledger()]
