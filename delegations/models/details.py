"""What the confirmation adds to a name. Health, documents and dates of birth are kept encrypted, and never listed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.encryption import EncryptedStorage, EncryptedTextField
from core.fields import new_public_id, public_id_field
from delegations.models.delegation import FocalPoint
from forum.models import Role, TeamMember


def private_name(instance, filename):
    """A new name that says nothing, in a folder of its model."""
    return f"{instance._meta.model_name}/{new_public_id()}"  # noqa: SLF001


class DelegateDetails(models.Model):
    """Travel and needs of one delegate at one edition."""

    delegate = models.OneToOneField(
        "delegations.Delegate", on_delete=models.CASCADE, related_name="details", verbose_name=_("delegate")
    )
    arrives_at = models.DateTimeField(_("arrival"), null=True, blank=True)
    arrival_flight = models.CharField(_("arriving flight"), max_length=40, blank=True)
    departs_at = models.DateTimeField(_("departure"), null=True, blank=True)
    departure_flight = models.CharField(_("departing flight"), max_length=40, blank=True)
    hotel = models.CharField(_("hotel"), max_length=200, blank=True)
    diet = EncryptedTextField(_("diet"), blank=True, default="")
    accessibility = EncryptedTextField(_("accessibility"), blank=True, default="")
    equipment = models.TextField(_("list of equipment"), blank=True, help_text=_("Cameras and the like, one a line."))

    class Meta:
        verbose_name = _("details of a delegate")
        verbose_name_plural = _("details of delegates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(departs_at=None)
                | models.Q(arrives_at=None)
                | models.Q(departs_at__gt=models.F("arrives_at")),
                name="details_departs_after_arrival",
                violation_error_message=_("The departure is before the arrival."),
            )
        ]

    def __str__(self):
        return str(self.delegate)


class DocumentKind(models.TextChoices):
    PASSPORT = "passport", _("passport")
    NATIONAL_ID = "national_id", _("national identity card")


class IdentityDocument(models.Model):
    """A person's document. ``number_print`` (``core.encryption.fingerprint`` of country and number) finds the same
    document again, and so the same person, whoever registers it; ``birth_print`` does so for dates of birth."""

    person = models.OneToOneField(
        "forum.Person", on_delete=models.CASCADE, related_name="identity_document", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=DocumentKind.choices, default=DocumentKind.PASSPORT)
    country = CountryField(_("issued by"), blank=True)
    number = EncryptedTextField(_("number"), blank=True, default="")
    number_print = models.CharField(max_length=64, blank=True, editable=False)
    born_on = EncryptedTextField(_("date of birth"), blank=True, default="", help_text=_("As in 1980-12-31."))
    birth_print = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    scan = models.FileField(_("scan"), upload_to=private_name, storage=EncryptedStorage, blank=True)
    scan_type = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        verbose_name = _("identity document")
        verbose_name_plural = _("identity documents")
        constraints = [
            models.UniqueConstraint(
                fields=["number_print"], condition=~models.Q(number_print=""), name="identity_document_once"
            )
        ]

    def __str__(self):
        return str(self.get_kind_display())


class AttachmentKind(models.TextChoices):
    NOTE_VERBALE = "note_verbale", _("note verbale")
    ASSIGNMENT_LETTER = "assignment_letter", _("letter of assignment")
    PRESS_CARD = "press_card", _("press card")
    OTHER = "other", _("other")


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks that the mission's papers are for, and to the delegation's focal points."""
        if not user.is_authenticated:
            return self.none()
        desks = TeamMember.objects.editions_of(user, Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL)
        return self.filter(models.Q(delegation__edition__in=desks) | models.Q(delegation__in=FocalPoint.of(user)))

    def notes(self):
        """The notes verbales: papers of delegations and not of one delegate."""
        return self.filter(kind=AttachmentKind.NOTE_VERBALE, delegate=None)


class Attachment(models.Model):
    """A file handed in with a delegation (a note verbale) or with one delegate, encrypted."""

    public_id = public_id_field()
    delegation = models.ForeignKey(
        "delegations.Delegation", on_delete=models.CASCADE, related_name="attachments", verbose_name=_("delegation")
    )
    delegate = models.ForeignKey(
        "delegations.Delegate",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="attachments",
        verbose_name=_("delegate"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AttachmentKind.choices)
    file = models.FileField(_("file"), upload_to=private_name, storage=EncryptedStorage)
    name = models.CharField(_("name of the file"), max_length=120)
    reference = models.CharField(_("number"), max_length=60, blank=True)
    issued_on = models.DateField(_("dated"), null=True, blank=True)
    content_type = models.CharField(max_length=40, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added at"))

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def edition(self):
        return self.delegation.edition


class SecretReading(models.Model):
    """Who read which secret of whom (a person, or a delegation), and when. Written before the secret is shown."""

    person = models.ForeignKey("forum.Person", null=True, on_delete=models.CASCADE, related_name="secret_readings")
    delegation = models.ForeignKey("delegations.Delegation", null=True, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey(
        "forum.Edition", null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("edition")
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("reader")
    )
    what = models.CharField(_("what was read"), max_length=40)
    read_at = models.DateTimeField(_("read at"))

    class Meta:
        verbose_name = _("reading of a secret")
        verbose_name_plural = _("readings of secrets")
        ordering = ["-read_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person=None) ^ models.Q(delegation=None), name="secret_reading_of_one"
            )
        ]

    def __str__(self):
        return f"{self.what}: {self.reader}"
