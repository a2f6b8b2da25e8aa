"""The secretariat: who does which job in an edition."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts import second_factor
from forum.models.edition import Edition


class Role(models.TextChoices):
    ORGANISER = "organiser", _("organiser")
    PROGRAMME = "programme", _("programme")
    MEETINGS = "meetings", _("meetings desk")
    ACCREDITATION = "accreditation", _("accreditation desk")
    PROTOCOL = "protocol", _("protocol")
    PRESS = "press", _("press")
    GATE = "gate", _("gate")
    VIEWER = "viewer", _("viewer")


CAN_EDIT = {
    "programme": {Role.ORGANISER, Role.PROGRAMME},
    "meetings": {Role.ORGANISER, Role.MEETINGS},
    "accreditation": {Role.ORGANISER, Role.ACCREDITATION},
}
"""Which roles may change what; any role of the team may read what is not confidential."""

PANEL_ROLES = frozenset(Role) - {Role.GATE}
"""Who may open the admin panel at all: the whole team, save the gate, which has a screen of its own."""


KNOWS_PEOPLE = PANEL_ROLES - {Role.PRESS}
"""Whose work is with everybody who comes, also those who are in no public programme: their names and addresses."""


class TeamQuerySet(models.QuerySet):
    def editions_of(self, user, *roles):
        """The ids of the editions in which ``user`` holds one of ``roles`` (any role when none is given), to be used
        as a subquery. A superuser holds every role everywhere.

        Without the second factor that is asked for nobody holds any, here and in ``holds``: rows and rules, pages,
        panel and API all ask one of the two. Whatever else the user is (delegate, focal point) goes on.
        """
        if not user or not user.is_authenticated:
            return self.none().values("edition_id")
        if user.is_superuser:
            return Edition.objects.filter(second_factor.is_there(user)).values("pk")
        rows = self.filter(second_factor.is_there(user), user=user)
        return (rows.filter(role__in=roles) if roles else rows).values("edition_id")

    def holds(self, user, edition, *roles) -> bool:
        """Say whether ``user`` holds one of ``roles`` (any when none is given) in ``edition``."""
        if not user or not user.is_authenticated:
            return False
        if user.is_superuser:
            return not second_factor.is_missing(user)
        rows = self.filter(second_factor.is_there(user), user=user, edition=edition)
        return (rows.filter(role__in=roles) if roles else rows).exists()

    def is_shut_to(self, user, edition) -> bool:
        """Say whether ``user`` has a job in ``edition`` and cannot do it until a second factor is set up."""
        if not user.is_authenticated or not second_factor.is_missing(user):
            return False
        return user.is_superuser or self.filter(user=user, edition=edition).exists()


class TeamMember(models.Model):
    edition = models.ForeignKey(
        "forum.Edition", on_delete=models.CASCADE, related_name="team", verbose_name=_("edition")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_roles", verbose_name=_("user")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team member")
        verbose_name_plural = _("team members")
        constraints = [models.UniqueConstraint(fields=["edition", "user", "role"], name="team_role_once")]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"
