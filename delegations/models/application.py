"""A company's or media house's wish to come, which the desk accepts, questions or refuses."""

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.encryption import EncryptedTextField, fingerprint
from core.fields import new_public_id, public_id_field
from core.links import absolute
from delegations.models.delegation import DelegationKind
from forum.models import Role, TeamMember

MOST_PLACES = 50


class ApplicationKind(models.TextChoices):
    """Who applies; states and institutions are invited."""

    COMPANY = DelegationKind.COMPANY.value, DelegationKind.COMPANY.label
    MEDIA = DelegationKind.MEDIA.value, DelegationKind.MEDIA.label


class ApplicationStatus(models.TextChoices):
    UNCONFIRMED = "unconfirmed", _("address not confirmed")
    SUBMITTED = "submitted", _("submitted")
    INFO_NEEDED = "info_needed", _("more information needed")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


TRANSITIONS = {
    ApplicationStatus.UNCONFIRMED: {ApplicationStatus.SUBMITTED, ApplicationStatus.WITHDRAWN},
    ApplicationStatus.SUBMITTED: {
        ApplicationStatus.INFO_NEEDED,
        ApplicationStatus.ACCEPTED,
        ApplicationStatus.REFUSED,
        ApplicationStatus.WITHDRAWN,
    },
    ApplicationStatus.INFO_NEEDED: {
        ApplicationStatus.SUBMITTED,
        ApplicationStatus.REFUSED,
        ApplicationStatus.WITHDRAWN,
    },
    ApplicationStatus.ACCEPTED: set(),
    ApplicationStatus.REFUSED: set(),
    ApplicationStatus.WITHDRAWN: set(),
}
LIVE = [ApplicationStatus.SUBMITTED, ApplicationStatus.INFO_NEEDED]


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To those of the secretariat who see delegates, from the moment that the address is confirmed."""
        if not user.is_authenticated:
            return self.none()
        desks = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL, Role.MEETINGS, Role.VIEWER)
        mine = TeamMember.objects.editions_of(user, *desks)
        return self.filter(edition__in=mine).exclude(status=ApplicationStatus.UNCONFIRMED)

    def by_secret(self, secret: str):
        """The one whose link carries ``secret``."""
        return self.filter(secret_print=fingerprint(secret))


class Application(models.Model):
    """``secret``: what the applicant's link carries; kept encrypted, found by its fingerprint."""

    TRANSITIONS = TRANSITIONS

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="applications", verbose_name=_("edition")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ApplicationKind.choices)
    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("name in own script"), max_length=200, blank=True)
    country = CountryField(_("country"))
    sector = models.CharField(_("what it does"), max_length=200)
    minerals = models.CharField(_("minerals"), max_length=200, blank=True)
    places_wanted = models.PositiveSmallIntegerField(
        _("how many people"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    purpose = models.TextField(_("why it wants to come"), max_length=2000, validators=[MaxLengthValidator(2000)])
    contact_name = models.CharField(_("contact person"), max_length=200)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of mails"), max_length=10, choices=settings.NOTICE_LANGUAGES, default="en")
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ApplicationStatus.choices,
        default=ApplicationStatus.UNCONFIRMED,
        editable=False,
    )
    question = models.TextField(_("what the desk asks"), blank=True, editable=False)
    answer = models.TextField(_("what the applicant answers"), blank=True, editable=False)
    applied_at = models.DateTimeField(_("applied at"), editable=False)
    delegation = models.OneToOneField(
        "delegations.Delegation",
        null=True,
        on_delete=models.SET_NULL,
        related_name="applied_as",
        editable=False,
        verbose_name=_("delegation"),
    )
    secret = EncryptedTextField(default=new_public_id, editable=False)
    secret_print = models.CharField(max_length=64, unique=True, editable=False)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["applied_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "email"],
                condition=models.Q(status__in=["submitted", "info_needed"]),
                name="application_live_once",
            ),
            models.CheckConstraint(
                condition=models.Q(places_wanted__range=(1, MOST_PLACES)), name="application_places_in_reason"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def url(self) -> str:
        """The whole secret address by which the applicant follows it."""
        return absolute(reverse("delegations:application", args=[self.edition.slug, self.secret]))
