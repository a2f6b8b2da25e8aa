"""Arrivals and departures of those who are approved. Where a mission changes the flight, its people hear of it."""

from functools import partial

from django.urls import reverse

from core.links import absolute
from delegations.models import Delegate, DelegateStatus
from forum import notices
from forum.models import Role
from scheduling.addressees import team_of
from scheduling.models import ReminderThing
from scheduling.reminders.occasions import Occasion, Seat, Stage, focal_points_of_each, readers


def arrivals(edition, keys, now):
    rows = _ahead(edition, keys, details__arrives_at__gt=now)
    return _occasions(ReminderThing.ARRIVAL, edition, rows, "arrives_at", "arrival_flight")


def departures(edition, keys, now):
    rows = _ahead(edition, keys, details__departs_at__gt=now)
    return _occasions(ReminderThing.DEPARTURE, edition, rows, "departs_at", "departure_flight")


def _ahead(edition, keys, **ahead):
    """Those of the keys, or without them the approved ones whose journey lies ahead."""
    rows = Delegate.objects.filter(edition=edition, details__isnull=False)
    chosen = rows.filter(status=DelegateStatus.APPROVED, **ahead) if keys is None else rows.filter(pk__in=keys)
    return list(chosen.select_related("edition", "person__user", "delegation", "details"))


def _occasions(thing, edition, found, when, flight):
    focal = focal_points_of_each({one.delegation_id for one in found})
    desk = [Seat(one) for one in team_of(edition, Role.PROTOCOL)]
    for one in found:
        at, own = getattr(one.details, when), notices.recipient(one.person)
        is_ahead = at is not None and one.status == DelegateStatus.APPROVED
        yield Occasion(
            thing=thing,
            key=one.pk,
            about=f"delegate:{one.public_id}",
            stage=Stage.AHEAD if is_ahead else Stage.OVER,
            starts_at=at,
            ends_at=None,
            facts=partial(_facts, thing, one, at, getattr(one.details, flight)),
            readers=readers([Seat(own)] if own else [], focal[one.delegation_id], desk),
        )


def _facts(thing, delegate, at, flight):
    return {
        "edition": notices.edition_facts(delegate.edition),
        "what": thing.value,
        "person": str(delegate.person),
        "delegation": delegate.delegation.name,
        "starts_at": at.isoformat() if at else None,
        "ends_at": None,
        "flight": flight,
        "hotel": delegate.details.hotel,
        "url": absolute(reverse("delegations:delegate", args=[delegate.edition.slug, delegate.public_id])),
    }
