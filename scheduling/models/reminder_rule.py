"""Of what an edition reminds whom, and when: facts that its organisers change, never code."""

import datetime as dt

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from forum.models import TeamMember


class ReminderThing(models.TextChoices):
    MEETING = "meeting", _("meeting")
    SESSION = "session", _("session")
    NAMES = "names", _("names are due")
    DETAILS = "details", _("documents and travel are due")
    ARRIVAL = "arrival", _("arrival")
    DEPARTURE = "departure", _("departure")


class ReminderReader(models.TextChoices):
    """Interpreters join these once meetings have them."""

    PARTICIPANTS = "participants", _("those who take part")
    FOCAL_POINTS = "focal_points", _("the focal points of their delegations")
    DESK = "desk", _("the desk")


class ReminderMoment(models.TextChoices):
    BEFORE_START = "before_start", _("before the beginning, or the date")
    BEFORE_END = "before_end", _("before the end")
    AFTER_END = "after_end", _("after the end")
    EVENING_BEFORE = "evening_before", _("at an hour of the day before")


class ReminderUnit(models.TextChoices):
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")


class ReminderChannel(models.TextChoices):
    EMAIL = "email", _("e-mail and devices")
    SHORT = "short", _("devices alone, else e-mail")


HAS_END = (ReminderThing.MEETING, ReminderThing.SESSION)
"""The things that last; the others are one moment."""
OF_AN_END = (ReminderMoment.BEFORE_END, ReminderMoment.AFTER_END)
LONGEST_AFTER = dt.timedelta(days=7)
STILL_OF_USE = LONGEST_AFTER + dt.timedelta(days=1)
"""So long after an end somebody may be reminded of what is to be done then."""


class ReminderRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the whole team of the edition."""
        return self.filter(edition__in=TeamMember.objects.editions_of(user))


@pghistory.track()
class ReminderRule(models.Model):
    """``amount`` and ``unit`` say how long before or after, ``at`` the hour of the day before; of the two the one that
    ``moment`` asks for. Minutes and hours are exact; days keep the hour of the edition's clock."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="reminder_rules", verbose_name=_("edition")
    )
    thing = models.CharField(_("of what"), max_length=12, choices=ReminderThing.choices)
    reader = models.CharField(
        _("to whom"), max_length=12, choices=ReminderReader.choices, default=ReminderReader.PARTICIPANTS
    )
    moment = models.CharField(
        _("when"), max_length=16, choices=ReminderMoment.choices, default=ReminderMoment.BEFORE_START
    )
    amount = models.PositiveSmallIntegerField(
        _("how long before or after"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
    )
    unit = models.CharField(_("unit"), max_length=8, choices=ReminderUnit.choices, default=ReminderUnit.MINUTES)
    at = models.TimeField(
        _("hour of the day before"),
        null=True,
        blank=True,
        help_text=_("On the edition's clock; of an arrival, on the traveller's own."),
    )
    channel = models.CharField(
        _("channel"),
        max_length=10,
        choices=ReminderChannel.choices,
        default=ReminderChannel.EMAIL,
        help_text=_("Devices and numbers are those on which the reader asked for reminders."),
    )
    is_essential = models.BooleanField(
        _("essential"), default=False, help_text=_("Leaves at its time, in quiet hours too.")
    )
    is_active = models.BooleanField(_("active"), default=True)

    objects = ReminderRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ["edition", "thing", "reader", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "thing", "reader", "moment", "amount", "unit", "at", "channel"],
                nulls_distinct=False,
                name="reminder_rule_once",
                violation_error_message=_("There is a rule that says just this."),
            ),
            models.CheckConstraint(
                condition=models.Q(moment=ReminderMoment.EVENING_BEFORE, amount=None, at__isnull=False)
                | (
                    ~models.Q(moment=ReminderMoment.EVENING_BEFORE)
                    & models.Q(amount__isnull=False, amount__gte=1, at=None)
                ),
                name="reminder_rule_says_when",
                violation_error_message=_("Say how long, or at which hour of the day before: one of the two."),
            ),
            models.CheckConstraint(
                condition=~models.Q(moment__in=OF_AN_END) | models.Q(thing__in=HAS_END),
                name="reminder_rule_has_an_end",
                violation_error_message=_("A date or a journey is one moment and has no end."),
            ),
            models.CheckConstraint(
                condition=~models.Q(moment=ReminderMoment.AFTER_END)
                | models.Q(unit=ReminderUnit.MINUTES)
                | models.Q(unit=ReminderUnit.HOURS, amount__lte=LONGEST_AFTER // dt.timedelta(hours=1))
                | models.Q(unit=ReminderUnit.DAYS, amount__lte=LONGEST_AFTER.days),
                name="reminder_rule_soon_after",
                violation_error_message=_("After an end people are reminded within seven days."),
            ),
            models.CheckConstraint(
                condition=~models.Q(thing=ReminderThing.NAMES, reader=ReminderReader.PARTICIPANTS),
                name="reminder_rule_has_readers",
                violation_error_message=_("Nobody takes part in a date for names: its readers are the focal points."),
            ),
        ]

    def __str__(self):
        words = {"thing": self.get_thing_display(), "when": self.when_in_words(), "reader": self.get_reader_display()}
        return str(_("%(thing)s: %(when)s, %(reader)s") % words)

    def when_in_words(self) -> str:
        """As in “60 minutes before the beginning”, “at 18:00 of the day before”."""
        if self.moment == ReminderMoment.EVENING_BEFORE:
            return str(_("at %(hour)s of the day before") % {"hour": f"{self.at:%H:%M}" if self.at else "–"})
        words = {
            ReminderMoment.BEFORE_START: {
                ReminderUnit.MINUTES: ngettext("%(count)d minute before", "%(count)d minutes before", self._count),
                ReminderUnit.HOURS: ngettext("%(count)d hour before", "%(count)d hours before", self._count),
                ReminderUnit.DAYS: ngettext("%(count)d day before", "%(count)d days before", self._count),
            },
            ReminderMoment.BEFORE_END: {
                ReminderUnit.MINUTES: ngettext(
                    "%(count)d minute before the end", "%(count)d minutes before the end", self._count
                ),
                ReminderUnit.HOURS: ngettext(
                    "%(count)d hour before the end", "%(count)d hours before the end", self._count
                ),
                ReminderUnit.DAYS: ngettext(
                    "%(count)d day before the end", "%(count)d days before the end", self._count
                ),
            },
            ReminderMoment.AFTER_END: {
                ReminderUnit.MINUTES: ngettext(
                    "%(count)d minute after the end", "%(count)d minutes after the end", self._count
                ),
                ReminderUnit.HOURS: ngettext(
                    "%(count)d hour after the end", "%(count)d hours after the end", self._count
                ),
                ReminderUnit.DAYS: ngettext("%(count)d day after the end", "%(count)d days after the end", self._count),
            },
        }
        return words[ReminderMoment(self.moment)][ReminderUnit(self.unit)] % {"count": self._count}

    @property
    def _count(self):
        return self.amount or 0
