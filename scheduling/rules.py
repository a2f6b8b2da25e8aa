"""Who may do what with meetings. Nobody does anything with a meeting that they may not see."""

import rules

from delegations.models import FocalPoint
from delegations.rules import is_focal_point
from forum.models import Role, TeamMember
from forum.models.team import PANEL_ROLES
from forum.rules import holds, sees
from scheduling.models import (
    Answer,
    Broadcast,
    CalendarFeed,
    Commitment,
    FeedScope,
    Meeting,
    PartySide,
    Plan,
    PlanItem,
    Reminder,
    ReminderRule,
)


@rules.predicate
def sees_meeting(user, thing):
    """Of a party or a proposal, its meeting is meant."""
    return thing is not None and _sees.test(user, _meeting_of(thing))


@rules.predicate
def represents_a_party(user, thing):
    """The user is a focal point of one of the meeting's delegations."""
    return _represents(user, _meeting_of(thing))


@rules.predicate
def represents_the_guest(user, thing):
    return _represents(user, _meeting_of(thing), side=PartySide.GUEST)


@rules.predicate
def answers_for_party(user, thing):
    """The user is a focal point of this party; of a meeting: of a party that still has to answer."""
    if isinstance(thing, Meeting):
        return _represents(user, thing, answer=Answer.PENDING)
    return FocalPoint.objects.filter(user=user, delegation=thing.delegation_id).exists()


@rules.predicate
def answered_by_desk(_user, thing):
    """The terms, when it was asked for, let the desk answer for the host."""
    return _meeting_of(thing).is_answered_by_desk


@rules.predicate
def answers_proposal(user, proposal):
    """The user is a focal point of another side than the one that offers."""
    others = proposal.meeting.parties.exclude(side=proposal.party.side)
    return others.filter(delegation__in=FocalPoint.of(user)).exists()


@rules.predicate
def is_requester(user, meeting):
    return meeting.requested_by_id == user.pk


@rules.predicate
def desk(user, thing):
    """The organisers and the meetings desk of the meeting's edition (or of the edition itself)."""
    return _holds_desk.test(user, _meeting_of(thing))


@rules.predicate
def foreign_office(user, thing):
    """Protocol, and the organisers."""
    return _holds_foreign_office.test(user, _meeting_of(thing))


@rules.predicate
def may_read_feed(owner, feed):
    """Asked when a link is made and at each reading: the own diary; a delegation one answers for; the rest the team."""
    if not owner.is_active:
        return False
    if feed.scope == FeedScope.PERSONAL:
        return True
    if feed.scope == FeedScope.DELEGATION:
        return FocalPoint.objects.filter(user=owner, delegation=feed.delegation_id).exists()
    return TeamMember.objects.holds(owner, feed.edition, *PANEL_ROLES)


def _meeting_of(thing):
    return getattr(thing, "meeting", thing)


def _represents(user, meeting, **which):
    return meeting.parties.filter(delegation__in=FocalPoint.of(user), **which).exists()


_sees = sees(Meeting)
_holds_foreign_office = holds(Role.ORGANISER, Role.PROTOCOL)
_holds_desk = holds(Role.ORGANISER, Role.MEETINGS)

rules.add_rule("view_meeting", sees_meeting)
rules.add_rule("view_commitment", sees(Commitment))
rules.add_rule("run_meetings", _holds_desk)
rules.add_rule("read_feed", may_read_feed)
rules.add_rule("view_feed", sees(CalendarFeed))
rules.add_rule("view_reminder_rule", sees(ReminderRule))
rules.add_rule("view_reminder", sees(Reminder))
rules.add_rule("edit_reminders", holds(Role.ORGANISER))
rules.add_rule("view_plan", sees(Plan))
rules.add_rule("view_plan_item", sees(PlanItem))
rules.add_rule("view_broadcast", sees(Broadcast))
rules.add_rule("send_broadcasts", holds(Role.ORGANISER))
rules.add_rule("view_own_diary", rules.is_authenticated)
rules.add_rule("request_meeting", is_focal_point | _holds_desk)
rules.add_rule("clear_meeting", sees_meeting & foreign_office)
rules.add_rule("answer_meeting", sees_meeting & (desk | (~answered_by_desk & answers_for_party)))
rules.add_rule("answer_proposal", sees_meeting & (desk | (~answered_by_desk & answers_proposal)))
rules.add_rule("name_attendees", sees_meeting & (desk | answers_for_party))
rules.add_rule("offer_time", sees_meeting & (desk | represents_a_party))
rules.add_rule("withdraw_meeting", sees_meeting & (desk | represents_the_guest | is_requester))
rules.add_rule("confirm_meeting", sees_meeting & (desk | represents_a_party))
rules.add_rule("cancel_meeting", sees_meeting & (desk | represents_a_party))
rules.add_rule("record_meeting", sees_meeting & (desk | represents_a_party))
rules.add_rule("place_meeting", sees_meeting & desk)
