from forum.models.booking import Booking, BookingPurpose
from forum.models.edition import Edition
from forum.models.exhibitor import Exhibitor
from forum.models.opportunity import Opportunity
from forum.models.person import Person
from forum.models.session import Appearance, AppearanceRole, Session, SessionKind, SessionStatus, Track
from forum.models.sourced import Certainty
from forum.models.team import Role, TeamMember
from forum.models.venue import Room, RoomFeature, RoomKind, Venue

__all__ = [
    "Appearance",
    "AppearanceRole",
    "Booking",
    "BookingPurpose",
    "Certainty",
    "Edition",
    "Exhibitor",
    "Opportunity",
    "Person",
    "Role",
    "Room",
    "RoomFeature",
    "RoomKind",
    "Session",
    "SessionKind",
    "SessionStatus",
    "TeamMember",
    "Track",
    "Venue",
]
