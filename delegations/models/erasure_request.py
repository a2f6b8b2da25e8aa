"""Somebody asks to be erased, and what the law of an edition has it keep all the same."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from delegations.models.category import EditionRowsQuerySet
from forum.models import Role, TeamMember


class PersonFacts(models.TextChoices):
    """What is erased together of one person. ``delegations.person_erasers`` says what each means."""

    SECRETS = "secrets", _("documents, papers, travel, needs and answers")
    CONTACT = "contact", _("photo, e-mail and biography")
    LETTERS = "letters", _("letters that name the person")
    MAILS = "mails", _("mails to the person")
    DECISIONS = "decisions", _("reasons of decisions and notes of agencies")
    GATES = "gates", _("readings at gates")
    NAME = "name", _("name and position, and what they were before")
    ACCOUNT = "account", _("account")


class KeepingGround(models.Model):
    """A law or a duty by which an edition keeps facts of somebody who asks to be erased, and for how long."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="keeping_grounds", verbose_name=_("edition")
    )
    group = models.CharField(_("what"), max_length=12, choices=PersonFacts.choices)
    ground = models.CharField(
        _("ground"), max_length=300, help_text=_("The law or duty, in words that the person reads.")
    )
    years = models.PositiveSmallIntegerField(_("years after the last day"))

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("ground for keeping")
        verbose_name_plural = _("grounds for keeping")
        ordering = ["edition", "group"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "group"],
                name="keeping_ground_once",
                violation_error_message=_("There is a ground for this already. Change that one."),
            )
        ]

    def __str__(self):
        return f"{self.get_group_display()}: {self.ground}"


class ErasureStatus(models.TextChoices):
    ASKED = "asked", _("asked")
    CARRIED_OUT = "carried_out", _("carried out")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    ErasureStatus.ASKED: {ErasureStatus.CARRIED_OUT, ErasureStatus.REFUSED, ErasureStatus.WITHDRAWN},
    ErasureStatus.CARRIED_OUT: set(),
    ErasureStatus.REFUSED: set(),
    ErasureStatus.WITHDRAWN: set(),
}


class ErasureRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desk that decides, and to the person."""
        if not user.is_authenticated:
            return self.none()
        desks = TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION)
        return self.filter(models.Q(edition__in=desks) | models.Q(person__user=user))


class ErasureRequest(models.Model):
    """``identity``: how it was ascertained that the person asks. ``erased``: the groups that are gone; ``kept``: what
    is kept as [{"group", "ground", "until"}], ``until`` a date or "" where no date ends it."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="erasure_requests", verbose_name=_("edition")
    )
    person = models.ForeignKey(
        "forum.Person", on_delete=models.PROTECT, related_name="erasure_requests", verbose_name=_("person")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=ErasureStatus.choices, default=ErasureStatus.ASKED, editable=False
    )
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    identity = models.CharField(_("how the identity was ascertained"), max_length=300)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("requested by"),
    )
    due_on = models.DateField(_("due by"))
    erased = models.JSONField(default=list, editable=False)
    kept = models.JSONField(default=list, editable=False)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request for erasure")
        verbose_name_plural = _("requests for erasure")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(status="asked"), name="erasure_request_asked_once"
            )
        ]

    def __str__(self):
        return str(self.person)
