"""Telling people once of what changes several times: messages of one bundle that wait for one reader become one.

A change is told after a pause of minutes (its ``due_at``), and what else has changed for its reader by then goes along:
of one thing only the last telling, and nothing of what came and went before anybody heard of it. One process at a time
gathers, in one transaction, before anything of a bundle can be claimed for delivery: nobody is told twice, and a killed
process leaves everything as it was.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from core import turns, workflow
from core.fields import new_public_id
from core.turns import Turn
from notifications.models import Message, MessageStatus

MOST_READERS = 500  # in one transaction
OVERTAKEN = "Overtaken by a later change before it left."
CAME_AND_WENT = "Taken back before it left."


@dataclass(frozen=True)
class Bundle:
    """``name``: as in ``Telling.bundle``. ``together``: the kind that tells several of its kinds at once; its template
    sees them as ``changes``, each with its ``kind`` and its facts, and as ``url`` what ``page`` makes of an edition's
    slug.

    ``anew``: as which kind a change is told to whoever has not heard of the thing yet (moved: confirmed).
    ``ends``: the kinds that take back; to whoever has not heard of the thing they are not told at all.
    """

    name: str
    together: str
    page: Callable[[str], str]
    kinds: frozenset[str]
    anew: Mapping[str, str] = field(default_factory=dict)
    ends: frozenset[str] = frozenset()


_bundles: dict[str, Bundle] = {}


def register(bundle: Bundle) -> Bundle:
    """Make the bundle known; the room that tells its kinds does."""
    _bundles[bundle.name] = bundle
    return bundle


def known() -> list[Bundle]:
    """Every bundle that some room has registered."""
    return list(_bundles.values())


def gather(*, now: datetime) -> int:
    """Put together what is due; gives how many messages it settled. Nothing where another process is at it."""
    ready = 0
    while found := _some(now):
        ready += found
    return ready


@dataclass
class _Outcome:
    """What becomes of the messages of some readers."""

    overtaken: list = field(default_factory=list)
    taken_back: list = field(default_factory=list)
    alone: list = field(default_factory=list)
    together: list = field(default_factory=list)


def _some(now):
    with transaction.atomic():
        if not turns.is_free(Turn.GATHERING):
            return 0
        outcome = _Outcome()
        for messages, heard_of in _readers(now):
            _settle(messages, heard_of, outcome)
        return _write(outcome, now)


def _readers(now):
    """For each reader of whom something is due: all that waits of the bundle, and the things heard of before."""
    waiting = Message.objects.free_to_leave().exclude(bundle="")
    due = waiting.filter(attempt_at__lte=now).order_by("attempt_at").values_list("email", flat=True)[:MOST_READERS]
    rows = list(waiting.filter(email__in=list(due)).select_for_update(of=("self",)).order_by("version", "pk"))
    readers: dict = {}
    for message in rows:
        readers.setdefault(_reader(message), []).append(message)
    is_due = {_reader(message) for message in rows if message.attempt_at <= now}
    heard_of = _heard_of(rows)
    return [(messages, heard_of) for reader, messages in readers.items() if reader in is_due]


def _reader(message):
    return message.email, message.way_id, message.edition, message.bundle


def _heard_of(rows):
    """The pairs of address, way and thing of which something has left, or is about to, outside of ``rows``."""
    bundles = [_bundles[name] for name in {row.bundle for row in rows} if name in _bundles]
    kinds = {kind for bundle in bundles for kind in bundle.kinds}
    told = Message.objects.filter(email__in={row.email for row in rows}, about__in={row.about for row in rows})
    told = told.filter(kind__in=kinds).exclude(pk__in=[row.pk for row in rows])
    told = told.exclude(status__in=[MessageStatus.CANCELLED, MessageStatus.FAILED])
    return set(told.values_list("email", "way_id", "about"))


def _settle(messages, heard_of, outcome):
    bundle = _bundles.get(messages[0].bundle)
    if bundle is None:
        outcome.alone += messages
        return
    last = {message.about: message for message in messages}
    outcome.overtaken += [message for message in messages if last[message.about] is not message]
    left = []
    for message in last.values():
        if (message.email, message.way_id, message.about) in heard_of:
            left.append(message)
        elif message.kind in bundle.ends:
            outcome.taken_back.append(message)
        else:
            message.kind = bundle.anew.get(message.kind, message.kind)
            left.append(message)
    if len(left) == 1:
        outcome.alone += left
    elif left:
        outcome.together.append((bundle, left))


def _write(outcome, now):
    _cancel(outcome.overtaken, OVERTAKEN)
    _cancel(outcome.taken_back, CAME_AND_WENT)
    for message in outcome.alone:
        message.bundle = ""
    Message.objects.bulk_update(outcome.alone, ["bundle", "kind"])
    made = Message.objects.bulk_create([_together(bundle, messages, now) for bundle, messages in outcome.together])
    for one, (_bundle, messages) in zip(made, outcome.together, strict=True):
        for message in messages:
            message.told_in = one
    told = [message for _bundle, messages in outcome.together for message in messages]
    Message.objects.bulk_update(told, ["told_in"], batch_size=1000)
    workflow.swap(_rows(told), MessageStatus.QUEUED, MessageStatus.TOLD_WITH_OTHERS)
    return len(outcome.alone) + len(made) + len(outcome.overtaken) + len(outcome.taken_back)


def _cancel(messages: Iterable[Message], words: str) -> None:
    workflow.swap(_rows(messages), MessageStatus.QUEUED, MessageStatus.CANCELLED, last_error=words)


def _rows(messages):
    return Message.objects.filter(pk__in=[message.pk for message in messages])


def _together(bundle, messages, now):
    """One message that tells all of ``messages``. Its key is the first of them, which can be told in one only."""
    messages = sorted(messages, key=lambda one: (one.facts.get("starts_at") or "", one.pk))
    newest = max(messages, key=lambda one: one.pk)
    return Message(
        public_id=new_public_id(),
        kind=bundle.together,
        about=f"together:{min(one.public_id for one in messages)}",
        edition=newest.edition,
        recipient_id=newest.recipient_id,
        email=newest.email,
        channel=newest.channel,
        way_id=newest.way_id,
        name=newest.name,
        language=newest.language,
        timezone=newest.timezone,
        facts={
            "edition": newest.facts.get("edition", {}),
            "url": bundle.page(newest.edition),
            "changes": [{"kind": one.kind, **one.facts} for one in messages],
        },
        foreword="\n\n".join(dict.fromkeys(one.foreword for one in messages if one.foreword)),
        calendar="\r\n".join(one.calendar.strip() for one in messages if one.calendar),
        created_at=now,
        due_at=now,
        attempt_at=now,
    )
