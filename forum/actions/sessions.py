"""The life of a session: drafted, given a time and a room, moved, held, cancelled. A draft claims nobody's time."""

from contextlib import ExitStack
from datetime import date, datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from forum import events, feeds, notices, slots, spans
from forum.editions import require_open
from forum.models import Edition, Session, SessionStatus
from forum.programme import changing
from forum.slots import Slot

NO_TIME = {"starts_at": None, "ends_at": None, "room": None, "place": "", "is_time_placeholder": False}
MOVABLE = (SessionStatus.SCHEDULED, SessionStatus.LIVE)


def draft(edition: Edition, *, by, now: datetime, **facts) -> Session:
    """A new session that claims no time yet. ``facts``: fields of Session that say what it is.

    Raises InvalidInput by field, DomainError when the edition is archived.
    """
    session = Session(edition=edition, **facts)
    _check_facts(session)
    with transaction.atomic():
        require_open(edition)
        session.save()
        transaction.on_commit(partial(feeds.changed, edition))
    return session


def edit(session: Session, *, by, now: datetime, **facts) -> None:
    """Change what the session is, not when or where. Raises InvalidInput by field (more seats than its room has)."""
    with changing(session) as held:
        for name, value in facts.items():
            setattr(held, name, value)
        _check_facts(held)
        if slot := slots.of(held):
            slots.check(held, slot)
        held.save(update_fields=list(facts))


def announce(session: Session, *, on: date, by, now: datetime) -> None:
    """Put a draft into the public programme with a day and no clock time: it claims nobody's time."""
    with changing(session) as held:
        spans.check_day(held.edition, on, margin=slots.margin(held))
        workflow.move(held, SessionStatus.SCHEDULED, by=by, now=now, reported_on=on)
        events.session("scheduled", held, now=now)


def schedule(session: Session, slot: Slot, *, by, now: datetime) -> None:
    """Give a draft its time: the room and everybody who appears are claimed together, or nothing is.

    Raises InvalidInput (times, room, seats), Taken (who or what is busy, and when next free), IllegalTransition.
    """
    with changing(session) as held:
        slots.check(held, slot)
        workflow.move(held, SessionStatus.SCHEDULED, by=by, now=now)
        slots.take(held, slot)
        events.session("scheduled", held, now=now)


def move(session: Session, slot: Slot, *, by, now: datetime) -> None:
    """Give a scheduled or live session another time or room; the status stays, the version rises, speakers are told.

    Raises as ``schedule`` does.
    """
    rearrange([(session, slot)], by=by, now=now)


def rearrange(plan: list[tuple[Session, Slot]], *, by, now: datetime) -> None:
    """Move several sessions at once, all or none; they may take each other's rooms, times and people."""
    ordered = sorted(plan, key=lambda pair: pair[0].pk)  # one order everywhere, or two plans wait for each other
    with ExitStack() as stack:
        held = [(stack.enter_context(changing(session)), slot) for session, slot in ordered]
        before = [slots.of(session) for session, _slot in held]
        for session, slot in held:
            _require_movable(session)
            slots.check(session, slot)
        slots.change(held)
        for (session, _slot), old in zip(held, before, strict=True):
            _raise_version(session)
            notices.session_moved(session, before=old, now=now)
        events.session("moved", *(session for session, _slot in held), now=now)


def unschedule(session: Session, *, by, now: datetime, reason: str = "") -> None:
    """Take a scheduled session back to the drafts: room and people are free again."""
    with changing(session) as held:
        _back_to_draft(held, by=by, now=now, reason=reason)
        events.session("withdrawn", held, now=now)


def cancel(session: Session, *, by, now: datetime, reason: str = "") -> None:
    """Cancel: room and people are free again, the time stays on record, speakers are told."""
    with changing(session) as held:
        was_announced = held.status != SessionStatus.DRAFT
        workflow.move(held, SessionStatus.CANCELLED, by=by, now=now, reason=reason, version=held.version + 1)
        slots.give_back(held)
        if was_announced:
            notices.session_cancelled(held, reason=reason, now=now)
            events.session("cancelled", held, now=now)


def reopen(session: Session, *, by, now: datetime, reason: str = "") -> None:
    """Bring a cancelled session back as a draft, without its old time."""
    with changing(session) as held:
        _back_to_draft(held, by=by, now=now, reason=reason)


def start(session: Session, *, by, now: datetime) -> None:
    """It has begun."""
    with changing(session) as held:
        workflow.move(held, SessionStatus.LIVE, by=by, now=now)


def finish(session: Session, *, by, now: datetime) -> None:
    """It is over."""
    with changing(session) as held:
        workflow.move(held, SessionStatus.DONE, by=by, now=now)


def _require_movable(session):
    if session.status not in MOVABLE:
        sentence = _("%(session)s is %(status)s; only what is scheduled can be moved.") % {
            "session": session,
            "status": session.get_status_display(),
        }
        raise DomainError(sentence, code="not-scheduled")


def _raise_version(session):
    session.version += 1
    session.save(update_fields=["version"])


def _back_to_draft(session, *, by, now, reason):
    workflow.move(session, SessionStatus.DRAFT, by=by, now=now, reason=reason, version=session.version + 1, **NO_TIME)
    slots.give_back(session)


def _check_facts(session):
    try:
        session.clean_fields(exclude=["edition", "track", "room", "booking"])
    except ValidationError as error:
        field, reasons = next(iter(error.message_dict.items()))
        raise InvalidInput(reasons[0], field=field) from error
    if session.track and session.track.edition_id != session.edition_id:
        raise InvalidInput(_("%(track)s is no track of this edition.") % {"track": session.track}, field="track")
