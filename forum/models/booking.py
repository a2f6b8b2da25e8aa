"""The one ledger of who and what is busy. Whatever claims time points down at its rows here."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _


class BookingPurpose(models.TextChoices):
    SESSION = "session", _("session")
    MEETING = "meeting", _("meeting")
    BLOCK = "block", _("blocked")


def _never_twice(resource):
    return ExclusionConstraint(
        name=f"booking_{resource}_never_twice",
        expressions=[(resource, RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
        condition=models.Q(is_active=True),
        deferrable=models.Deferrable.IMMEDIATE,
    )


class Booking(models.Model):
    """A claim by one resource, a person or a room, on a half-open span; a room's turnaround is inside it."""

    edition = models.ForeignKey("forum.Edition", on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey("forum.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
    room = models.ForeignKey("forum.Room", null=True, blank=True, on_delete=models.PROTECT, related_name="bookings")
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

    def __str__(self):
        return f"{self.person or self.room}: {self.span.lower:%F %H:%M}-{self.span.upper:%H:%M}"

    @property
    def resource(self):
        """The person or the room that is claimed."""
        return self.person or self.room
