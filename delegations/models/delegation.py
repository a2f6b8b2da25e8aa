"""Who comes together: a state, a company, an institution or a media house."""

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.fields import public_id_field
from forum.models import Role, TeamMember
from forum.models.sourced import Sourced


class DelegationKind(models.TextChoices):
    HOST = "host", _("host government")
    STATE = "state", _("state")
    INSTITUTION = "institution", _("institution")
    COMPANY = "company", _("company")
    MEDIA = "media", _("media house")


class DelegationStatus(models.TextChoices):
    INVITED = "invited", _("invited")
    REGISTERING = "registering", _("registering")
    CONFIRMED = "confirmed", _("confirmed")
    CLOSED = "closed", _("closed")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    DelegationStatus.INVITED: {DelegationStatus.REGISTERING, DelegationStatus.DECLINED, DelegationStatus.WITHDRAWN},
    DelegationStatus.REGISTERING: {DelegationStatus.CONFIRMED, DelegationStatus.DECLINED, DelegationStatus.WITHDRAWN},
    DelegationStatus.CONFIRMED: {DelegationStatus.CLOSED, DelegationStatus.REGISTERING, DelegationStatus.WITHDRAWN},
    DelegationStatus.CLOSED: set(),
    DelegationStatus.DECLINED: {DelegationStatus.INVITED},
    DelegationStatus.WITHDRAWN: set(),
}


ABSENT = (DelegationStatus.DECLINED, DelegationStatus.WITHDRAWN)
"""Statuses of those that do not come, and whom nobody can ask for a meeting."""


class DelegationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the secretariat of the edition, to its own focal points, and to its own delegates."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(models.Q(edition__in=TeamMember.objects.editions_of(user)) | _own(user))

    def own_of(self, user):
        """Those that ``user`` answers for as a focal point or comes with as a delegate."""
        return self.filter(_own(user))

    def askable_by(self, user):
        """Those whom ``user`` may ask for a meeting, which is more than those that the user may look into.

        A focal point: every delegation that comes to the same edition, but the own ones; samples ask samples, real
        ones ask real ones. The meetings desk, which asks for others: every one that comes. Everybody else: none.
        """
        if not user.is_authenticated:
            return self.none()
        mine = Delegation.objects.filter(
            pk__in=FocalPoint.of(user), edition=models.OuterRef("edition"), is_sample=models.OuterRef("is_sample")
        )
        as_focal = models.Q(models.Exists(mine)) & ~models.Q(pk__in=FocalPoint.of(user))
        as_desk = models.Q(edition__in=TeamMember.objects.editions_of(user, Role.ORGANISER, Role.MEETINGS))
        return self.exclude(status__in=ABSENT).filter(as_focal | as_desk)


def _own(user):
    accredited = Delegation.objects.filter(delegates__person__user=user).values("pk")
    return models.Q(pk__in=FocalPoint.of(user)) | models.Q(pk__in=accredited)


@pghistory.track()
class Delegation(Sourced):
    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="delegations", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DelegationKind.choices, default=DelegationKind.STATE)
    country = CountryField(_("country"), blank=True)
    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("name in own script"), max_length=200, blank=True)
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=DelegationStatus.choices,
        default=DelegationStatus.INVITED,
        editable=False,
    )
    head = models.ForeignKey(
        "delegations.Delegate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="heads",
        verbose_name=_("head"),
    )
    quota = models.PositiveSmallIntegerField(_("quota"), default=10, validators=[MinValueValidator(1)])
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Invented for the demo, named so."))

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="delegation_name_once"),
            models.UniqueConstraint(
                fields=["edition", "external_id"],
                condition=~models.Q(external_id=""),
                name="delegation_external_id_once",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("delegations:delegation", args=[self.edition.slug, self.public_id])


class FocalPointQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those of the secretariat who see delegates, and to the focal points of the same delegation."""
        if not user.is_authenticated:
            return self.none()
        desks = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL, Role.MEETINGS, Role.VIEWER)
        team = models.Q(delegation__edition__in=TeamMember.objects.editions_of(user, *desks))
        return self.filter(team | models.Q(delegation__in=FocalPoint.of(user)))

    def in_order(self):
        """The primary one first, then in the order of being named."""
        return self.order_by("-is_primary", "pk")


class FocalPoint(models.Model):
    """A person of the mission who registers and answers for the delegation: one primary, and backups."""

    public_id = public_id_field()
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="focal_points", verbose_name=_("delegation")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="focal_points", verbose_name=_("user")
    )
    is_primary = models.BooleanField(_("primary"), default=False)
    invited_at = models.DateTimeField(_("invited at"), null=True, blank=True)
    invitations = models.PositiveSmallIntegerField(
        _("invitations sent"), default=0, editable=False, help_text=_("Numbers the mails: each leaves once.")
    )

    objects = FocalPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("focal point")
        verbose_name_plural = _("focal points")
        constraints = [
            models.UniqueConstraint(fields=["delegation", "user"], name="focal_point_once"),
            models.UniqueConstraint(
                fields=["delegation"], condition=models.Q(is_primary=True), name="focal_point_one_primary"
            ),
        ]

    def __str__(self):
        return str(self.user)

    @property
    def edition(self):
        return self.delegation.edition

    @property
    def about(self) -> str:
        """What its invitations in the outbox are about."""
        return f"focal-point:{self.pk}"

    @classmethod
    def of(cls, user):
        """The ids of the delegations that ``user`` is a focal point of, as a subquery."""
        return cls.objects.filter(user=user).values("delegation_id")
