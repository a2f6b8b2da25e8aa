from scheduling.models.commitment import Commitment, CommitmentStage
from scheduling.models.feed import CalendarFeed, FeedScope
from scheduling.models.meeting import Confidentiality, Meeting, MeetingLevel, MeetingStatus
from scheduling.models.party import Answer, Attendee, Party, PartySide, Reply, TimeProposal
from scheduling.models.set_aside import SetAsideReply

__all__ = [
    "Answer",
    "Attendee",
    "CalendarFeed",
    "Commitment",
    "CommitmentStage",
    "Confidentiality",
    "FeedScope",
    "Meeting",
    "MeetingLevel",
    "MeetingStatus",
    "Party",
    "PartySide",
    "Reply",
    "SetAsideReply",
    "TimeProposal",
]
