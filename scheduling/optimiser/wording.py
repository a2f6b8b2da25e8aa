"""English words for every code: faults of a problem, reasons of the unplaced, violations of a plan.

The facts are ids and slots; the product says the same in its own languages from code and facts.
"""

from typing import Any

from scheduling.optimiser.plan import Finding

FAULTS = {
    "bad_grid": "The problem has no usable time: {slots} slots.",
    "bad_span": "{kind} {id} has an impossible span, slots {starts_slot} to {ends_slot}. It is ignored.",
    "bad_number": "{kind} {id}: {field} cannot be {value}.",
    "duplicate_id": "The id {id} is used twice, by {kind} and {other}. The first counts.",
    "unknown_level": "The objective names {level}, which is no level. It is ignored.",
    "unknown_person": "Meeting {meeting} names person {person}, who is unknown. It is left out.",
    "unknown_room": "Meeting {meeting} names room {room}, which is unknown.",
    "unknown_locked_room": "Meeting {meeting} is locked in room {room}, which is unknown. It is left out.",
    "unknown_interpreter": "The lock of meeting {meeting} names an unknown interpreter, {interpreter}. It is left out.",
    "unknown_building": "{kind} {id} names building {building}, in which no room is. No travel is counted.",
    "unknown_meeting": "An order names meeting {meeting}, which is unknown. The order is ignored.",
    "no_rooms": "There are no rooms: the {meetings} meetings that need one cannot be placed.",
    "meeting_too_long": "Meeting {meeting} takes {slots} slots; the longest time that all share has {longest_slots}.",
    "lock_outside": "Meeting {meeting} is locked at slot {starts_slot}, where {what} forbids it. It is left out.",
    "lock_meets_engagement": "Person {person} is at {label} while meeting {meeting} is locked at slot {starts_slot}. "
    "The meeting is left out.",
    "locks_clash": "The locks of meetings {meeting} and {other} clash: both need {kind} {id}. {meeting} is left out.",
    "order_cycle": "The orders of {meetings} form a circle. {meeting} is left out.",
}

REASONS = {
    "fault": "The problem has a fault with this meeting: {fault}.",
    "no_time": "There is no time in which all its persons are there and free of their own engagements.",
    "no_time_for": "Without {person}, whose own engagements and absences leave no time, it could be placed.",
    "no_room_fits": "No room has the kind, the features and the {seats} seats that it needs.",
    "no_room_open": "The rooms that fit are closed whenever all its persons are free.",
    "no_interpreter": "No interpreter works between {one} and {other}, or too few: {needed} are needed, {known} known.",
    "interpreters_away": "The interpreters between {one} and {other} are away whenever all its persons are free.",
    "person_full": "{person} has no time left: meetings of more or equal weight take it.",
    "persons_full": "Its persons have no time in common left beside their other meetings.",
    "day_cap": "{person} has as many meetings as a day may have, on every day that is left.",
    "rooms_full": "Every room that fits is taken whenever its persons are free.",
    "interpreters_full": "Every interpreter between {one} and {other} is taken or must rest whenever there is a room.",
    "order": "It cannot come in its order before or after {meeting}, which has its place.",
    "outweighed": "There is a place only if others of more weight give way: {meetings}.",
    "not_found": "No place was found in the time given.",
}

VIOLATIONS = {
    "unknown_meeting": "The plan places {meeting}, which is unknown.",
    "placed_twice": "{meeting} is in the plan twice.",
    "not_accounted": "{meeting} is neither placed nor among the unplaced.",
    "outside_days": "{meeting} does not lie within one day.",
    "outside_windows": "{meeting} lies outside the windows of {kind} {id}.",
    "in_block": "{meeting} lies in a time in which {kind} {id} is away.",
    "too_early": "{meeting} starts before slot {earliest_slot}.",
    "too_late": "{meeting} ends after slot {latest_slot}.",
    "engagement": "{id} is at {label} during {meeting}, or without the pause and the way of {gap_slots} slots.",
    "clash": "{id} is in {meeting} and {other} at once, or without the pause and the way of {gap_slots} slots.",
    "day_cap": "{person} has {meetings} meetings on day {day}, at most {day_cap} are allowed.",
    "no_room": "{meeting} needs a room and has none.",
    "unknown_room": "{meeting} is in room {room}, which is unknown.",
    "wrong_room": "{meeting} is in room {room}, which has not the {what} that it needs.",
    "room_clash": "{room} has {meetings} meetings at slot {slot}, with turnaround; {places} fit.",
    "unknown_interpreter": "{meeting} has interpreter {interpreter}, who is unknown or named twice.",
    "interpreters": "{meeting} has not the {needed} interpreters that it needs between {one} and {other}.",
    "idle_interpreters": "{meeting} has {has} interpreters and needs {needed}.",
    "interpreter_day": "Interpreter {interpreter} works {slots} slots on day {day}, at most {day_slots} are allowed.",
    "lock": "{meeting} is not where it is locked.",
    "lock_left_out": "{meeting} is locked and not placed, though nothing is wrong with its lock.",
    "order": "{before} does not end {gap_slots} slots before {after} starts.",
    "not_optional": "{person} is not among the optional persons of {meeting}.",
    "score": "The plan says {field} {said}; counted it is {counted}.",
}


def fault(code: str, **facts: Any) -> Finding:
    return Finding(code, facts, FAULTS[code].format(**facts))


def reason(code: str, **facts: Any) -> Finding:
    return Finding(code, facts, REASONS[code].format(**facts))


def violation(code: str, **facts: Any) -> Finding:
    return Finding(code, facts, VIOLATIONS[code].format(**facts))
