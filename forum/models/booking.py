"""The one ledger of who and what is busy. Whatever claims time points down at its rows here."""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingPurpose(models.TextChoices):
    SESSION = "session", _("session")
    MEETING = "meeting", _("meeting")
    BLOCK = "block", _("blocked")


LOCK_CLASS = 0x4D4A4C  # "MJL": advisory locks of the ledger
STRIPES = 512


def lock_stripe(*, room_id: int | None, person_id: int | None) -> int:
    """The advisory lock that a resource's claims wait for: rooms below persons, the order that every claim keeps.

    Resources share stripes, so that a plan of any size takes at most two times STRIPES locks of the server's table.
    """
    return room_id % STRIPES if room_id is not None else STRIPES + (person_id or 0) % STRIPES


_WAIT = f"""
    PERFORM pg_advisory_xact_lock({LOCK_CLASS}, CASE
        WHEN NEW.room_id IS NOT NULL THEN (NEW.room_id % {STRIPES})::int
        WHEN NEW.person_id IS NOT NULL THEN ({STRIPES} + NEW.person_id % {STRIPES})::int
        ELSE -1 END);
    RETURN NEW;
"""


def _never_twice(resource):
    return ExclusionConstraint(
        name=f"booking_{resource}_never_twice",
        expressions=[(resource, RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
        condition=models.Q(is_active=True),
        deferrable=models.Deferrable.IMMEDIATE,
    )


class Booking(models.Model):
    """A claim by one resource, a person or a room, on a half-open span; a room's turnaround is inside it."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="bookings", verbose_name=_("edition")
    )
    person = models.ForeignKey(
        "forum.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bookings",
        verbose_name=_("person"),
    )
    room = models.ForeignKey(
        "forum.Room", null=True, blank=True, on_delete=models.PROTECT, related_name="bookings", verbose_name=_("room")
    )
    span = DateTimeRangeField(_("span"))
    is_active = models.BooleanField(_("active"), default=True)
    purpose = models.CharField(_("purpose"), max_length=10, choices=BookingPurpose.choices)

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            _never_twice("person"),
            _never_twice("room"),
            models.CheckConstraint(
                condition=models.Q(person=None, room__isnull=False) | models.Q(person__isnull=False, room=None),
                name="booking_of_one_resource",
            ),
            models.CheckConstraint(
                condition=models.Q(span__isempty=False, span__lower_inf=False, span__upper_inf=False),
                name="booking_span_bounded",
            ),
        ]
        triggers = [
            # Two rows that check each other at the same moment would be a deadlock; whoever comes by direct SQL waits
            # in the same line as everybody.
            pgtrigger.Trigger(
                name="waits_its_turn",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__is_active=True),
                func=_WAIT,
            )
        ]

    def __str__(self):
        return f"{self.person or self.room}: {self.span.lower:%F %H:%M}-{self.span.upper:%H:%M}"

    @property
    def resource(self):
        """The person or the room that is claimed."""
        return self.person or self.room
