"""Invitations and visa letters: what an edition makes of them, and each that was issued."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedStorage, EncryptedTextField
from core.fields import public_id_field
from delegations.models.category import EditionRowsQuerySet
from delegations.models.delegation import FocalPoint
from delegations.models.details import private_name
from forum.models import Role, TeamMember

DESKS = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL)


class LetterKind(models.TextChoices):
    DELEGATION = "delegation", _("invitation of a delegation")
    PERSON = "person", _("invitation of a person")
    VISA = "visa", _("visa letter")


class LetterLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    URDU = "ur", _("Urdu")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")


class VisaFrom(models.TextChoices):
    APPROVED = "approved", _("approved")
    SUBMITTED = "submitted", _("submitted")


class LetterStatus(models.TextChoices):
    VALID = "valid", _("valid")
    REPLACED = "replaced", _("replaced")
    REVOKED = "revoked", _("revoked")


TRANSITIONS = {
    LetterStatus.VALID: {LetterStatus.REPLACED, LetterStatus.REVOKED},
    LetterStatus.REPLACED: set(),
    LetterStatus.REVOKED: set(),
}


class LetterTerms(models.Model):
    """Where an edition has no row, visa letters are for the approved, name no document, and missions get them."""

    edition = models.OneToOneField(
        "forum.Edition", on_delete=models.CASCADE, related_name="letter_terms", verbose_name=_("edition")
    )
    visa_from = models.CharField(
        _("visa letters from"),
        max_length=10,
        choices=VisaFrom.choices,
        default=VisaFrom.APPROVED,
        help_text=_("Approved: only who is accredited. Submitted: whoever is before the desk."),
    )
    names_document = models.BooleanField(
        _("visa letters name the passport"),
        default=False,
        help_text=_("Its number then stands in the letter, kept encrypted; each reading of it is written down."),
    )
    missions_get_visa_letters = models.BooleanField(
        _("missions get visa letters themselves"),
        default=True,
        help_text=_("Otherwise they get those that the desk has issued."),
    )
    signature = models.FileField(
        _("signature"), upload_to=private_name, storage=EncryptedStorage, blank=True, editable=False
    )

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of letters")
        verbose_name_plural = _("terms of letters")

    def __str__(self):
        return str(self.edition)


class LetterHead(models.Model):
    """Who writes and signs, in one language. Where there is no row for a language, the English one stands in."""

    terms = models.ForeignKey(LetterTerms, on_delete=models.CASCADE, related_name="heads", verbose_name=_("terms"))
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage.choices)
    office = models.CharField(_("office"), max_length=200, help_text=_("The first line of the letterhead."))
    address = models.TextField(_("address"), max_length=400, blank=True, help_text=_("One line below the other."))
    signatory = models.CharField(_("who signs"), max_length=200)
    signatory_title = models.CharField(_("title of who signs"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("letterhead")
        verbose_name_plural = _("letterheads")
        ordering = ["terms", "language"]
        constraints = [models.UniqueConstraint(fields=["terms", "language"], name="letter_head_once")]

    def __str__(self):
        return str(self.get_language_display())


class LetterTemplate(models.Model):
    """The words of a kind of letter in one language; where there is no row, those in data/letters."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="letter_templates", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LetterKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage.choices)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("words"), max_length=6000)

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a letter")
        verbose_name_plural = _("words of letters")
        ordering = ["edition", "kind", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "language"],
                name="letter_template_once",
                violation_error_message=_("This kind of letter has words in this language already. Change those."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.get_language_display()}"


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks, the delegation's focal points, and to whom it names."""
        if not user.is_authenticated:
            return self.none()
        desks = models.Q(edition__in=TeamMember.objects.editions_of(user, *DESKS))
        return self.filter(desks | models.Q(delegation__in=FocalPoint.of(user)) | models.Q(delegate__person__user=user))


class Letter(models.Model):
    """``holder``: whom it names, as it was when issued. ``said``: everything that is printed (``letters.setting``), as
    JSON; encrypted, because it may hold the number of a passport. ``code``: what its reader checks it by."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="letters", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=LetterKind.choices)
    language = models.CharField(_("language"), max_length=2, choices=LetterLanguage.choices)
    delegation = models.ForeignKey(
        "delegations.Delegation", on_delete=models.CASCADE, related_name="letters", verbose_name=_("delegation")
    )
    delegate = models.ForeignKey(
        "delegations.Delegate",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="letters",
        verbose_name=_("delegate"),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=LetterStatus.choices, default=LetterStatus.VALID, editable=False
    )
    serial = models.PositiveIntegerField(_("serial"), editable=False)
    number = models.CharField(_("number"), max_length=80, editable=False)
    code = models.CharField(_("code"), max_length=12, unique=True, editable=False)
    holder = models.CharField(_("names"), max_length=270, editable=False)
    said = EncryptedTextField(editable=False)
    names_document = models.BooleanField(_("names the passport"), default=False, editable=False)
    replaces = models.OneToOneField(
        "self",
        verbose_name=_("replaces"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaced_by",
        editable=False,
    )
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("issued by"),
    )

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["edition", "-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "serial"], name="letter_serial_once"),
            models.UniqueConstraint(
                fields=["kind", "delegate", "language"],
                condition=models.Q(status="valid", delegate__isnull=False),
                name="letter_one_valid_of_delegate",
            ),
            models.UniqueConstraint(
                fields=["delegation", "language"],
                condition=models.Q(status="valid", delegate__isnull=True),
                name="letter_one_valid_of_delegation",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="delegation", delegate__isnull=True)
                | (~models.Q(kind="delegation") & models.Q(delegate__isnull=False)),
                name="letter_names_its_kind",
            ),
        ]

    def __str__(self):
        return f"{self.number}: {self.holder}"
