"""Calendars that are subscribed to: what is shown of one thing to whoever has the secret link."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.encryption import EncryptedTextField, fingerprint
from core.fields import new_public_id, public_id_field
from core.links import absolute
from forum.models import Role, TeamMember


class FeedScope(models.TextChoices):
    PERSONAL = "personal", _("my diary")
    DELEGATION = "delegation", _("a delegation")
    ROOM = "room", _("a room")
    TRACK = "track", _("a track")
    PROGRAMME = "programme", _("the public programme")


def new_secret() -> str:
    """158 bits, of letters that survive being typed and an address's lower case."""
    return new_public_id() + new_public_id()


class CalendarFeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and to the organisers those of their editions; the link itself only its owner is shown."""
        if not user.is_authenticated:
            return self.none()
        organised = models.Q(edition__in=TeamMember.objects.editions_of(user, Role.ORGANISER))
        return self.filter(models.Q(owner=user) | organised)

    def live(self):
        return self.filter(revoked_at=None)

    def by_secret(self, secret: str):
        """The live one whose link carries ``secret``."""
        return self.live().filter(secret_fingerprint=fingerprint(secret))


class CalendarFeed(models.Model):
    """What ``owner`` may see of the thing, asked anew at each reading. The secret is kept encrypted and never logged.

    ``content_digest`` and ``changed_at`` say what the last reader was given and since when that stands.
    """

    public_id = public_id_field()
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="calendar_feeds", verbose_name=_("edition")
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds")
    scope = models.CharField(_("shows"), max_length=20, choices=FeedScope.choices)
    delegation = models.ForeignKey(
        "delegations.Delegation", null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    room = models.ForeignKey(
        "forum.Room", null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    track = models.ForeignKey(
        "forum.Track", null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    secret = EncryptedTextField(_("secret"), default=new_secret, editable=False)
    secret_fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    last_read_at = models.DateTimeField(_("last read at"), null=True, blank=True)
    content_digest = models.CharField(max_length=64, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed at"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar link")
        verbose_name_plural = _("calendar links")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(scope=FeedScope.DELEGATION, delegation__isnull=False, room=None, track=None)
                | models.Q(scope=FeedScope.ROOM, delegation=None, room__isnull=False, track=None)
                | models.Q(scope=FeedScope.TRACK, delegation=None, room=None, track__isnull=False)
                | models.Q(scope__in=[FeedScope.PERSONAL, FeedScope.PROGRAMME], delegation=None, room=None, track=None),
                name="calendar_feed_of_one_thing",
            )
        ]

    def __str__(self):
        return str(self.delegation or self.room or self.track or self.get_scope_display())

    @property
    def url(self) -> str:
        """The whole secret address."""
        return absolute(reverse("scheduling:feed", args=[self.edition.slug, self.secret]))
