"""Why a meeting has no place in a plan, or was left out of it, in the reader's words.

Kept are codes with ids and slots (those of the optimiser, and a few more): no name stands in a plan, and
everybody reads in their own language.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.listing import listed
from forum.models import Person, Room
from scheduling.models import Meeting

SENTENCES = {
    # why it was left out
    "changed": _("Somebody has changed this meeting since."),
    "left": _("It was taken out of the proposal by hand."),
    "begun": _("It has begun."),
    "time-passed": _("The proposed time has passed."),
    "not-yours": _("You may not see this meeting, so you cannot place it."),
    "unfit": _("The room or the day no longer fits it."),
    "nobody-named": _("Nobody is named yet for one of its sides."),
    "taken": _("%(id)s is taken at that time."),
    # why it has no place
    "fault": _("What is known of this meeting contradicts itself."),
    "no_time": _("There is no time in which all its persons are there and free of their own engagements."),
    "no_time_for": _("%(person)s has no time left beside own engagements and absences; without this person it can be."),
    "no_room_fits": _("No room has the %(seats)s seats and the equipment that it needs."),
    "no_room_open": _("The rooms that fit are closed or taken by others whenever all its persons are free."),
    "no_interpreter": _("Too few interpreters work between %(one)s and %(other)s."),
    "interpreters_away": _("The interpreters between %(one)s and %(other)s are away when its persons are free."),
    "person_full": _("%(person)s has no time left: meetings of more or equal weight take it."),
    "persons_full": _("Its persons have no time in common left beside their other meetings."),
    "day_cap": _("%(person)s has as many meetings as a day may have."),
    "rooms_full": _("Every room that fits is taken whenever its persons are free."),
    "interpreters_full": _("Every interpreter between %(one)s and %(other)s is taken or must rest."),
    "order": _("It cannot come in its order before or after %(meeting)s."),
    "outweighed": _("There is a place only if others of more weight give way: %(meetings)s."),
    "not_found": _("No place was found in the time given."),
}
NAMED = {"person": Person, "room": Room, "meeting": Meeting}
HIDDEN = _("another meeting")


def cause(code: str, **facts: Any) -> dict:
    """A reason as it is kept."""
    return {"code": code, "facts": facts}


def worded(items, user) -> None:
    """Give each item ``sentences``: its reasons in words. Meetings that ``user`` may not see are not named. In at most
    three queries for any number of items."""
    items = list(items)
    names = _names([reason for item in items for reason in item.reasons], user)
    for item in items:
        item.sentences = [_sentence(reason, names) for reason in item.reasons]


def _sentence(reason, names):
    sentence = SENTENCES.get(reason["code"], SENTENCES["not_found"])
    return str(sentence) % {key: _shown(key, value, reason["facts"], names) for key, value in reason["facts"].items()}


def _shown(key, value, facts, names):
    kind = _kind(key, facts)
    if isinstance(value, list):
        return listed([names.get((kind, str(one)), str(HIDDEN)) for one in value])
    return names.get((kind, str(value)), str(HIDDEN) if kind == "meeting" else str(value)) if kind else value


def _kind(key, facts):
    return facts.get("kind") if key == "id" else {"meetings": "meeting"}.get(key, key if key in NAMED else None)


def _names(reasons, user):
    wanted: dict[str, set[int]] = {kind: set() for kind in NAMED}
    for reason in reasons:
        for key, value in reason["facts"].items():
            kind = _kind(key, reason["facts"])
            if kind in wanted:
                wanted[kind] |= {int(one) for one in (value if isinstance(value, list) else [value])}
    found = {}
    for kind, keys in wanted.items():
        rows = NAMED[kind]._default_manager.all() if kind != "meeting" else Meeting.objects.visible_to(user)  # noqa: SLF001
        for row in rows.filter(pk__in=keys) if keys else ():
            found[kind, str(row.pk)] = str(row)
    return found
