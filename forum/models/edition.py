"""One forum: its dates, its clock, its rules."""

import datetime as dt
import zoneinfo

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from forum.models.sourced import Sourced


def validate_timezone(name):
    """Refuse a name that is no IANA time zone."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("%(name)s is no time zone; write one as in Asia/Karachi."), params={"name": name})


@pghistory.track()
class Edition(Sourced):
    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=40)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    timezone = models.CharField(_("time zone"), max_length=64, validators=[validate_timezone], default="Asia/Karachi")
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = CountryField(_("country"), blank=True)
    host = models.CharField(_("host"), max_length=200, blank=True)
    about = models.TextField(_("about"), blank=True)
    contact_email = models.EmailField(_("address that people answer to"), blank=True)
    quiet_from = models.TimeField(
        _("quiet hours from"),
        null=True,
        blank=True,
        default=dt.time(22),
        help_text=_("On the clock of whoever is told. Reminders wait, unless they are essential. Empty: none."),
    )
    quiet_until = models.TimeField(_("quiet hours until"), null=True, blank=True, default=dt.time(7))
    digest_at = models.TimeField(
        _("the next day is told at"),
        null=True,
        blank=True,
        default=dt.time(18),
        help_text=_(
            "On the edition's clock, the evening before: everybody who has something gets one mail with a meeting "
            "book. Empty: nobody does."
        ),
    )
    gather_seconds = models.PositiveSmallIntegerField(
        _("seconds before changes of meetings are told"),
        default=120,
        validators=[MaxValueValidator(3600)],
        help_text=_(
            "What else changes for somebody meanwhile goes into the same mail, and what is taken back is not told. "
            "What begins within two hours is told at once."
        ),
    )
    is_archived = models.BooleanField(_("archived"), default=False, help_text=_("Nothing can be changed any more."))

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="edition_ends_after_start",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(quiet_from=None, quiet_until=None)
                | (
                    models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                    & ~models.Q(quiet_from=models.F("quiet_until"))
                ),
                name="edition_quiet_hours_whole",
                violation_error_message=_("Quiet hours have a beginning and another end, or there are none."),
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self):
        return reverse("forum:programme", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The clock that every time of the edition is shown in."""
        return zoneinfo.ZoneInfo(self.timezone)
