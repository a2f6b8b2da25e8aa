"""An organiser writes a broadcast, tests it, schedules it, holds it, cancels it; the clock lets it leave, once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput, required
from forum.editions import require_open
from forum.models import Edition
from notifications.models import Message, MessageStatus
from scheduling import broadcast_notices
from scheduling.broadcasts import segment
from scheduling.models import Broadcast, BroadcastStatus

SEGMENT = ("reader", "kinds", "categories", "statuses", "day", "session", "room", "language")
LONGEST_SUBJECT, LONGEST_TEXT = 200, 20_000
S = BroadcastStatus
Words = dict[str, dict[str, str]]


def write(edition: Edition, *, words: Words, by, now: datetime, **parts) -> Broadcast:
    """A new draft. ``parts``: of SEGMENT. Raises InvalidInput by field, DomainError when the edition is archived."""
    broadcast = Broadcast(edition=edition, words=checked(words), written_by=by, written_at=now)
    with transaction.atomic():
        require_open(edition)
        _narrow(broadcast, parts)
        broadcast.save()
    return broadcast


def edit(broadcast: Broadcast, *, by, now: datetime, words: Words | None = None, **parts) -> None:
    """Change words or readers of what is not scheduled. Other words are to be tested anew."""
    with transaction.atomic():
        held = _held(broadcast)
        if not held.may_change:
            raise DomainError(_("It is scheduled or gone. Hold it first, then change it."), code="not-changeable")
        _narrow(held, parts)
        held.words = held.words if words is None else checked(words)
        held.save(update_fields=["words", *SEGMENT])
        if held.status == S.TESTED and held.tested_print != held.print_of_words():
            workflow.move(held, S.DRAFT, by=by, now=now, reason="words changed")
    broadcast.refresh_from_db()


def send_test(broadcast: Broadcast, *, by, now: datetime) -> int:
    """Mail the words as they stand, in each of their languages, to ``by``; gives how many mails."""
    with transaction.atomic():
        held = _held(broadcast)
        if not held.may_change:
            raise DomainError(_("It is scheduled or gone. Hold it first, then test it."), code="not-changeable")
        held.tests += 1
        sent = broadcast_notices.try_out(held, by, now=now)
        if not sent:
            raise DomainError(
                _("You have chosen to get no announcements by mail. Choose them again, then test."), code="unwanted"
            )
        held.tested_print = held.print_of_words()
        held.save(update_fields=["tests", "tested_print"])
        if held.status == S.DRAFT:
            workflow.move(held, S.TESTED, by=by, now=now)
    broadcast.refresh_from_db()
    return sent


def schedule(broadcast: Broadcast, *, at: datetime | None, by, now: datetime) -> None:
    """Let it leave at ``at``, or at once without. Refused until the words as they stand were tested."""
    if at is not None and at < now:
        raise InvalidInput(_("This time has passed. Leave it empty to send now."), field="at")
    with transaction.atomic():
        held = _held(broadcast)
        if held.may_change and held.tested_print != held.print_of_words():
            raise DomainError(_("Send a test to yourself first: these words were not tested yet."), code="not-tested")
        workflow.move(held, S.SCHEDULED, by=by, now=now, leaves_at=at or now)
    broadcast.refresh_from_db()


def hold(broadcast: Broadcast, *, by, now: datetime) -> None:
    """Take it off the clock; it stays tested, and can be changed and scheduled again."""
    with transaction.atomic():
        workflow.move(_held(broadcast), S.TESTED, by=by, now=now, reason="held", leaves_at=None)
    broadcast.refresh_from_db()


def cancel(broadcast: Broadcast, *, by, now: datetime) -> None:
    """It never leaves. Refused once it is leaving."""
    with transaction.atomic():
        workflow.move(_held(broadcast), S.CANCELLED, by=by, now=now)
    broadcast.refresh_from_db()


def leave_due(*, now: datetime) -> int:
    """Let everything that is due leave, each in one transaction; gives how many. Two at once take one each."""
    left = 0
    for key in Broadcast.objects.due(now).values_list("pk", flat=True):
        with transaction.atomic():
            due = Broadcast.objects.due(now).select_for_update(skip_locked=True, of=("self",))
            broadcast = due.select_related("edition").filter(pk=key).first()
            if broadcast:
                _leave(broadcast, now)
                left += 1
    return left


def settle(*, now: datetime) -> int:
    """Call those sent of which nothing waits in the outbox any more; gives how many."""
    waiting = Message.objects.filter(
        kind=broadcast_notices.KIND, status__in=[MessageStatus.QUEUED, MessageStatus.SENDING]
    )
    busy = set(waiting.values_list("about", flat=True).distinct())
    over = [one for one in Broadcast.objects.filter(status=S.SENDING) if one.about not in busy]
    for broadcast in over:
        with transaction.atomic():
            still = Broadcast.objects.select_for_update(skip_locked=True).filter(pk=broadcast.pk, status=S.SENDING)
            if still.exists():
                workflow.move(broadcast, S.SENT, by=None, now=now)
    return len(over)


def checked(words: Words) -> Words:
    """``words`` without the space around them and without languages that say nothing. Raises InvalidInput, the field
    named as in ``subject_en``: English must be whole, another language whole or empty."""
    whole = {}
    for language, _name in settings.NOTICE_LANGUAGES:
        given = {name: (words.get(language, {}).get(name) or "").strip() for name in ("subject", "text")}
        if language == "en" or any(given.values()):
            whole[language] = _whole(language, given)
    return whole


def _whole(language, given):
    subject = required(given["subject"], _("Say what it is about."), field=f"subject_{language}")
    text = required(given["text"], _("Write the text."), field=f"text_{language}")
    if len(subject) > LONGEST_SUBJECT or "\n" in subject:
        raise InvalidInput(_("A subject is one line of at most 200 characters."), field=f"subject_{language}")
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(_("A text has at most 20,000 characters."), field=f"text_{language}")
    return {"subject": subject, "text": text}


def _leave(broadcast, now):
    found = segment.of(broadcast)
    workflow.move(broadcast, S.SENDING, by=None, now=now, people=len(found.people))
    broadcast_notices.announce(broadcast, found.people, now=now)


def _held(broadcast):
    held = Broadcast.objects.select_for_update(of=("self",)).select_related("edition").get(pk=broadcast.pk)
    require_open(held.edition)
    return held


def _narrow(broadcast, parts):
    for name in SEGMENT:
        setattr(broadcast, name, parts.get(name, getattr(broadcast, name)))
    if broadcast.session and broadcast.session.edition_id != broadcast.edition_id:
        raise InvalidInput(_("The session belongs to another edition."), field="session")
    if broadcast.room and broadcast.room.venue.edition_id != broadcast.edition_id:
        raise InvalidInput(_("The room belongs to another edition."), field="room")
