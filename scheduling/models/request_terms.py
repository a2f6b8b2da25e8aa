"""What an edition says about asking for meetings: who may ask whom, how often, for how long, and who answers."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from delegations.models import DelegateCategory, DelegationKind
from scheduling.models.meeting import MeetingLevel


class AnsweredBy(models.TextChoices):
    PARTY = "party", _("the side that is asked")
    DESK = "desk", _("the meetings desk")


@pghistory.track()
class RequestTerms(models.Model):
    """Of one kind of meeting, or of all kinds that have no terms of their own. No row: nothing is limited."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="request_terms", verbose_name=_("edition")
    )
    level = models.CharField(
        _("level"),
        max_length=10,
        choices=MeetingLevel.choices,
        blank=True,
        help_text=_("Empty: every kind of meeting that has no terms of its own."),
    )
    answered_by = models.CharField(
        _("who answers for the host"), max_length=10, choices=AnsweredBy.choices, default=AnsweredBy.PARTY
    )
    needs_clearing = models.BooleanField(
        _("cleared by the foreign office"),
        default=False,
        help_text=_(
            "Before the host's side sees it. Calls on dignitaries always are, unless their own terms say otherwise."
        ),
    )
    most_pending = models.PositiveSmallIntegerField(
        _("most questions open at once"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Of one delegation. Declined, withdrawn and lapsed ones do not count any more. Empty: no limit."),
    )
    most_agreed = models.PositiveSmallIntegerField(
        _("most meetings agreed"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("That one delegation asked for: accepted, placed and held ones. Empty: no limit."),
    )
    answer_hours = models.PositiveSmallIntegerField(
        _("hours to answer"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text=_("Then the question is closed, and both sides are told. Empty: it stays open."),
    )
    lengths = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(10), MaxValueValidator(240)]),
        verbose_name=_("lengths in minutes"),
        default=list,
        blank=True,
        help_text=_("With commas between, as in 20, 30. Empty: every length."),
    )
    excludes_same_organisation = models.BooleanField(
        _("not within one organisation"), default=False, help_text=_("Of the persons named on both sides.")
    )
    excludes_met_before = models.BooleanField(
        _("one meeting of the same two delegations"),
        default=False,
        help_text=_("Whoever asks, and whether it is still asked, agreed or held."),
    )

    class Meta:
        verbose_name = _("terms of requests")
        verbose_name_plural = _("terms of requests")
        ordering = ["edition", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "level"],
                name="request_terms_once",
                violation_error_message=_("This kind of meeting has its terms already."),
            )
        ]

    def __str__(self):
        return str(capfirst(self.get_level_display()) if self.level else _("Every other kind of meeting"))


@pghistory.track()
class AskingRule(models.Model):
    """One line of who may ask whom. The first line, by ``place``, that fits decides; where none fits, it is allowed."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="asking_rules", verbose_name=_("edition")
    )
    place = models.PositiveSmallIntegerField(
        _("line number"),
        default=100,
        help_text=_("Lines are read from the smallest number on; the first that fits decides."),
    )
    level = models.CharField(_("level"), max_length=10, choices=MeetingLevel.choices, blank=True)
    guest_kind = models.CharField(_("who asks: kind"), max_length=20, choices=DelegationKind.choices, blank=True)
    guest_country = CountryField(_("who asks: country"), blank=True)
    guest_category = models.CharField(
        _("who asks: category of somebody named"), max_length=20, choices=DelegateCategory.choices, blank=True
    )
    host_kind = models.CharField(_("who is asked: kind"), max_length=20, choices=DelegationKind.choices, blank=True)
    host_country = CountryField(_("who is asked: country"), blank=True)
    host_category = models.CharField(
        _("who is asked: category of somebody named"), max_length=20, choices=DelegateCategory.choices, blank=True
    )
    is_allowed = models.BooleanField(_("may ask"), default=False)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("Whoever may not ask reads it: why not, and what to do instead.")
    )
    native_reason = models.TextField(_("reason in Urdu"), blank=True)

    class Meta:
        verbose_name = _("rule of who may ask whom")
        verbose_name_plural = _("rules of who may ask whom")
        ordering = ["edition", "place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_allowed=True) | ~models.Q(reason=""),
                name="asking_rule_says_why",
                violation_error_message=_("Say why not: whoever may not ask reads it."),
            )
        ]

    def __str__(self):
        return str(_("%(guests)s → %(hosts)s") % {"guests": self.guests_in_words(), "hosts": self.hosts_in_words()})

    @property
    def spoken_reason(self) -> str:
        """The reason in the reader's language, where it is written in that."""
        return (self.native_reason if get_language() == "ur" else "") or self.reason

    def guests_in_words(self) -> str:
        return _in_words(self.get_guest_kind_display(), self.guest_country, self.get_guest_category_display())

    def hosts_in_words(self) -> str:
        return _in_words(self.get_host_kind_display(), self.host_country, self.get_host_category_display())


def _in_words(kind, country, category):
    said = [str(kind), country.name if country else "", str(category)]
    return ", ".join(word for word in said if word) or str(_("everybody"))
