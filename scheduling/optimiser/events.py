"""What happens on the day, as changes of the problem: a person late, leaving or absent, a room lost, a meeting longer.

Times are slots since the problem's start, as everywhere. An event changes facts only; what to do is in replan.py.
"""

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from scheduling.optimiser.problem import Meeting, Person, Problem, Room, Span


@dataclass(frozen=True, slots=True)
class PersonAway:
    """Late, leaving early or absent: not there in the span."""

    person: str
    starts_slot: int
    ends_slot: int


@dataclass(frozen=True, slots=True)
class RoomLost:
    """A room that cannot be had in the span."""

    room: str
    starts_slot: int
    ends_slot: int


@dataclass(frozen=True, slots=True)
class MeetingOverruns:
    """A meeting takes `slots` more than planned. Where it is stays."""

    meeting: str
    slots: int


@dataclass(frozen=True, slots=True)
class NewTime:
    """A dignitary's meeting has to begin within the window: it moves, others give way."""

    meeting: str
    earliest_slot: int
    latest_slot: int


@dataclass(frozen=True, slots=True)
class MeetingAdded:
    """One more meeting to place."""

    meeting: Meeting


Away = TypeVar("Away", Person, Room)
Event = PersonAway | RoomLost | MeetingOverruns | NewTime | MeetingAdded


def changed(problem: Problem, events: Iterable[Event]) -> Problem:
    """The problem as it is after the events; ids that are unknown change nothing."""
    for event in events:
        problem = _changed(problem, event)
    return problem


def _changed(problem: Problem, event: Event) -> Problem:
    if isinstance(event, MeetingAdded):
        return dataclasses.replace(problem, meetings=(*problem.meetings, event.meeting))
    if isinstance(event, PersonAway):
        return dataclasses.replace(
            problem, persons=tuple(_without_span(one, event.person, event) for one in problem.persons)
        )
    if isinstance(event, RoomLost):
        return dataclasses.replace(problem, rooms=tuple(_without_span(one, event.room, event) for one in problem.rooms))
    return dataclasses.replace(problem, meetings=tuple(_other_meeting(one, event) for one in problem.meetings))


def _without_span(one: Away, named: str, event: PersonAway | RoomLost) -> Away:
    if one.id != named:
        return one
    return dataclasses.replace(one, blocks=(*one.blocks, Span(event.starts_slot, event.ends_slot)))


def _other_meeting(one: Meeting, event: MeetingOverruns | NewTime) -> Meeting:
    if one.id != event.meeting:
        return one
    if isinstance(event, MeetingOverruns):
        return dataclasses.replace(one, slots=one.slots + event.slots)
    return dataclasses.replace(
        one, earliest_slot=event.earliest_slot, latest_slot=event.latest_slot + one.slots, lock=None
    )
