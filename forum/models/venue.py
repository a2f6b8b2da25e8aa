"""Buildings, and the places in them that can be booked."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from forum.models.sourced import Sourced


class Venue(Sourced):
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="venues", verbose_name=_("edition")
    )
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    is_main = models.BooleanField(_("main venue"), default=False)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ["-is_main", "name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="venue_name_once"),
            models.UniqueConstraint(fields=["edition"], condition=models.Q(is_main=True), name="venue_one_main"),
        ]

    def __str__(self):
        return self.name


class RoomKind(models.TextChoices):
    AUDITORIUM = "auditorium", _("auditorium")
    HALL = "hall", _("hall")
    MEETING_ROOM = "meeting_room", _("meeting room")
    TABLE = "table", _("table")
    LOUNGE = "lounge", _("lounge")
    BOOTH = "booth", _("booth")
    OFFICE = "office", _("office")


class RoomFeature(models.TextChoices):
    STEP_FREE = "step_free", _("step-free access")
    INTERPRETATION = "interpretation", _("interpretation booths")
    VIDEO = "video", _("video conferencing")
    SCREEN = "screen", _("screen")
    FLAGS = "flags", _("flags and nameplates")
    PRESS_RISER = "press_riser", _("press riser")


@pghistory.track()
class Room(Sourced):
    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="rooms", verbose_name=_("venue"))
    public_id = public_id_field()
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=RoomKind.choices, default=RoomKind.MEETING_ROOM)
    capacity = models.PositiveIntegerField(_("capacity"), validators=[MinValueValidator(1)], null=True, blank=True)
    features = ArrayField(
        models.CharField(max_length=20, choices=RoomFeature.choices),
        verbose_name=_("features"),
        default=list,
        blank=True,
    )
    turnaround_minutes = models.PositiveSmallIntegerField(
        _("turnaround in minutes"), default=0, help_text=_("Kept free after each booking.")
    )
    opens_at = models.TimeField(_("opens at"), null=True, blank=True)
    closes_at = models.TimeField(_("closes at"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_assumed = models.BooleanField(
        _("assumption"), default=False, help_text=_("Not published; entered so that the plan can be tried.")
    )

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["venue", "name"], name="room_name_once"),
            models.CheckConstraint(
                condition=models.Q(opens_at=None, closes_at=None) | models.Q(closes_at__gt=models.F("opens_at")),
                name="room_closes_after_opening",
                violation_error_message=_("The room closes before it opens."),
            ),
        ]

    def __str__(self):
        return self.name
