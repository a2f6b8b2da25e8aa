"""How a user stands to a meeting: for which party the user speaks, and what can be done now."""

from datetime import datetime

from core import access, workflow
from delegations.models import FocalPoint
from scheduling import timing
from scheduling.models import Answer, Meeting, MeetingStatus, Party, PartySide

_S = MeetingStatus
ASKING = (_S.REQUESTED,)

VERBS = {
    # verb: (rule, statuses in which it can happen)
    "clear": ("clear_meeting", (_S.CLEARING,)),
    "refuse": ("clear_meeting", (_S.CLEARING,)),
    "accept": ("answer_meeting", ASKING),
    "decline": ("answer_meeting", (*ASKING, _S.ACCEPTED)),
    "counter": ("offer_time", (*ASKING, _S.ACCEPTED)),
    "place": ("place_meeting", (_S.ACCEPTED,)),
    "move": ("place_meeting", (_S.SCHEDULED, _S.CONFIRMED)),
    "unplace": ("place_meeting", (_S.SCHEDULED, _S.CONFIRMED)),
    "confirm": ("confirm_meeting", (_S.SCHEDULED,)),
    "start": ("record_meeting", (_S.SCHEDULED, _S.CONFIRMED)),
    "hold": ("record_meeting", (_S.SCHEDULED, _S.CONFIRMED, _S.IN_PROGRESS)),
    "no_show": ("record_meeting", (_S.SCHEDULED, _S.CONFIRMED)),
    "withdraw": ("withdraw_meeting", (_S.DRAFT, *ASKING, _S.CLEARING, _S.ACCEPTED)),
    "cancel": ("cancel_meeting", (_S.ACCEPTED, _S.SCHEDULED, _S.CONFIRMED, _S.IN_PROGRESS)),
}
GOES_TO = {
    "cancel": _S.CANCELLED,
    "withdraw": _S.WITHDRAWN,
    "hold": _S.HELD,
    "start": _S.IN_PROGRESS,
    "no_show": _S.NO_SHOW,
}


def verbs(user, meeting: Meeting, *, now: datetime) -> list[str]:
    """What ``user`` may do with the meeting as it stands at ``now``, in the order in which people look for it."""
    if meeting.edition.is_archived:
        return []
    asked: dict[str, bool] = {}
    found = []
    for verb, (rule, statuses) in VERBS.items():
        if meeting.status not in statuses:
            continue
        if verb in GOES_TO and not _is_open(meeting, GOES_TO[verb], now):
            continue
        if rule not in asked:
            asked[rule] = access.allows(user, rule, meeting)
        if asked[rule] and (verb not in ("accept", "decline", "counter") or party_for(user, meeting, verb) is not None):
            found.append(verb)
    return found


def party_for(user, meeting: Meeting, verb: str) -> Party | None:
    """The party that ``user`` answers or offers for: the own one; for the desk, the host that is asked."""
    rows = list(meeting.parties.select_related("delegation"))
    own = set(FocalPoint.of(user).values_list("delegation_id", flat=True))
    mine = [row for row in rows if row.delegation_id in own]
    if not mine and access.allows(user, "place_meeting", meeting):
        mine = [row for row in rows if row.side == PartySide.HOST]
    if verb == "accept":
        mine = [row for row in mine if row.answer == Answer.PENDING]
    if verb == "decline":
        mine = [row for row in mine if row.side == PartySide.HOST and row.answer != Answer.DECLINED]
    return mine[0] if mine else None


def _is_open(meeting, to, now):
    return workflow.can(meeting, to) and not timing.is_too_early(meeting, to, now=now)
