from scheduling.models.broadcast import Broadcast, BroadcastReader, BroadcastStatus
from scheduling.models.commitment import Commitment, CommitmentStage
from scheduling.models.feed import CalendarFeed, FeedScope
from scheduling.models.meeting import Confidentiality, Meeting, MeetingLevel, MeetingStatus
from scheduling.models.party import Answer, Attendee, Party, PartySide, Reply, TimeProposal
from scheduling.models.plan import ItemOutcome, Movable, Plan, PlanItem, PlanStatus
from scheduling.models.reminder import MarkKind, Reminder, ReminderMark
from scheduling.models.reminder_marks import (
    RemindedAppearance,
    RemindedAttendee,
    RemindedEdition,
    RemindedMeeting,
    RemindedSession,
    RemindedTerms,
    RemindedTravel,
)
from scheduling.models.reminder_rule import (
    ReminderChannel,
    ReminderMoment,
    ReminderReader,
    ReminderRule,
    ReminderThing,
    ReminderUnit,
)
from scheduling.models.request_terms import AnsweredBy, AskingRule, RequestTerms
from scheduling.models.set_aside import SetAsideReply

__all__ = [
    "Answer",
    "AnsweredBy",
    "AskingRule",
    "Attendee",
    "Broadcast",
    "BroadcastReader",
    "BroadcastStatus",
    "CalendarFeed",
    "Commitment",
    "CommitmentStage",
    "Confidentiality",
    "FeedScope",
    "ItemOutcome",
    "MarkKind",
    "Meeting",
    "MeetingLevel",
    "MeetingStatus",
    "Movable",
    "Party",
    "PartySide",
    "Plan",
    "PlanItem",
    "PlanStatus",
    "RemindedAppearance",
    "RemindedAttendee",
    "RemindedEdition",
    "RemindedMeeting",
    "RemindedSession",
    "RemindedTerms",
    "RemindedTravel",
    "Reminder",
    "ReminderChannel",
    "ReminderMark",
    "ReminderMoment",
    "ReminderReader",
    "ReminderRule",
    "ReminderThing",
    "ReminderUnit",
    "Reply",
    "RequestTerms",
    "SetAsideReply",
    "TimeProposal",
]
