"""The front door: the forum that is on, or the list of them; in the demo, who one may come in as."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.shortcuts import render

from accounts.models import User
from forum.models import Edition, Opportunity, Person, Role, Session
from forum.models.team import PANEL_ROLES

SAMPLES = "@majlis.example"
ORDER = list(Role)


def no_such_page(_request):
    raise Http404


def home(request):
    """The one current edition's welcome, or a choice of editions."""
    editions = list(Edition.objects.filter(is_archived=False).order_by("starts_on"))
    facts = {"editions": editions, "samples": _samples() if settings.DEMO else []}
    if len(editions) == 1:
        request.edition = editions[0]
        facts |= {"venue": editions[0].venues.filter(is_main=True).first(), "figures": _figures(editions[0])}
    return render(request, "landing.html", facts | {"second_factor": settings.REQUIRE_SECOND_FACTOR})


@dataclass(frozen=True)
class Figures:
    sessions: int
    speakers: int
    countries: int
    opportunities: int


def _figures(edition):
    """What the public may count of an edition."""
    sessions = Session.objects.visible_to(AnonymousUser()).filter(edition=edition)
    speakers = Person.objects.filter(appearances__session__in=sessions).distinct()
    return Figures(
        sessions=sessions.count(),
        speakers=speakers.count(),
        countries=speakers.exclude(country="").values("country").distinct().count(),
        opportunities=Opportunity.objects.filter(edition=edition).count(),
    )


@dataclass(frozen=True)
class Sample:
    user: User
    parts: list[str]
    opens_panel: bool
    rank: int


def _samples():
    """The sample users of the demo with what each is there, the secretariat first."""
    users = User.objects.filter(email__endswith=SAMPLES, is_active=True).prefetch_related(
        "team_roles", "focal_points__delegation", "person__delegates__delegation"
    )
    return sorted(map(_sample, users), key=lambda sample: (sample.rank, sample.user.name))


def _sample(user):
    ranks = [ORDER.index(role.role) for role in user.team_roles.all()]
    roles = [role.get_role_display() for role in user.team_roles.all()]
    answers_for = [point.delegation.name for point in user.focal_points.all()]
    person = getattr(user, "person", None)
    comes_with = [delegate.delegation.name for delegate in person.delegates.all()] if person else []
    parts = roles + [f"{name}" for name in answers_for or comes_with]
    opens_panel = any(role.role in PANEL_ROLES for role in user.team_roles.all())
    return Sample(user, list(dict.fromkeys(parts)), opens_panel, min(ranks, default=len(ORDER)))
