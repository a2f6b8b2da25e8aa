"""What people can be reminded of: a thing with its time and its readers. Where they are read, see reading.py."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from delegations.models import FocalPoint
from notifications.outbox import Recipient
from scheduling.models import ReminderMoment, ReminderReader, ReminderRule, ReminderThing
from scheduling.models.reminder_rule import STILL_OF_USE


class Stage(Enum):
    """``OFF``: will not be at the time that it had. ``DONE``: it was, and only what follows an end is still said.
    ``OVER``: nobody is to hear of it any more."""

    AHEAD = "ahead"
    ON = "on"
    OFF = "off"
    DONE = "done"
    OVER = "over"


SAID_OF = {
    ReminderMoment.BEFORE_START: (Stage.AHEAD,),
    ReminderMoment.EVENING_BEFORE: (Stage.AHEAD,),
    ReminderMoment.BEFORE_END: (Stage.AHEAD, Stage.ON),
    ReminderMoment.AFTER_END: (Stage.AHEAD, Stage.ON, Stage.DONE),
}


@dataclass(frozen=True)
class Seat:
    """One reader; ``for_people`` names those in whose place somebody without an address of their own is told."""

    to: Recipient
    for_people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Occasion:
    """``key`` and ``about`` name the thing; ``facts`` gives what a mail about it may say. ``is_met``: its readers have
    done what they would be reminded of."""

    thing: ReminderThing
    key: int
    about: str
    stage: Stage
    starts_at: datetime | None
    ends_at: datetime | None
    facts: Callable[[], dict]
    readers: dict[str, list[Seat]] = field(default_factory=dict)
    is_met: bool = False

    def anchor(self, rule: ReminderRule) -> datetime | None:
        """The moment that ``rule`` counts from, and after which it says nothing: one for all that count from an end, so
        that whoever was told stays told when a rule is changed."""
        if rule.moment == ReminderMoment.AFTER_END:
            return self.ends_at + STILL_OF_USE if self.ends_at else None
        return self.ends_at if rule.moment == ReminderMoment.BEFORE_END else self.starts_at

    def calls_for(self, rule: ReminderRule) -> bool:
        """Say whether ``rule`` still has something to say of it."""
        if self.is_met or rule.thing != self.thing:
            return False
        return self.stage in SAID_OF[ReminderMoment(rule.moment)]


def focal_points_of_each(delegations: Iterable[int]) -> dict[int, list[Seat]]:
    """The active focal points of delegations, by their keys, the primary one first. One query."""
    found: dict[int, list[Seat]] = {key: [] for key in delegations}
    points = FocalPoint.objects.filter(delegation__in=found, user__is_active=True).select_related("user")
    for point in points.in_order():
        user = point.user
        reader = Recipient(user.email, user.name, user.language, user.timezone, user.pk)
        found[point.delegation_id].append(Seat(reader))
    return found


def readers(participants: list[Seat], focal_points: Iterable[Seat], desk: Iterable[Seat]) -> dict[str, list[Seat]]:
    """By the choice in a rule, each address once, and none that is no address."""
    found = {
        ReminderReader.PARTICIPANTS: participants,
        ReminderReader.FOCAL_POINTS: focal_points,
        ReminderReader.DESK: desk,
    }
    return {choice.value: _once(seats) for choice, seats in found.items()}


def _once(seats):
    found: dict[str, Seat] = {}
    for seat in seats:
        address = seat.to.email.strip().lower()
        if address not in found and is_address(address):
            found[address] = seat
    return list(found.values())


@lru_cache(maxsize=20_000)
def is_address(text: str) -> bool:
    """Say whether mail can be addressed so: what was imported may be anything."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
