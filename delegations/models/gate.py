"""Where badges are read: checkpoints, the devices at them, the readings, and who is inside."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models.category import EditionRowsQuerySet, Zone


class Direction(models.TextChoices):
    ENTRY = "entry", _("entry")
    EXIT = "exit", _("exit")


class Checkpoint(models.Model):
    """A door of a zone, or of one ``room`` in it. ``counts``: it keeps who is inside, so a second entry without an
    exit is refused. ``guest_list``: only who stands on its newest frozen version enters."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="checkpoints", verbose_name=_("edition")
    )
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="checkpoints", verbose_name=_("zone"))
    room = models.ForeignKey(
        "forum.Room",
        verbose_name=_("room"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="checkpoints",
        help_text=_("Where the door is that of one room inside the zone."),
    )
    name = models.CharField(_("name"), max_length=80)
    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes at"), null=True, blank=True)
    counts = models.BooleanField(_("keeps who is inside"), default=True)
    guest_list = models.ForeignKey(
        "delegations.GuestList",
        verbose_name=_("guest list"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="checkpoints",
        help_text=_(
            "Only people on its newest frozen version enter here, also with a badge printed again since; while none is "
            "frozen, nobody does. Day passes and floaters stand on no list, so they are refused."
        ),
    )

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("checkpoint")
        verbose_name_plural = _("checkpoints")
        ordering = ["edition", "name"]
        constraints = [models.UniqueConstraint(fields=["edition", "name"], name="checkpoint_name_once")]

    def __str__(self):
        return self.name


class Device(models.Model):
    """A phone at a gate. ``token_print``: SHA-256 of its token, which it alone holds. ``guest_version``: the version of
    its door's guest list that it said it holds."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="devices", verbose_name=_("edition")
    )
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="devices", verbose_name=_("checkpoint")
    )
    name = models.CharField(_("name"), max_length=80)
    enrolment_print = models.CharField(max_length=64, blank=True, editable=False)
    enrolment_ends_at = models.DateTimeField(_("enrolment ends at"), null=True, blank=True, editable=False)
    token_print = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    enrolled_at = models.DateTimeField(_("enrolled at"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    last_seen_at = models.DateTimeField(_("last seen at"), null=True, blank=True, editable=False)
    list_version = models.BigIntegerField(_("version of its list"), default=0, editable=False)
    guest_version = models.ForeignKey(
        "delegations.GuestListVersion",
        verbose_name=_("version of the guest list"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="devices",
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("added by")
    )

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("device")
        verbose_name_plural = _("devices")
        ordering = ["edition", "name"]

    def __str__(self):
        return self.name


class ScanResult(models.TextChoices):
    ADMITTED = "admitted", _("admitted")
    LEFT = "left", _("left")
    REVOKED = "revoked", _("revoked")
    WRONG_ZONE = "wrong_zone", _("wrong zone")
    WRONG_DAY = "wrong_day", _("wrong day")
    NOT_YET = "not_yet", _("not yet")
    OVER = "over", _("over")
    INSIDE = "inside", _("already inside")
    NOT_INSIDE = "not_inside", _("not inside")
    UNKNOWN = "unknown", _("unknown")
    OLD_LIST = "old_list", _("list is old")
    NOT_LISTED = "not_listed", _("not on the guest list")
    OLD_GUESTS = "old_guests", _("guest list is old")


class Scan(models.Model):
    """One reading. ``scan_id`` is drawn on the device, so that a repeated upload is the same row. ``device_result``:
    what a device without network told the person; ``result`` is what holds."""

    scan_id = models.UUIDField(unique=True, editable=False)
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="scans", verbose_name=_("edition")
    )
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="scans", verbose_name=_("device"))
    checkpoint = models.ForeignKey(
        Checkpoint, on_delete=models.PROTECT, related_name="scans", verbose_name=_("checkpoint")
    )
    badge = models.ForeignKey(
        "delegations.Badge",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="scans",
        verbose_name=_("badge"),
    )
    serial = models.BigIntegerField(_("serial"), null=True)
    direction = models.CharField(_("direction"), max_length=5, choices=Direction.choices, default=Direction.ENTRY)
    result = models.CharField(_("result"), max_length=10, choices=ScanResult.choices)
    device_result = models.CharField(_("the device said"), max_length=10, choices=ScanResult.choices, blank=True)
    is_manual = models.BooleanField(_("found by name or number"), default=False)
    is_offline = models.BooleanField(_("decided without network"), default=False)
    is_conflict = models.BooleanField(
        _("conflict"), default=False, help_text=_("The device decided otherwise than the server would have.")
    )
    list_version = models.BigIntegerField(_("version of the device's list"), default=0)
    guest_version = models.ForeignKey(
        "delegations.GuestListVersion",
        verbose_name=_("version of the guest list"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text=_("The one that the device held."),
    )
    scanned_at = models.DateTimeField(_("scanned at"))
    received_at = models.DateTimeField(_("received at"))

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("scan")
        verbose_name_plural = _("scans")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["edition", "-received_at"], name="scan_newest")]

    def __str__(self):
        return f"{self.serial}: {self.result}"


class Lookup(models.Model):
    """A gate asked for people by name, number or delegation. Written before the answer is given."""

    edition = models.ForeignKey("forum.Edition", on_delete=models.CASCADE, related_name="+", verbose_name=_("edition"))
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="lookups", verbose_name=_("device"))
    words = models.CharField(_("asked for"), max_length=80)
    asked_at = models.DateTimeField(_("asked at"))

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("lookup at a gate")
        verbose_name_plural = _("lookups at gates")
        ordering = ["-asked_at", "-pk"]

    def __str__(self):
        return f"{self.device}: {self.asked_at}"


class Presence(models.Model):
    """Whether a badge is inside a zone, or a room of it: the one row that two gates race for."""

    badge = models.ForeignKey(
        "delegations.Badge", on_delete=models.CASCADE, related_name="presences", verbose_name=_("badge")
    )
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, related_name="presences", verbose_name=_("zone"))
    room = models.ForeignKey(
        "forum.Room", null=True, on_delete=models.CASCADE, related_name="presences", verbose_name=_("room")
    )
    is_inside = models.BooleanField(_("inside"), default=False)
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            models.UniqueConstraint(fields=["badge", "zone", "room"], nulls_distinct=False, name="presence_once_there")
        ]
        indexes = [
            models.Index(fields=["zone"], condition=models.Q(is_inside=True), name="presence_inside"),
        ]

    def __str__(self):
        return f"{self.badge}: {self.zone}"
