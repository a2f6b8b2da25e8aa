"""What a reminder says, and what corrects one. Their facts are read when they leave, so nothing stale is said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from notifications import outbox
from notifications.models import Message, MessageStatus
from notifications.outbox import Telling
from scheduling.models import Reminder, ReminderChannel, ReminderMoment, ReminderRule, ReminderThing
from scheduling.reminders.occasions import Occasion, Seat
from scheduling.reminders.wanted import Want

KINDS = {
    ReminderThing.MEETING: "meeting_reminder",
    ReminderThing.SESSION: "session_reminder",
    ReminderThing.NAMES: "date_reminder",
    ReminderThing.DETAILS: "date_reminder",
    ReminderThing.ARRIVAL: "journey_reminder",
    ReminderThing.DEPARTURE: "journey_reminder",
}
AFTERWARDS = {ReminderThing.MEETING: "meeting_over", ReminderThing.SESSION: "session_over"}
EVERY_KIND = {*KINDS.values(), *AFTERWARDS.values()}
CORRECTED = "reminder_corrected"
NEW_TIME = ("meeting_confirmed", "meeting_moved", "session_moved", CORRECTED)
"""What tells its reader of a time; the time itself stands in its facts."""
NO_TIME = ("meeting_cancelled", "meeting_dropped", "meeting_called_off", "session_cancelled", CORRECTED)
"""What tells its reader that something will not be."""
NUMBERS = "SELECT nextval(pg_get_serial_sequence('scheduling_reminder', 'id')) FROM generate_series(1, %s)"


@dataclass(frozen=True)
class Correction:
    """``was_at``: the time that its reader was told last. ``is_off``: there is no other."""

    occasion: Occasion
    seat: Seat
    reader: str
    was_at: datetime
    is_off: bool


def remind(due: Iterable[tuple[Reminder, Want]], *, now: datetime) -> int:
    """Queue one mail for each; the reminder's key is its version, so that it cannot leave twice."""
    facts: dict[str, dict] = {}
    pairs = []
    for row, want in due:
        if row.about not in facts:
            facts[row.about] = want.occasion.facts()
        telling = Telling(
            kind_of(row.rule),
            row.about,
            version=row.pk,
            edition=row.rule.edition.slug,
            facts=facts[row.about] | _of_reader(want.seat, row.rule.reader),
            is_short=row.rule.channel == ReminderChannel.SHORT,
        )
        pairs.append((telling, want.seat.to))
    return outbox.queue_each(pairs, now=now)


def kind_of(rule: ReminderRule) -> str:
    """What its mails are."""
    return (AFTERWARDS if rule.moment == ReminderMoment.AFTER_END else KINDS)[ReminderThing(rule.thing)]


def correct(corrections: list[Correction], *, edition: str, now: datetime) -> int:
    """Queue one mail for each. ``edition``: its slug."""
    if not corrections:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, [len(corrections)])
        numbers = [number for (number,) in cursor.fetchall()]
    pairs = []
    for number, one in zip(numbers, corrections, strict=True):
        facts = one.occasion.facts() | _of_reader(one.seat, one.reader)
        facts |= {"thing": one.occasion.thing.value, "was_at": one.was_at.isoformat(), "is_off": one.is_off}
        facts |= {"name": _name(facts)}
        pairs.append(
            (Telling(CORRECTED, one.occasion.about, version=number, edition=edition, facts=facts), one.seat.to)
        )
    return outbox.queue_each(pairs, now=now)


def last_words(rows: list[Reminder], *, since: datetime) -> dict[tuple[str, str], Message]:
    """By thing and address of ``rows`` the last mail since then that named its time, or took it away."""
    abouts, emails = {row.about for row in rows}, {row.email for row in rows}
    mails = Message.objects.filter(about__in=abouts, email__in=emails, kind__in={*NEW_TIME, *NO_TIME})
    mails = mails.filter(created_at__gte=since).exclude(status=MessageStatus.CANCELLED).order_by("created_at", "pk")
    return {(mail.about, mail.email): mail for mail in mails.only("about", "email", "kind", "created_at", "facts")}


def names_time(message: Message, occasion: Occasion) -> bool:
    """Say whether ``message`` told the time at which the thing is now."""
    told = message.facts.get("starts_at"), message.facts.get("ends_at")
    return message.kind in NEW_TIME and told == (_iso(occasion.starts_at), _iso(occasion.ends_at))


def takes_away(message: Message) -> bool:
    """Say whether ``message`` told that the thing will not be."""
    return message.kind in NO_TIME and (message.kind != CORRECTED or message.facts.get("is_off", False))


def _of_reader(seat, reader):
    return {"for_people": list(seat.for_people), "reader": reader}


def _name(facts):
    """What it is called: a title, a person, or for a date nothing."""
    return facts.get("title") or facts.get("person") or ""


def _iso(moment):
    return moment.isoformat() if moment else None
