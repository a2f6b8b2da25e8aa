"""The credential. What its QR says is signed (``delegations.tokens``); what it may still do stands here."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedStorage, EncryptedTextField
from core.fields import public_id_field
from delegations.models.category import DelegateCategory
from delegations.models.details import private_name
from forum.models import Role, TeamMember


class BadgeKey(models.Model):
    """An Ed25519 key (RFC 8032) of an edition. ``number`` stands in every token; a retired one still verifies."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="badge_keys", verbose_name=_("edition")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    private_key = EncryptedTextField(editable=False)
    public_key = models.CharField(_("public key"), max_length=64, help_text=_("32 bytes, hexadecimal."))
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("made by")
    )
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    is_trusted = models.BooleanField(_("badges signed with it open gates"), default=True)

    class Meta:
        verbose_name = _("badge key")
        verbose_name_plural = _("badge keys")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="badge_key_number_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(retired_at=None), name="badge_key_one_signs"
            ),
        ]

    def __str__(self):
        return f"{self.edition} {self.number}"


class BadgeKind(models.TextChoices):
    PERSONAL = "personal", _("personal")
    FLOATER = "floater", _("floater")
    DAY_PASS = "day_pass", _("day pass")


class BadgeStatus(models.TextChoices):
    READY = "ready", _("ready")
    PRINTED = "printed", _("printed")
    ISSUED = "issued", _("issued")
    RETURNED = "returned", _("returned")
    LOST = "lost", _("lost")
    REVOKED = "revoked", _("revoked")


TRANSITIONS = {
    BadgeStatus.READY: {BadgeStatus.PRINTED, BadgeStatus.REVOKED},
    BadgeStatus.PRINTED: {BadgeStatus.ISSUED, BadgeStatus.LOST, BadgeStatus.REVOKED},
    BadgeStatus.ISSUED: {BadgeStatus.RETURNED, BadgeStatus.LOST, BadgeStatus.REVOKED},
    BadgeStatus.RETURNED: {BadgeStatus.ISSUED, BadgeStatus.REVOKED},
    BadgeStatus.LOST: {BadgeStatus.REVOKED},
    BadgeStatus.REVOKED: set(),
}
LIVE = [BadgeStatus.READY, BadgeStatus.PRINTED, BadgeStatus.ISSUED, BadgeStatus.RETURNED]
"""Statuses in which a badge is its holder's one badge. A gate opens to printed and issued ones."""


class BadgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks that print and hand out, and a personal one to whom it names."""
        if not user.is_authenticated:
            return self.none()
        desks = TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL)
        return self.filter(models.Q(edition__in=desks) | models.Q(delegate__person__user=user))


class Badge(models.Model):
    """``serial`` is drawn at random within the edition and stands in the token; nothing personal does. ``approved_at``:
    since when the delegate had been approved without a break when the badge was made. A change of name, document or
    photo breaks it, so whoever was approved before a moment and holds such a badge is who they were at that moment."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="badges", verbose_name=_("edition")
    )
    delegate = models.ForeignKey(
        "delegations.Delegate",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="badges",
        verbose_name=_("delegate"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=BadgeKind.choices, default=BadgeKind.PERSONAL)
    status = models.CharField(
        _("status"), max_length=10, choices=BadgeStatus.choices, default=BadgeStatus.READY, editable=False
    )
    serial = models.BigIntegerField(_("serial"), editable=False)
    category = models.CharField(_("category"), max_length=20, choices=DelegateCategory.choices)
    zone_mask = models.BigIntegerField(_("zones as bits"), default=0, editable=False)
    days = ArrayField(models.DateField(), verbose_name=_("days"), default=list, blank=True)
    valid_from = models.DateTimeField(_("valid from"))
    valid_until = models.DateTimeField(_("valid until"))
    number = models.PositiveIntegerField(
        _("number"), null=True, editable=False, help_text=_("Counts the floaters and the day passes of an edition.")
    )
    label = models.CharField(_("label"), max_length=120, blank=True, help_text=_("On a floater or a day pass."))
    note = models.CharField(_("note for the gate"), max_length=200, blank=True)
    key = models.ForeignKey(
        BadgeKey, on_delete=models.PROTECT, related_name="badges", editable=False, verbose_name=_("key")
    )
    token = models.CharField(max_length=400, editable=False)
    made_at = models.DateTimeField(_("made at"))
    approved_at = models.DateTimeField(_("approved since"), null=True, editable=False)

    objects = BadgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        ordering = ["edition", "-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "serial"], name="badge_serial_once"),
            models.UniqueConstraint(
                fields=["delegate"], condition=models.Q(status__in=LIVE, kind="personal"), name="badge_one_live"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="personal", delegate__isnull=False)
                | (~models.Q(kind="personal") & models.Q(delegate__isnull=True)),
                name="badge_personal_has_delegate",
            ),
            models.UniqueConstraint(
                fields=["edition", "kind", "number"],
                condition=models.Q(status__in=LIVE) & ~models.Q(kind="personal"),
                name="badge_number_once",
            ),
        ]
        indexes = [models.Index(fields=["edition", "made_at"], name="badge_made")]

    def __str__(self):
        return str(self.delegate) if self.delegate_id else f"{self.get_kind_display()} {self.number}: {self.label}"


