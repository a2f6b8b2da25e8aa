"""What an edition asks beyond the built-in form: questions that organisers write, and the answers, kept encrypted."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField
from core.fields import public_id_field
from delegations.models.category import DelegateCategory, EditionRowsQuerySet


class QuestionKind(models.TextChoices):
    TEXT = "text", _("one line")
    LONG_TEXT = "long_text", _("several lines")
    YES_NO = "yes_no", _("yes or no")
    CHOICE = "choice", _("one of several")
    SEVERAL = "several", _("any of several")
    NUMBER = "number", _("number")
    DATE = "date", _("date")


WITH_CHOICES = (QuestionKind.CHOICE, QuestionKind.SEVERAL)


class Question(models.Model):
    """``translations``: by language code, ``label``, ``help_text`` and ``choices`` (as many, in the same order).

    A question is retired (``is_active``) and not deleted: its answers stay readable until their date.
    """

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="questions", verbose_name=_("edition")
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=DelegateCategory.choices),
        verbose_name=_("asked of"),
        default=list,
        blank=True,
        help_text=_("None chosen: of every category."),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    label = models.CharField(_("question"), max_length=300)
    help_text = models.CharField(_("help"), max_length=500, blank=True)
    choices = ArrayField(
        models.CharField(max_length=200),
        verbose_name=_("choices"),
        default=list,
        blank=True,
        help_text=_("One a line."),
    )
    translations = models.JSONField(default=dict, blank=True, editable=False)
    is_required = models.BooleanField(_("must be answered"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("is asked"), default=True, help_text=_("Off: retired; its answers stay."))

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["edition", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind__in=WITH_CHOICES) | models.Q(choices__len__gt=0),
                name="question_has_choices",
                violation_error_message=_("Write the choices, one a line."),
            )
        ]

    def __str__(self):
        return self.label

    def asks(self, category: str) -> bool:
        """Say whether somebody of ``category`` is asked."""
        return self.is_active and (not self.categories or category in self.categories)

    def words(self, language: str) -> tuple[str, str, list[tuple[str, str]]]:
        """Label, help and choices in ``language``; what is not translated stands as it was written."""
        own = self.translations.get(language, {})
        shown = own.get("choices") or []
        shown = shown if len(shown) == len(self.choices) else self.choices
        return (
            own.get("label") or self.label,
            own.get("help_text") or self.help_text,
            list(zip(self.choices, shown, strict=True)),
        )


class Answer(models.Model):
    """As text: "yes" or "no", a date as 2025-04-08, choices one a line. Nothing answered is no row."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers", verbose_name=_("question"))
    delegate = models.ForeignKey(
        "delegations.Delegate", on_delete=models.CASCADE, related_name="answers", verbose_name=_("delegate")
    )
    text = EncryptedTextField(_("answer"))

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["question__position", "question"]
        constraints = [models.UniqueConstraint(fields=["question", "delegate"], name="answer_once")]

    def __str__(self):
        return str(self.question)
