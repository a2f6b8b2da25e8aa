"""Until when an edition keeps what it was told of people, and what has been erased since."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.category import DelegateCategory, EditionRowsQuerySet


class FactGroup(models.TextChoices):
    """What is erased together. ``delegations.erasers`` says which columns and files each one means."""

    DOCUMENT = "document", _("identity document")
    SCAN = "scan", _("scan of the document")
    BIRTH_DATE = "birth_date", _("date of birth")
    HEALTH = "health", _("diet and accessibility")
    TRAVEL = "travel", _("travel and hotel")
    PAPERS = "papers", _("notes verbales and other papers")
    ANSWERS = "answers", _("answers to the organisers' questions")
    CLEARANCE = "clearance", _("notes and files of agencies")
    SIGNATURE = "signature", _("signatures on receipts")
    PHOTO = "photo", _("photo")
    CONTACT = "contact", _("e-mail of the person")
    HISTORY = "history", _("what names and positions were before")
    LETTERS = "letters", _("letters to a person")
    REASONS = "reasons", _("reasons of decisions, and questions of the desk")
    WAITING = "waiting", _("facts on waiting lists and in late changes")
    APPLICANTS = "applicants", _("contacts and words of applications")
    GUESTS = "guests", _("names on frozen guest lists, and reasons for them")
    GATES = "gates", _("whose badge was read at gates, and lookups")
    MAILS = "mails", _("mails of the forum")


class RetentionRule(models.Model):
    """A group without a rule is kept. A rule of one category goes before the rule of all."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="retention_rules", verbose_name=_("edition")
    )
    group = models.CharField(_("what"), max_length=12, choices=FactGroup.choices)
    category = models.CharField(
        _("category"),
        max_length=20,
        choices=DelegateCategory.choices,
        blank=True,
        help_text=_("Empty: of every category that has no rule of its own."),
    )
    days = models.PositiveSmallIntegerField(
        _("days after the last day"), null=True, blank=True, help_text=_("Then it is erased at night. Empty: kept.")
    )

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["edition", "group", "category"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "group", "category"],
                name="retention_rule_once",
                violation_error_message=_("There is a rule for this already. Change that one."),
            )
        ]

    def __str__(self):
        return f"{self.get_group_display()}: {self.days}"


class Erasure(models.Model):
    """So many rows of a group were erased together: a count, and nothing of anybody."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="erasures", verbose_name=_("edition")
    )
    group = models.CharField(_("what"), max_length=12, choices=FactGroup.choices)
    count = models.PositiveIntegerField(_("how many"))
    erased_at = models.DateTimeField(_("erased at"))

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at", "-pk"]

    def __str__(self):
        return f"{self.get_group_display()}: {self.count}"
