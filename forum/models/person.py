"""A human being the secretariat knows, once, whatever roles they have."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from core.fields import public_id_field
from forum.models.session import PUBLIC, Appearance
from forum.models.sourced import Sourced
from forum.models.team import KNOWS_PEOPLE, TeamMember


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever appears in the public programme; oneself; everybody to the desks that work with people."""
        public = models.Q(pk__in=Appearance.objects.filter(session__status__in=PUBLIC).values("person"))
        if not user.is_authenticated:
            return self.filter(public)
        knows_people = models.Exists(TeamMember.objects.editions_of(user, *KNOWS_PEOPLE))
        return self.filter(knows_people | public | models.Q(user=user))


@pghistory.track()
class Person(Sourced):
    """``name`` in Latin script, ``native_name`` in the person's own; ``language`` of mails, ``languages`` spoken."""

    public_id = public_id_field()
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="person",
        verbose_name=_("user"),
    )
    honorific = models.CharField(_("honorific"), max_length=60, blank=True)
    name = models.CharField(_("name"), max_length=200)
    native_name = models.CharField(_("name in own script"), max_length=200, blank=True)
    position = models.CharField(_("position"), max_length=200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    country = CountryField(_("country"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language of mails"), max_length=10, choices=settings.NOTICE_LANGUAGES, default="en")
    languages = ArrayField(
        models.CharField(max_length=10), verbose_name=_("languages spoken"), default=list, blank=True
    )
    timezone = models.CharField(_("time zone"), max_length=64, blank=True)
    photo = models.ImageField(_("photo"), upload_to="persons", blank=True)
    biography = models.TextField(_("biography"), blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, help_text=_("Invented for the demo, named so."))

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["external_id"], name="person_external_id"),
            models.Index(Upper("name"), name="person_upper_name"),
            models.Index(Upper("email"), name="person_upper_email"),
        ]

    def __str__(self):
        return f"{self.honorific} {self.name}".strip()

    @property
    def affiliation(self) -> str:
        """Position and organisation in one line."""
        return ", ".join(part for part in (self.position, self.organisation) if part)
