"""The programme: sessions, their strands, and who appears in them."""

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.fields import public_id_field
from forum.models.booking import Booking
from forum.models.claims import Claimants
from forum.models.sourced import Sourced
from forum.models.team import TeamMember


class Track(models.Model):
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="tracks", verbose_name=_("edition")
    )
    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name in addresses"), max_length=130, allow_unicode=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("track")
        verbose_name_plural = _("tracks")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="track_slug_once")]

    def __str__(self):
        return self.name


class SessionKind(models.TextChoices):
    PLENARY = "plenary", _("plenary")
    KEYNOTE = "keynote", _("keynote")
    PANEL = "panel", _("panel")
    TECHNICAL = "technical", _("technical session")
    ROUNDTABLE = "roundtable", _("roundtable")
    CEREMONY = "ceremony", _("ceremony")
    SIGNING = "signing", _("signing")
    RECEPTION = "reception", _("reception")
    EXHIBITION = "exhibition", _("exhibition")
    BRIEFING = "briefing", _("briefing")
    OTHER = "other", _("other")


class SessionStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("live")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


TRANSITIONS = {
    SessionStatus.DRAFT: {SessionStatus.SCHEDULED, SessionStatus.CANCELLED},
    SessionStatus.SCHEDULED: {SessionStatus.LIVE, SessionStatus.DRAFT, SessionStatus.CANCELLED},
    SessionStatus.LIVE: {SessionStatus.DONE, SessionStatus.CANCELLED},
    SessionStatus.DONE: set(),
    SessionStatus.CANCELLED: {SessionStatus.DRAFT},
}
PUBLIC = [SessionStatus.SCHEDULED, SessionStatus.LIVE, SessionStatus.DONE, SessionStatus.CANCELLED]
CLAIMANTS = Claimants(
    table="forum_session",
    people="forum_appearance",
    key="session_id",
    placed=[SessionStatus.SCHEDULED, SessionStatus.LIVE],
    over=[SessionStatus.DONE],
    incomplete="thing.starts_at IS NULL AND thing.reported_on IS NULL",  # a day without a time claims nobody
)


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is announced, to everybody; drafts to the secretariat of the edition."""
        own = models.Q(edition__in=TeamMember.objects.editions_of(user))
        return self.filter(models.Q(status__in=PUBLIC) | own)

    def with_people(self):
        """Each with ``cast``: who appears, in order, persons at hand; and its room, venue and track."""
        cast = models.Prefetch("appearances", Appearance.objects.select_related("person"), to_attr="cast")
        return self.select_related("room__venue", "track").prefetch_related(cast)


@pghistory.track()
class Session(Sourced):
    """``booking`` is its claim on the room; a session held at a site elsewhere has a ``place`` and no room."""

    TRANSITIONS = TRANSITIONS
    cast: "list[Appearance]"  # only after with_people()

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="sessions", verbose_name=_("edition")
    )
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions", verbose_name=_("track")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind.choices, default=SessionKind.PANEL)
    title = models.CharField(_("title"), max_length=300)
    subtitle = models.CharField(_("subtitle"), max_length=300, blank=True)
    abstract = models.TextField(_("abstract"), blank=True)
    language = models.CharField(_("language"), max_length=40, blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=SessionStatus.choices, default=SessionStatus.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    reported_on = models.DateField(
        _("reported on"), null=True, blank=True, help_text=_("The day a source gives when it gives no clock time.")
    )
    is_time_placeholder = models.BooleanField(
        _("time is a placeholder"), default=False, help_text=_("No clock time was published; only the order is known.")
    )
    room = models.ForeignKey(
        "forum.Room", null=True, blank=True, on_delete=models.PROTECT, related_name="sessions", verbose_name=_("room")
    )
    place = models.CharField(_("place outside the venues"), max_length=200, blank=True)
    booking = models.OneToOneField(
        "forum.Booking",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="session",
        verbose_name=_("booking"),
    )
    capacity_needed = models.PositiveIntegerField(_("seats needed"), null=True, blank=True)
    people = models.ManyToManyField(
        "forum.Person", through="forum.Appearance", related_name="sessions", verbose_name=_("persons")
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [GinIndex(SearchVector("title", "subtitle", "abstract", config="simple"), name="session_words")]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "external_id"], condition=~models.Q(external_id=""), name="session_external_id_once"
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at=None, ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
                violation_error_message=_("The session ends before it starts."),
            ),
        ]
        triggers = [CLAIMANTS.in_rows()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("forum:session", args=[self.edition.slug, self.public_id])


class AppearanceRole(models.TextChoices):
    CHAIR = "chair", _("chair")
    MODERATOR = "moderator", _("moderator")
    KEYNOTE = "keynote", _("keynote speaker")
    PANELLIST = "panellist", _("panellist")
    SPEAKER = "speaker", _("speaker")
    GUEST_OF_HONOUR = "guest_of_honour", _("guest of honour")


@pghistory.track()
class Appearance(Sourced):
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="appearances", verbose_name=_("session")
    )
    person = models.ForeignKey(
        "forum.Person", on_delete=models.PROTECT, related_name="appearances", verbose_name=_("person")
    )
    role = models.CharField(_("part"), max_length=20, choices=AppearanceRole.choices, default=AppearanceRole.SPEAKER)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    booking = models.OneToOneField(
        "forum.Booking",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="appearance",
        verbose_name=_("booking"),
    )

    class Meta:
        verbose_name = _("appearance")
        verbose_name_plural = _("appearances")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="appearance_once")]
        triggers = [CLAIMANTS.in_people()]

    def __str__(self):
        return f"{self.person} – {self.get_role_display()}"


class SessionBooking(Booking):
    """A booking as sessions see it; here it cannot change without its session."""

    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [CLAIMANTS.in_ledger()]
