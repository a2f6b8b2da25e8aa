"""Categories of accreditation, and what an edition makes of each: rank, colour, zones, days, what must be given."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from forum.models import TeamMember


class DelegateCategory(models.TextChoices):
    HEAD_OF_DELEGATION = "head", _("head of delegation")
    DELEGATE = "delegate", _("delegate")
    MEDIA = "media", _("media")
    SECURITY = "security", _("security")
    SUPPORT = "support", _("support staff")
    GUEST = "guest", _("guest")
    SPEAKER = "speaker", _("speaker")
    CREW = "crew", _("organising staff")


class Need(models.TextChoices):
    """What a category must give in the confirmation, beyond the name."""

    BIRTH_DATE = "birth_date", _("date of birth")
    DOCUMENT = "document", _("identity document")
    DOCUMENT_SCAN = "document_scan", _("scan of the document")
    PHOTO = "photo", _("photo")
    TRAVEL = "travel", _("arrival and departure")
    HOTEL = "hotel", _("hotel")
    ASSIGNMENT_LETTER = "assignment_letter", _("letter of assignment")
    PRESS_CARD = "press_card", _("press card")
    EQUIPMENT = "equipment", _("list of equipment")


MOST_ZONES = 32
"""As many as there are bits in a badge's signed mask."""


class ClearanceMode(models.TextChoices):
    ALL = "all", _("all of the agencies")
    ANY = "any", _("any one of the agencies")


class EditionRowsQuerySet(models.QuerySet):
    """Settings of an edition, which its whole team may read and nobody else."""

    def visible_to(self, user):
        return self.filter(edition__in=TeamMember.objects.editions_of(user))


class Zone(models.Model):
    """A part of the venue that a badge opens or does not. ``bit`` is its place in a badge's signed mask."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="zones", verbose_name=_("edition")
    )
    code = models.SlugField(_("code"), max_length=12, help_text=_("Printed on the badge, as in A or VIP."))
    name = models.CharField(_("name"), max_length=80)
    native_name = models.CharField(_("name in own script"), max_length=80, blank=True)
    bit = models.PositiveSmallIntegerField(_("bit"), validators=[MaxValueValidator(MOST_ZONES - 1)], editable=False)
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True)
    rooms = models.ManyToManyField("forum.Room", verbose_name=_("rooms"), blank=True, related_name="zones")

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("zone")
        verbose_name_plural = _("zones")
        ordering = ["edition", "bit"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="zone_code_once"),
            models.UniqueConstraint(fields=["edition", "bit"], name="zone_bit_once"),
            models.CheckConstraint(condition=models.Q(bit__lt=MOST_ZONES), name="zone_bit_fits"),
        ]

    def __str__(self):
        return f"{self.code} {self.name}"


class CategoryTerms(models.Model):
    """One category at one edition. Where there is no row, ``delegations.categories`` says what holds."""

    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="category_terms", verbose_name=_("edition")
    )
    category = models.CharField(_("category"), max_length=20, choices=DelegateCategory.choices)
    is_offered = models.BooleanField(_("missions register it"), default=True)
    rank = models.PositiveSmallIntegerField(
        _("rank"), default=0, help_text=_("Who has several roles gets one badge: that of the highest rank.")
    )
    color = models.CharField(
        _("colour"), max_length=7, default="#1d5c45", validators=[RegexValidator(r"^#[0-9a-f]{6}$")]
    )
    zones = models.ManyToManyField(Zone, verbose_name=_("zones"), blank=True, related_name="categories")
    overflow_zones = models.ManyToManyField(
        Zone,
        verbose_name=_("zones of an overflow pass"),
        blank=True,
        related_name="+",
        help_text=_("Such a pass opens these and none of the others."),
    )
    days = ArrayField(
        models.DateField(), verbose_name=_("days"), default=list, blank=True, help_text=_("Empty: every day.")
    )
    needs = ArrayField(
        models.CharField(max_length=20, choices=Need.choices),
        verbose_name=_("must be given"),
        default=list,
        blank=True,
    )
    agencies = models.ManyToManyField(
        "delegations.Agency", verbose_name=_("agencies that clear it"), blank=True, related_name="categories"
    )
    clearance_mode = models.CharField(
        _("clearance by"), max_length=3, choices=ClearanceMode.choices, default=ClearanceMode.ALL
    )

    objects = EditionRowsQuerySet.as_manager()

    class Meta:
        verbose_name = _("terms of a category")
        verbose_name_plural = _("terms of categories")
        ordering = ["edition", "-rank", "category"]
        constraints = [models.UniqueConstraint(fields=["edition", "category"], name="category_terms_once")]

    def __str__(self):
        return str(self.get_category_display())
