"""The sides of a meeting: who answers for each, and who comes."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from scheduling.models.meeting import CLAIMANTS


class PartySide(models.TextChoices):
    HOST = "host", _("host")
    GUEST = "guest", _("guest")


class Answer(models.TextChoices):
    PENDING = "pending", _("no answer yet")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")


class Reply(models.TextChoices):
    """What an attendee's calendar answered to the invitation (PARTSTAT, RFC 5545 §3.2.12)."""

    NEEDS_ACTION = "needs-action", _("not answered")
    ACCEPTED = "accepted", _("comes")
    TENTATIVE = "tentative", _("comes perhaps")
    DECLINED = "declined", _("does not come")


@pghistory.track()
class Party(models.Model):
    """One delegation's side. The guest asks; the host is the one who is called on."""

    public_id = public_id_field()
    meeting = models.ForeignKey(
        "scheduling.Meeting", on_delete=models.CASCADE, related_name="parties", verbose_name=_("meeting")
    )
    delegation = models.ForeignKey(
        "delegations.Delegation", on_delete=models.PROTECT, related_name="parties", verbose_name=_("delegation")
    )
    side = models.CharField(_("side"), max_length=10, choices=PartySide.choices)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.PENDING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["-side", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "delegation"], name="party_once")]

    def __str__(self):
        return str(self.delegation)


@pghistory.track()
class Attendee(models.Model):
    """A person at the meeting for one party; ``booking`` claims the person's time while the meeting is placed."""

    public_id = public_id_field()
    meeting = models.ForeignKey(
        "scheduling.Meeting", on_delete=models.CASCADE, related_name="attendees", verbose_name=_("meeting")
    )
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="attendees", verbose_name=_("party"))
    person = models.ForeignKey(
        "forum.Person", on_delete=models.PROTECT, related_name="attendances", verbose_name=_("person")
    )
    is_lead = models.BooleanField(_("leads the side"), default=False)
    reply = models.CharField(_("reply"), max_length=20, choices=Reply.choices, default=Reply.NEEDS_ACTION)
    replied_at = models.DateTimeField(_("replied at"), null=True, blank=True)
    booking = models.OneToOneField(
        "forum.Booking",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="attendee",
        verbose_name=_("booking"),
    )

    class Meta:
        verbose_name = _("attendee")
        verbose_name_plural = _("attendees")
        ordering = ["-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendee_once"),
            models.UniqueConstraint(fields=["party"], condition=models.Q(is_lead=True), name="attendee_one_lead"),
        ]
        triggers = [CLAIMANTS.in_people()]

    def __str__(self):
        return str(self.person)


class TimeProposal(models.Model):
    """A counter: one party offers another time; the other side or the desk takes it or leaves it."""

    public_id = public_id_field()
    meeting = models.ForeignKey(
        "scheduling.Meeting", on_delete=models.CASCADE, related_name="proposals", verbose_name=_("meeting")
    )
    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="proposals", verbose_name=_("party"))
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))
    note = models.TextField(_("note"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.PENDING)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed time")
        verbose_name_plural = _("proposed times")
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="time_proposal_ends_after_start"
            )
        ]

    def __str__(self):
        return f"{self.starts_at:%F %H:%M}"
