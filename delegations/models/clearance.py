"""Agencies outside the secretariat that must clear a delegate before a badge may be printed."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedStorage
from core.fields import public_id_field
from delegations.models.category import EditionRowsQuerySet
from delegations.models.delegate import DelegateStatus
from delegations.models.details import private_name
from forum.models import Role, TeamMember


class GrantedFact(models.TextChoices):
    """Facts beyond name, position, organisation, nationality and category, granted to an agency group by group."""

    BIRTH_DATE = "birth_date", _("date of birth")
    DOCUMENT = "document", _("identity document")
    DOCUMENT_SCAN = "document_scan", _("scan of the document")
    PHOTO = "photo", _("photo")
    CONTACT = "contact", _("contact")
    TRAVEL = "travel", _("arrival and departure")
    ATTACHMENTS = "attachments", _("files")


class Agency(models.Model):
    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="agencies", verbose_name=_("edition")
    )
    name = models.CharField(_("name"), max_length=120)
    native_name = models.CharField(_("name in own script"), max_length=120, blank=True)
    answer_hours = models.PositiveSmallIntegerField(_("hours to answer"), default=72)
    granted = ArrayField(
        models.CharField(max_length=20, choices=GrantedFact.choices),
        verbose_name=_("facts it may see"),
        default=list,
        blank=True,
    )
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Invented for the demo, named so."))

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="agency_name_once")]

    def __str__(self):
        return self.name


class AgencyMember(models.Model):
    """Somebody who answers for an agency; nothing else of the edition is shown to them for it."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="members", verbose_name=_("agency"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agencies", verbose_name=_("user")
    )

    class Meta:
        verbose_name = _("member of an agency")
        verbose_name_plural = _("members of agencies")
        constraints = [models.UniqueConstraint(fields=["agency", "user"], name="agency_member_once")]

    def __str__(self):
        return str(self.user)


class ClearanceStatus(models.TextChoices):
    PENDING = "pending", _("pending")
    CLEARED = "cleared", _("cleared")
    INFO_NEEDED = "info_needed", _("more information needed")
    REFUSED = "refused", _("refused")
    EXPIRED = "expired", _("expired")


TRANSITIONS = {
    ClearanceStatus.PENDING: {
        ClearanceStatus.CLEARED,
        ClearanceStatus.INFO_NEEDED,
        ClearanceStatus.REFUSED,
        ClearanceStatus.EXPIRED,
    },
    ClearanceStatus.INFO_NEEDED: {ClearanceStatus.PENDING, ClearanceStatus.REFUSED, ClearanceStatus.EXPIRED},
    ClearanceStatus.EXPIRED: {ClearanceStatus.PENDING},
    ClearanceStatus.CLEARED: {ClearanceStatus.REFUSED},
    ClearanceStatus.REFUSED: {ClearanceStatus.CLEARED},
}


ANSWERABLE = [DelegateStatus.IN_REVIEW, DelegateStatus.INFO_NEEDED, DelegateStatus.APPROVED]
"""Delegates on whom an agency may answer. Approved too: it may take back what it cleared, or answer late where others
were enough."""


class ClearanceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the agency's own members, and to the desks that decide on delegates."""
        if not user.is_authenticated:
            return self.none()
        desks = TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL)
        own = models.Q(agency__in=AgencyMember.objects.filter(user=user).values("agency"))
        return self.filter(own | models.Q(agency__edition__in=desks))

    def asked_of(self, user):
        """What the agencies that the user is a member of are asked; not what a desk may only look at."""
        return self.filter(agency__in=AgencyMember.objects.filter(user=user).values("agency"))

    def in_the_queue(self):
        """Of the present round, without those delegates about whom nothing is asked any more."""
        return self.filter(is_current=True, delegate__status__in=ANSWERABLE)


class Clearance(models.Model):
    """One agency's answer on one delegate. A change of what was cleared starts a new round: the former is kept."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    delegate = models.ForeignKey(
        "delegations.Delegate", on_delete=models.CASCADE, related_name="clearances", verbose_name=_("delegate")
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="clearances", verbose_name=_("agency"))
    status = models.CharField(
        _("status"), max_length=12, choices=ClearanceStatus.choices, default=ClearanceStatus.PENDING, editable=False
    )
    is_current = models.BooleanField(_("of the present round"), default=True, editable=False)
    asked_at = models.DateTimeField(_("asked at"))
    due_at = models.DateTimeField(_("due by"))
    note = models.TextField(_("note"), blank=True)

    objects = ClearanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("clearance")
        verbose_name_plural = _("clearances")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegate", "agency"], condition=models.Q(is_current=True), name="clearance_once"
            )
        ]

    def __str__(self):
        return f"{self.delegate}: {self.agency}"


class ClearanceFile(models.Model):
    public_id = public_id_field()
    clearance = models.ForeignKey(
        Clearance, on_delete=models.CASCADE, related_name="files", verbose_name=_("clearance")
    )
    file = models.FileField(_("file"), upload_to=private_name, storage=EncryptedStorage)
    name = models.CharField(_("name of the file"), max_length=120)
    content_type = models.CharField(max_length=40, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("file of a clearance")
        verbose_name_plural = _("files of clearances")
        ordering = ["pk"]

    def __str__(self):
        return self.name


class ClearanceOverride(models.Model):
    """Somebody by name lets a delegate through without all clearances, for a reason. Ends with the next round."""

    delegate = models.ForeignKey(
        "delegations.Delegate", on_delete=models.CASCADE, related_name="overrides", verbose_name=_("delegate")
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("approver")
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    reason = models.TextField(_("reason"))
    happened_at = models.DateTimeField(_("happened at"))
    is_current = models.BooleanField(_("of the present round"), default=True, editable=False)

    class Meta:
        verbose_name = _("override of clearances")
        verbose_name_plural = _("overrides of clearances")
        ordering = ["-happened_at"]

    def __str__(self):
        return f"{self.delegate}: {self.approver}"
