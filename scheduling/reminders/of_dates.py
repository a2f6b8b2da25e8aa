"""The dates by which missions name their people and complete them: one occasion a delegation, and one for the desk."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.urls import reverse

from core.links import absolute
from delegations import completeness, phases
from delegations.models import Delegate, Delegation, DelegationStatus
from forum import notices
from forum.models import Edition, Role
from scheduling.addressees import team_of
from scheduling.models import ReminderThing
from scheduling.reminders.occasions import Occasion, Seat, Stage, focal_points_of_each, readers

THE_DESK = 0
"""The key of the occasion that is the whole edition's; no delegation has it."""


def names_due(edition, keys, now):
    """A delegation has named its people when it says that its list is complete."""
    due = _Date(ReminderThing.NAMES, edition, phases.terms_of(edition).nominations_close_at)
    missions, people = _missions(edition, keys)
    waiting: dict = {one.pk: [] for one in missions if one.status != DelegationStatus.CONFIRMED}
    yield from _of_missions(due, missions, people, waiting)
    if keys is None or THE_DESK in keys:
        yield _of_the_desk(due, len(waiting))


def details_due(edition, keys, now):
    """Of a delegation whose delegates all have what their category asks for nothing is due."""
    due = _Date(ReminderThing.DETAILS, edition, phases.terms_of(edition).confirmations_close_at)
    missions, people = _missions(edition, keys)
    everybody = [one for of_it in people.values() for one in of_it]
    missing = completeness.missing_of_each(edition, [one.pk for one in everybody])
    waiting = defaultdict(list)
    for one in everybody:
        if missing[one.pk]:
            waiting[one.delegation_id].append(one)
    yield from _of_missions(due, missions, people, waiting)
    if keys is None or THE_DESK in keys:
        yield _of_the_desk(due, len(waiting))


@dataclass(frozen=True)
class _Date:
    thing: ReminderThing
    edition: Edition
    closes_at: datetime | None

    def occasion(self, facts, **more):
        return Occasion(
            thing=self.thing,
            stage=Stage.AHEAD if self.closes_at else Stage.OFF,
            starts_at=self.closes_at,
            ends_at=None,
            facts=partial(_facts, self, **facts),
            **more,
        )


def _missions(edition, keys):
    """The delegations that still take registrations, and the delegates of each by its key."""
    rows = Delegation.objects.filter(edition=edition, status__in=phases.TAKES_REGISTRATIONS)
    rows = rows if keys is None or THE_DESK in keys else rows.filter(pk__in=keys)
    missions = list(rows.select_related("edition"))
    people = defaultdict(list)
    for one in Delegate.objects.in_the_count().filter(delegation__in=missions).select_related("person__user"):
        people[one.delegation_id].append(one)
    return missions, people


def _of_missions(due, missions, people, waiting):
    """``waiting``: by the key of each delegation that is not done, its delegates who are not."""
    focal = focal_points_of_each([one.pk for one in missions])
    for mission in missions:
        late = waiting.get(mission.pk, ())
        own = [one for one in map(notices.recipient, (one.person for one in late)) if one]
        facts = {
            "delegation": mission.name,
            "registered": len(people[mission.pk]),
            "quota": mission.quota,
            "lacking": len(late),
            "url": absolute(mission.get_absolute_url()),
        }
        yield due.occasion(
            facts,
            key=mission.pk,
            about=f"delegation:{mission.public_id}",
            readers=readers([Seat(one) for one in own], focal[mission.pk], []),
            is_met=mission.pk not in waiting,
        )


def _of_the_desk(due, count):
    desk = [Seat(one) for one in team_of(due.edition, Role.ACCREDITATION)]
    about = f"edition:{due.edition.slug}"
    return due.occasion(
        {"delegations": count}, key=THE_DESK, about=about, readers=readers([], [], desk), is_met=not count
    )


def _facts(due, **facts):
    nothing = {"delegation": "", "registered": 0, "quota": 0, "lacking": 0, "delegations": 0}
    return {
        "edition": notices.edition_facts(due.edition),
        "what": due.thing.value,
        "starts_at": due.closes_at.isoformat() if due.closes_at else None,
        "ends_at": None,
        "url": absolute(reverse("admin:delegations_delegation_changelist")),
        **nothing,
        **facts,
    }
