"""Guest lists: who is drawn onto one, and each numbered version as it was frozen and signed.

Versions are never changed: the database refuses it. An entry's words may be blanked, in the one way that
``actions.guest_lists.erase`` does; its digest stays, so that the version can be verified without them.
"""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.fields import public_id_field
from delegations.models.badge import BadgeKey
from delegations.models.category import DelegateCategory, Zone
from delegations.models.clearance import Agency, AgencyMember
from forum.models import Role, TeamMember

DESKS = (Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL)
WORDS = ("name", "native_name", "position", "organisation", "nationality", "delegation", "category")
"""What an entry says of a person, in the order in which it is signed."""


class GuestListQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks: what is not frozen yet is nobody else's."""
        return self.filter(edition__in=TeamMember.objects.editions_of(user, *DESKS))


class GuestList(models.Model):
    """Who is expected on a ``day`` or at a ``session``: the approved delegates whom all the given filters draw (none
    given: everybody), the hand-added, without the hand-struck. ``agency``: the office that it goes to."""

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="guest_lists", verbose_name=_("edition")
    )
    title = models.CharField(_("title"), max_length=200)
    day = models.DateField(_("day"), null=True, blank=True)
    session = models.ForeignKey(
        "forum.Session",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="guest_lists",
        verbose_name=_("session"),
    )
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="guest_lists", verbose_name=_("goes to"))
    due_hours = models.PositiveSmallIntegerField(
        _("hours ahead"), default=24, validators=[MaxValueValidator(720)], help_text=_("Before it begins.")
    )
    categories = ArrayField(
        models.CharField(max_length=20, choices=DelegateCategory.choices),
        verbose_name=_("categories"),
        default=list,
        blank=True,
    )
    delegations = models.ManyToManyField(
        "delegations.Delegation", verbose_name=_("delegations"), blank=True, related_name="guest_lists"
    )
    zones = models.ManyToManyField(
        Zone, verbose_name=_("zones"), blank=True, related_name="guest_lists", help_text=_("Any that a badge opens.")
    )
    is_of_badges_of_day = models.BooleanField(_("only badges that open on its day"), default=False)

    objects = GuestListQuerySet.as_manager()

    class Meta:
        verbose_name = _("guest list")
        verbose_name_plural = _("guest lists")
        ordering = ["edition", "day", "title"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "title"], name="guest_list_title_once"),
            models.CheckConstraint(
                condition=models.Q(day__isnull=True) ^ models.Q(session__isnull=True),
                name="guest_list_of_day_or_session",
                violation_error_message=_("A guest list is for a day or for a session, one of the two."),
            ),
        ]

    def __str__(self):
        return self.title


class GuestListAmendment(models.Model):
    """A name added or struck by hand, with the reason. Withdrawn, it stays to be read and does nothing."""

    guest_list = models.ForeignKey(GuestList, on_delete=models.CASCADE, related_name="amendments")
    delegate = models.ForeignKey("delegations.Delegate", on_delete=models.CASCADE, related_name="+")
    is_struck = models.BooleanField(_("struck"))
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(_("made at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name=_("withdrawn by"),
    )

    class Meta:
        verbose_name = _("amendment of a guest list")
        verbose_name_plural = _("amendments of guest lists")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["guest_list", "delegate"], name="guest_list_amended_once")]

    def __str__(self):
        return f"{self.guest_list}: {self.delegate}"


class GuestListVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """To the desks, and to the members of the office that the list goes to."""
        if not user.is_authenticated:
            return self.none()
        desks = models.Q(guest_list__edition__in=TeamMember.objects.editions_of(user, *DESKS))
        own = models.Q(guest_list__agency__in=AgencyMember.objects.filter(user=user).values("agency"))
        return self.filter(desks | own)


