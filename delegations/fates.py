"""What becomes of each group of a person's facts when they ask to be erased: gone, or kept on a ground until a date."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.models import AgencyMember, BadgeStatus, Delegate, FocalPoint, KeepingGround, PersonFacts
from delegations.person_erasers import ERASERS
from forum.models import Edition, Person, TeamMember

G = PersonFacts


@dataclass(frozen=True)
class Fate:
    """``ground``: empty for what is erased. ``until``: the last day; None where no date ends it."""

    group: str
    ground: str = ""
    until: dt.date | None = None

    @property
    def label(self) -> str:
        return capfirst(str(G(self.group).label))


def of(person: Person, *, today: dt.date) -> list[Fate]:
    """The fate of every group, in the order of erasing. Of several editions' grounds, the one that lasts longest."""
    grounds = _grounds(person, today)
    return [grounds.get(group) or Fate(group) for group in ERASERS]


def obstacle(person: Person, *, today: dt.date) -> str:
    """Why the person cannot be erased now, as a sentence; empty where they can."""
    rows = Delegate.objects.filter(person=person, edition__ends_on__gte=today).select_related("edition")
    out = [BadgeStatus.PRINTED, BadgeStatus.ISSUED]
    if held := rows.filter(edition__starts_on__lte=today, badges__status__in=out).first():
        sentence = _("The badge opens the gates of %(edition)s, which is running. Hand it back first.")
        return sentence % {"edition": held.edition}
    if coming := rows.in_the_count().first():
        sentence = _("The person is registered for %(edition)s, which is not over. Withdraw them from it first.")
        return sentence % {"edition": coming.edition}
    return ""


def from_kept(kept: list[dict]) -> list[Fate]:
    """What a request that was carried out has written down."""
    return [Fate(one["group"], one["ground"], _date(one["until"])) for one in kept]


def _date(text):
    return dt.date.fromisoformat(text) if text else None


def _grounds(person, today):
    found: dict[str, Fate] = {}
    came_to = Edition.objects.filter(delegates__person=person)
    for one in KeepingGround.objects.filter(edition__in=came_to).select_related("edition"):
        until = _years_after(one.edition.ends_on, one.years)
        before = found.get(one.group)
        if until >= today and (before is None or before.until is None or before.until < until):
            found[one.group] = Fate(one.group, one.ground, until)
    if person.appearances.exists():
        found[G.NAME] = Fate(G.NAME, _("The person stands in the published programme."))
    if person.user_id and _works(person.user_id):
        found[G.ACCOUNT] = Fate(G.ACCOUNT, _("The account answers for others: a mission, an agency or a desk."))
    return found


def _works(user):
    return any(model.objects.filter(user=user).exists() for model in (TeamMember, FocalPoint, AgencyMember))


def _years_after(day, years):
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + years, day=28)
