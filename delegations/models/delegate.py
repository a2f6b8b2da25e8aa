"""A person's accreditation in a delegation at an edition."""

import pghistory
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models.category import DelegateCategory
from delegations.models.delegation import Delegation, FocalPoint
from forum.models import Role, TeamMember
from forum.models.sourced import Sourced


class DelegateStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    IN_REVIEW = "in_review", _("in review")
    INFO_NEEDED = "info_needed", _("more information needed")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    REVOKED = "revoked", _("revoked")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    DelegateStatus.DRAFT: {DelegateStatus.SUBMITTED, DelegateStatus.WITHDRAWN},
    DelegateStatus.SUBMITTED: {DelegateStatus.IN_REVIEW, DelegateStatus.WITHDRAWN},
    DelegateStatus.IN_REVIEW: {
        DelegateStatus.INFO_NEEDED,
        DelegateStatus.APPROVED,
        DelegateStatus.REJECTED,
        DelegateStatus.WITHDRAWN,
    },
    DelegateStatus.INFO_NEEDED: {DelegateStatus.IN_REVIEW, DelegateStatus.REJECTED, DelegateStatus.WITHDRAWN},
    DelegateStatus.APPROVED: {DelegateStatus.REVOKED, DelegateStatus.IN_REVIEW, DelegateStatus.WITHDRAWN},
    DelegateStatus.REJECTED: set(),
    DelegateStatus.REVOKED: set(),
    DelegateStatus.WITHDRAWN: set(),
}
GONE = [DelegateStatus.REJECTED, DelegateStatus.REVOKED, DelegateStatus.WITHDRAWN]
"""Statuses that use no place of the quota and leave the person free to be accredited elsewhere."""


class DelegateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the secretariat (not the gate's or the press's whole list), the delegation's focal points, and oneself."""
        if not user.is_authenticated:
            return self.none()
        desks = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL, Role.MEETINGS, Role.VIEWER)
        team = models.Q(edition__in=TeamMember.objects.editions_of(user, *desks))
        return self.filter(team | models.Q(delegation__in=FocalPoint.of(user)) | models.Q(person__user=user))

    def nameable_by(self, user):
        """Those whom ``user`` may name for a meeting, none whose accreditation has ended.

        A focal point: the own delegates, and the approved ones of delegations that can be asked. The meetings desk:
        everybody of its editions. Whether a person sits for the right side is the action's question.
        """
        if not user.is_authenticated:
            return self.none()
        own = models.Q(delegation__in=FocalPoint.of(user))
        desk = models.Q(edition__in=TeamMember.objects.editions_of(user, Role.ORGANISER, Role.MEETINGS))
        askable = Delegation.objects.askable_by(user).values("pk")
        wished = models.Q(status=DelegateStatus.APPROVED, delegation__in=askable)
        return self.exclude(status__in=GONE).filter(own | desk | wished)

    def in_the_count(self):
        """Those who use a place of their delegation's quota."""
        return self.exclude(status__in=GONE)


@pghistory.track()
class Delegate(Sourced):
    """``edition`` repeats the delegation's, so that the database can refuse a second accreditation of one person."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="delegates", verbose_name=_("edition")
    )
    delegation = models.ForeignKey(
        "delegations.Delegation", on_delete=models.CASCADE, related_name="delegates", verbose_name=_("delegation")
    )
    person = models.ForeignKey(
        "forum.Person", on_delete=models.PROTECT, related_name="delegates", verbose_name=_("person")
    )
    category = models.CharField(
        _("category"), max_length=20, choices=DelegateCategory.choices, default=DelegateCategory.DELEGATE
    )
    status = models.CharField(
        _("status"), max_length=20, choices=DelegateStatus.choices, default=DelegateStatus.DRAFT, editable=False
    )
    precedence = models.PositiveSmallIntegerField(
        _("precedence"), null=True, blank=True, help_text=_("Article of the host's warrant of precedence.")
    )
    is_overflow = models.BooleanField(
        _("overflow pass"), default=False, editable=False, help_text=_("Uses no place of the quota.")
    )
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        editable=False,
    )
    question = models.TextField(_("what the desk asks for"), blank=True, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True, editable=False)

    objects = DelegateQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegate")
        verbose_name_plural = _("delegates")
        ordering = ["precedence", "person__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=~models.Q(status__in=GONE),
                name="delegate_accredited_once",
            ),
            models.UniqueConstraint(
                fields=["edition", "external_id"], condition=~models.Q(external_id=""), name="delegate_external_id_once"
            ),
        ]

    def __str__(self):
        return str(self.person)

    def get_absolute_url(self):
        return reverse("delegations:delegate", args=[self.edition.slug, self.public_id])