class GuestListVersion(models.Model):
    """``digest`` and ``signature``: as ``guest_list_seal`` says, hexadecimal."""

    public_id = public_id_field()
    guest_list = models.ForeignKey(GuestList, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    note = models.CharField(_("note"), max_length=300, blank=True)
    frozen_at = models.DateTimeField(_("frozen at"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(BadgeKey, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(_("digest"), max_length=64)
    signature = models.CharField(_("signature"), max_length=128)

    objects = GuestListVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a guest list")
        verbose_name_plural = _("versions of guest lists")
        ordering = ["guest_list", "-number"]
        constraints = [models.UniqueConstraint(fields=["guest_list", "number"], name="guest_list_version_once")]
        triggers = [pgtrigger.Protect(name="frozen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return f"{self.title}, {self.number}"

    @property
    def edition(self):
        return self.guest_list.edition


_ONLY_BLANKED = """
    IF TG_OP = 'UPDATE'
        AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
        AND (NEW.id, NEW.version_id, NEW.position_in_list, NEW.delegate_id_then, NEW.digest)
            IS NOT DISTINCT FROM (OLD.id, OLD.version_id, OLD.position_in_list, OLD.delegate_id_then, OLD.digest)
        AND NEW.serial IS NOT DISTINCT FROM OLD.serial
        AND NEW.salt || NEW.name || NEW.native_name || NEW.position || NEW.organisation || NEW.nationality
            || NEW.delegation || NEW.category = ''
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'an entry of a frozen guest list is not changed'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'guest_list_entry_frozen', TABLE = TG_TABLE_NAME;
"""


class GuestListEntry(models.Model):
    """One person as they were. ``delegate_id_then``: the public id of the accreditation, kept as words so that nothing
    that happens to it later reaches the entry. ``salt`` makes the digest unguessable once the words are gone."""

    version = models.ForeignKey(GuestListVersion, on_delete=models.PROTECT, related_name="entries")
    position_in_list = models.PositiveIntegerField(_("number"))
    delegate_id_then = models.CharField(max_length=16)
    name = models.CharField(_("name"), max_length=270, blank=True)
    native_name = models.CharField(_("name in own script"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    nationality = CountryField(_("nationality"), blank=True)
    delegation = models.CharField(_("delegation"), max_length=200, blank=True)
    category = models.CharField(_("category"), max_length=20, choices=DelegateCategory.choices, blank=True)
    serial = models.BigIntegerField(_("serial of the badge"), null=True)
    salt = models.CharField(max_length=32, blank=True)
    digest = models.CharField(_("digest"), max_length=64)
    erased_at = models.DateTimeField(_("erased at"), null=True)

    class Meta:
        verbose_name = _("entry of a guest list")
        verbose_name_plural = _("entries of guest lists")
        ordering = ["version", "position_in_list"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position_in_list"], name="guest_list_entry_place_once"),
            models.UniqueConstraint(fields=["version", "delegate_id_then"], name="guest_list_entry_delegate_once"),
        ]
        indexes = [models.Index(fields=["version", "serial"], name="guest_list_entry_at_gate")]
        triggers = [
            pgtrigger.Trigger(
                name="frozen",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_ONLY_BLANKED,
            )
        ]

    def __str__(self):
        return self.name

    @property
    def badge_number(self):
        """The serial as it stands on the badge."""
        return "" if self.serial is None else f"{self.serial % 10**8:08d}"


class GuestListAcknowledgment(models.Model):
    """Somebody of the office that the list goes to has taken note of a version. ``since``: the version that the
    difference was shown against; None where it was the first that they saw."""

    version = models.ForeignKey(GuestListVersion, on_delete=models.PROTECT, related_name="acknowledgments")
    since = models.ForeignKey(GuestListVersion, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(_("happened at"))

    class Meta:
        verbose_name = _("acknowledgment of a guest list")
        verbose_name_plural = _("acknowledgments of guest lists")
        ordering = ["-happened_at"]
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="guest_list_acknowledged_once")]

    def __str__(self):
        return f"{self.version}: {self.user}"
