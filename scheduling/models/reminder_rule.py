"""Of what an edition reminds whom, and when: facts that its organisers change, never code."""

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
    EVENING_BEFORE = "evening_before", _("at an hour of the day before")


class ReminderUnit(models.TextChoices):
    MINUTES = "minutes", _("minutes")
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")


class ReminderChannel(models.TextChoices):
    EMAIL = "email", _("e-mail")


HAS_END = (ReminderThing.MEETING, ReminderThing.SESSION)
"""The things that last; the others are one moment."""


class ReminderRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the whole team of the edition."""
        return self.filter(edition__in=TeamMember.objects.editions_of(user))


@pghistory.track()
class ReminderRule(models.Model):
    """``amount`` and ``unit`` say how long before, ``at`` the hour of the day before; of the two the one that
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
        _("how long before"),
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
        _("channel"), max_length=10, choices=ReminderChannel.choices, default=ReminderChannel.EMAIL
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
                violation_error_message=_("Say how long before, or at which hour of the day before: one of the two."),
            ),
            models.CheckConstraint(
                condition=~models.Q(moment=ReminderMoment.BEFORE_END) | models.Q(thing__in=HAS_END),
                name="reminder_rule_has_an_end",
                violation_error_message=_("A date or a journey is one moment and has no end."),
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
            (ReminderUnit.MINUTES, False): ngettext("%(count)d minute before", "%(count)d minutes before", self._count),
            (ReminderUnit.HOURS, False): ngettext("%(count)d hour before", "%(count)d hours before", self._count),
            (ReminderUnit.DAYS, False): ngettext("%(count)d day before", "%(count)d days before", self._count),
            (ReminderUnit.MINUTES, True): ngettext(
                "%(count)d minute before the end", "%(count)d minutes before the end", self._count
            ),
            (ReminderUnit.HOURS, True): ngettext(
                "%(count)d hour before the end", "%(count)d hours before the end", self._count
            ),
            (ReminderUnit.DAYS, True): ngettext(
                "%(count)d day before the end", "%(count)d days before the end", self._count
            ),
        }
        said = words[ReminderUnit(self.unit), self.moment == ReminderMoment.BEFORE_END]
        return said % {"count": self._count}

    @property
    def _count(self):
        return self.amount or 0
