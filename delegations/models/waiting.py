"""Who waits for a place of a full delegation, in the order of asking."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models.category import DelegateCategory
from delegations.models.delegation import Delegation, FocalPoint
from forum.models import Role, TeamMember


class WaitingStatus(models.TextChoices):
    WAITING = "waiting", _("waiting")
    OFFERED = "offered", _("offered a place")
    TAKEN = "taken", _("place taken")
    LAPSED = "lapsed", _("offer lapsed")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    WaitingStatus.WAITING: {WaitingStatus.OFFERED, WaitingStatus.WITHDRAWN},
    WaitingStatus.OFFERED: {WaitingStatus.TAKEN, WaitingStatus.LAPSED, WaitingStatus.WITHDRAWN},
    WaitingStatus.TAKEN: set(),
    WaitingStatus.LAPSED: set(),
    WaitingStatus.WITHDRAWN: set(),
}
IN_LINE = [WaitingStatus.WAITING, WaitingStatus.OFFERED]


class WaitingEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those of the secretariat who see its delegates, and to the delegation's focal points."""
        if not user.is_authenticated:
            return self.none()
        desks = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL, Role.MEETINGS, Role.VIEWER)
        team = models.Q(delegation__edition__in=TeamMember.objects.editions_of(user, *desks))
        return self.filter(team | models.Q(delegation__in=FocalPoint.of(user)))

    def in_line(self):
        """Those who wait or hold an offer, the first in line first."""
        return self.filter(status__in=IN_LINE).order_by("joined_at", "pk")

    def holding(self, now):
        """Those whose offer holds a place at ``now``: by the clock, also where nobody has noted yet that it ended."""
        return self.filter(status=WaitingStatus.OFFERED, offer_ends_at__gt=now)

    def run_out(self, now):
        """Those whose offer has ended unanswered, and who are still noted as holding one."""
        return self.filter(status=WaitingStatus.OFFERED, offer_ends_at__lte=now)


class WaitingEntry(models.Model):
    """``facts``: what will be registered, as ``delegations.person_facts.cleaned`` gave it. Followed by no history."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="waiting"
    )
    category = models.CharField(
        _("category"), max_length=20, choices=DelegateCategory.choices, default=DelegateCategory.DELEGATE
    )
    facts = models.JSONField(_("facts"), editable=False)
    status = models.CharField(
        _("status"), max_length=20, choices=WaitingStatus.choices, default=WaitingStatus.WAITING, editable=False
    )
    joined_at = models.DateTimeField(_("joined at"), editable=False)
    joined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name=_("joined by"),
    )
    offer_ends_at = models.DateTimeField(_("offered until"), null=True, blank=True, editable=False)
    delegate = models.OneToOneField(
        "delegations.Delegate",
        null=True,
        on_delete=models.SET_NULL,
        related_name="waited_as",
        editable=False,
        verbose_name=_("delegate"),
    )

    objects = WaitingEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the waiting list")
        verbose_name_plural = _("waiting list")
        ordering = ["delegation", "joined_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=WaitingStatus.OFFERED) | models.Q(offer_ends_at__isnull=False),
                name="waiting_offer_ends",
            ),
        ]
        indexes = [
            models.Index(fields=["offer_ends_at"], condition=models.Q(status="offered"), name="waiting_offers"),
            models.Index(
                fields=["delegation"], condition=models.Q(status__in=["waiting", "offered"]), name="waiting_in_line"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return str(self.facts.get("name", ""))

    @property
    def is_in_line(self) -> bool:
        return self.status in IN_LINE

    @property
    def edition(self):
        return self.delegation.edition
