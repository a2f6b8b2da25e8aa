"""Who may do what with meetings."""

import rules

from delegations.models import FocalPoint
from delegations.rules import is_focal_point
from forum.models import Role
from forum.rules import holds, sees
from scheduling.models import Commitment, Meeting


@rules.predicate
def answers_for_party(user, party):
    """The user is a focal point of this party's delegation."""
    return party is not None and FocalPoint.objects.filter(user=user, delegation=party.delegation_id).exists()


@rules.predicate
def is_requester(user, meeting):
    return meeting is not None and user.is_authenticated and meeting.requested_by_id == user.pk


@rules.predicate
def represents_a_party(user, meeting):
    """The user is a focal point of one of the meeting's delegations."""
    if meeting is None or not user.is_authenticated:
        return False
    return meeting.parties.filter(delegation__in=FocalPoint.of(user)).exists()


desk = holds(Role.ORGANISER, Role.MEETINGS)
sees_meeting = sees(Meeting)


@rules.predicate
def desk_of_meeting(user, party):
    return party is not None and desk.test(user, party.meeting)


rules.add_rule("view_meeting", sees_meeting)
rules.add_rule("view_commitment", sees(Commitment))
rules.add_rule("request_meeting", is_focal_point | desk)
rules.add_rule("answer_meeting", answers_for_party | desk_of_meeting)
rules.add_rule("withdraw_meeting", represents_a_party | is_requester | desk)
rules.add_rule("confirm_meeting", represents_a_party | desk)
rules.add_rule("place_meeting", desk)
rules.add_rule("record_meeting", (represents_a_party | desk))