class BadgeRevocation(models.Model):
    """A serial that no longer opens anything, for gates. Versions of an edition are 1, 2, 3 … in the order in which
    they become visible, so that who knows all up to one misses nothing by asking for what comes after it."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="badge_revocations", verbose_name=_("edition")
    )
    version = models.PositiveBigIntegerField(_("version"))
    serial = models.BigIntegerField(_("serial"))
    revoked_at = models.DateTimeField(_("revoked at"))

    class Meta:
        verbose_name = _("revoked serial")
        verbose_name_plural = _("revoked serials")
        ordering = ["edition", "version"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "version"], name="badge_revocation_version_once"),
            models.UniqueConstraint(fields=["edition", "serial"], name="badge_revocation_serial_once"),
        ]

    def __str__(self):
        return f"{self.version}: {self.serial}"


class BadgePrint(models.Model):
    """One printing of one badge; as many rows as it was printed times."""

    badge = models.ForeignKey(Badge, on_delete=models.CASCADE, related_name="prints", verbose_name=_("badge"))
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("printed by")
    )
    printed_at = models.DateTimeField(_("printed at"))
    form = models.CharField(_("format"), max_length=10)

    class Meta:
        verbose_name = _("printing")
        verbose_name_plural = _("printings")
        ordering = ["-printed_at", "-pk"]

    def __str__(self):
        return f"{self.badge}: {self.printed_at}"


class ReceiptQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks that hand out."""
        desks = TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL)
        return self.filter(edition__in=desks)


class Receipt(models.Model):
    """Somebody signed for badges collected together."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="receipts", verbose_name=_("edition")
    )
    delegation = models.ForeignKey(
        "delegations.Delegation",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="receipts",
        verbose_name=_("delegation"),
    )
    badges = models.ManyToManyField(Badge, verbose_name=_("badges"), related_name="receipts")
    collected_by = models.CharField(_("collected by"), max_length=200)
    signed_as = models.CharField(_("signed as"), max_length=200, blank=True, help_text=_("A signature that is typed."))
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("handed over by"),
    )
    signature = models.FileField(_("signature"), upload_to=private_name, storage=EncryptedStorage, blank=True)
    signed_at = models.DateTimeField(_("signed at"))

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-signed_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(signed_as="") | ~models.Q(signature=""),
                name="receipt_is_signed",
                violation_error_message=_("A receipt is signed by hand or by a typed name."),
            )
        ]

    def __str__(self):
        return self.collected_by
