"""The sample meetings: one for every step that a visitor should see, between sample people only."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from scheduling.demo.moments import FIRST_DAY, SECOND_DAY, at
from scheduling.models import Confidentiality, MeetingLevel

L, C = MeetingLevel, Confidentiality


@dataclass(frozen=True)
class Talk:
    """A meeting that Northland (or the company) asks the ministry for.

    ``guests`` and ``hosts``: codes of people. ``step``: the last thing that happened to it, a function's name in
    ``scheduling.demo.meetings``; each step stands on the one before.
    """

    code: str
    subject: str
    guests: tuple[str, ...]
    hosts: tuple[str, ...]
    step: str = "asked"
    topics: str = ""
    level: str = L.G2G
    confidentiality: str = C.PARTICIPANTS
    starts_at: datetime | None = None
    room: str = ""
    words: str = ""
    minutes: int = 30

    @property
    def external_id(self) -> str:
        return f"SAMPLE-{self.code}"

    @property
    def length(self) -> timedelta:
        return timedelta(minutes=self.minutes)


TALKS = (
    Talk(
        "T1",
        "Sample talk on geological data",
        ("N1", "N2"),
        ("H1", "H2"),
        "held",
        topics="Exchange of survey data and of samples.",
        starts_at=at(FIRST_DAY, 14),
        room="Committee Room 1",
        words="Both sides name a contact for the exchange of data by the end of May.",
    ),
    Talk(
        "T2",
        "Sample talk on licensing",
        ("N1", "N3"),
        ("H1", "H3"),
        "confirmed",
        topics="Time limits of exploration licences.",
        confidentiality=C.OPEN,
        starts_at=at(SECOND_DAY, 10),
        room="Committee Room 1",
    ),
    Talk(
        "T3",
        "Sample call on the minister",
        ("N1",),
        ("H1",),
        "placed",
        level=L.CALL,
        confidentiality=C.RESTRICTED,
        starts_at=at(SECOND_DAY, 11, 15),
        room="VIP lounge",
        minutes=20,
    ),
    Talk(
        "T4",
        "Sample talk on training",
        ("N1", "N2"),
        ("H2",),
        "moved",
        topics="Places for geologists at the sample academy.",
        starts_at=at(SECOND_DAY, 14),
        room="Committee Room 2",
    ),
    Talk("T5", "Sample talk on rail freight", ("N3",), ("H3",), "accepted", topics="Wagons for ore."),
    Talk("T6", "Sample talk on water rights", ("N2",), ("H2",), topics="Water for flotation plants."),
    Talk(
        "T7",
        "Sample talk on royalties",
        ("N3",),
        ("H1",),
        "declined",
        words="The minister speaks on this in the plenary; please meet the sample director instead.",
    ),
    Talk(
        "T8",
        "Sample talk on a copper project",
        ("C1", "C2"),
        ("H3",),
        "placed",
        level=L.B2G,
        starts_at=at(FIRST_DAY, 15, 30),
        room="Committee Room 3",
    ),
    Talk(
        "T9",
        "Sample talk on equipment",
        ("C1",),
        ("N2",),
        "cancelled",
        level=L.B2G,
        starts_at=at(SECOND_DAY, 16),
        room="Committee Room 4",
        words="The company's flight leaves earlier than planned.",
    ),
    Talk(
        "T11",
        "Sample courtesy call on the minister",
        ("N1",),
        ("H1",),
        topics="A first acquaintance before the technical talks.",
        level=L.CALL,
        minutes=20,
    ),
    Talk(
        "T10",
        "Sample talk on a geological survey",
        ("N1", "N3"),
        ("H2",),
        "confirmed",
        topics="A joint survey of the sample hills.",
        starts_at=at(FIRST_DAY, 16),
        room="Committee Room 2",
        minutes=45,
    ),
)
