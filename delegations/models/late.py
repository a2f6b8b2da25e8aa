"""What a mission asks the desk to change after the dates have passed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models.category import DelegateCategory
from delegations.models.delegation import Delegation, FocalPoint
from forum.models import Role, TeamMember


class LateKind(models.TextChoices):
    NAME = "name", _("a new name")
    SUBSTITUTE = "substitute", _("somebody else in a place")
    FACTS = "facts", _("corrected facts")
    DETAILS = "details", _("details brought late")


class LateStatus(models.TextChoices):
    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    LateStatus.ASKED: {LateStatus.GRANTED, LateStatus.REFUSED, LateStatus.WITHDRAWN},
    LateStatus.GRANTED: set(),
    LateStatus.REFUSED: set(),
    LateStatus.WITHDRAWN: set(),
}


class LateChangeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those of the secretariat who see its delegates, to the delegation's focal points, and what is asked about
        one's own details to oneself."""
        if not user.is_authenticated:
            return self.none()
        desks = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL, Role.MEETINGS, Role.VIEWER)
        team = models.Q(delegation__edition__in=TeamMember.objects.editions_of(user, *desks))
        own = models.Q(kind=LateKind.DETAILS, delegate__person__user=user)
        return self.filter(team | own | models.Q(delegation__in=FocalPoint.of(user)))

    def open_at(self, now):
        """Those by which the details of their delegate may be completed at the time ``now``."""
        return self.filter(kind=LateKind.DETAILS, status=LateStatus.GRANTED, open_until__gt=now)


class LateChange(models.Model):
    """``facts``: what is wanted, as ``delegations.person_facts.cleaned`` gave it. ``before``: what those facts of
    ``delegate`` were when it was asked. ``delegate``: whom it is about; nobody where a new name is asked for.
    ``made``: the accreditation that a granted name or substitution made. ``open_until``: when the details that were
    granted to be brought late are closed again."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    delegation = models.ForeignKey(
        Delegation, verbose_name=_("delegation"), on_delete=models.CASCADE, related_name="late_changes"
    )
    delegate = models.ForeignKey(
        "delegations.Delegate",
        verbose_name=_("delegate"),
        null=True,
        on_delete=models.CASCADE,
        related_name="late_changes",
    )
    made = models.OneToOneField(
        "delegations.Delegate",
        null=True,
        on_delete=models.SET_NULL,
        related_name="asked_late",
        editable=False,
        verbose_name=_("delegate made of it"),
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LateKind.choices)
    category = models.CharField(
        _("category"), max_length=20, choices=DelegateCategory.choices, default=DelegateCategory.DELEGATE
    )
    facts = models.JSONField(_("facts"), editable=False)
    before = models.JSONField(_("facts before"), default=dict, editable=False)
    reason = models.TextField(_("reason"))
    answer = models.TextField(_("reason of the refusal"), blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=12, choices=LateStatus.choices, default=LateStatus.ASKED, editable=False
    )
    open_until = models.DateTimeField(_("open until"), null=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"), editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name=_("asked by"),
    )

    objects = LateChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("late change")
        verbose_name_plural = _("late changes")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegate"], condition=models.Q(status="asked"), name="late_change_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="name", delegate=None) | (~models.Q(kind="name") & ~models.Q(delegate=None)),
                name="late_change_is_about_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="details", status="granted", open_until__isnull=False)
                | (~models.Q(kind="details", status="granted") & models.Q(open_until=None)),
                name="late_change_opens_details",
            ),
        ]
        indexes = [
            models.Index(fields=["delegation"], condition=models.Q(status="asked"), name="late_change_queue"),
            models.Index(
                fields=["delegate", "open_until"], condition=models.Q(status="granted"), name="late_change_open"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """Whom it is about: the delegate, or who shall come."""
        return str(self.delegate or self.facts.get("name", ""))

    @property
    def edition(self):
        return self.delegation.edition
