"""Writes the sessions of an import: works out what differs, then writes it in a few statements."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models

from core import workflow
from forum import events, ledger
from forum.exchange.conflicts import Conflict
from forum.exchange.names import Named
from forum.exchange.schedule import Item
from forum.models import Appearance, AppearanceRole, Booking, BookingPurpose, Edition, Session, SessionStatus

PLACEABLE = (SessionStatus.DRAFT, SessionStatus.SCHEDULED)
"""What an import may move. A session that is on, over or cancelled keeps its time; only its texts are brought up."""

SLOT = ("starts_at", "ends_at", "room")
BATCH = 500


class Writing:
    """`plan` each item, then `write` once. Everything between is in memory."""

    def __init__(self, edition: Edition, named: Named):
        self.edition = edition
        self.named = named
        self.created: list[Session] = []
        self.updated: list[Session] = []
        self.kept: list[str] = []
        self._parts: dict[str, list[Appearance]] = {"new": [], "changed": [], "gone": []}
        self._wanted: list[tuple[ledger.Claim, Session | Appearance]] = []
        self._released: list[Booking] = []
        self._moves: dict[str, list[Session]] = {SessionStatus.SCHEDULED: [], SessionStatus.DRAFT: []}

    def plan(self, item: Item, session: Session | None, conflicts: Sequence[Conflict]) -> None:
        """Work out what has to change for `item`; with `conflicts` it is left, or becomes, a draft without a time."""
        if session is None:
            session = Session(edition=self.edition, external_id=item.key)
            self.created.append(session)
            self._set(session, self._facts(item) | self._slot(item, conflicts))
            self._plan_place(session, item, conflicts)
        elif session.status not in PLACEABLE:
            if self._set(session, self._facts(item)):
                self._touch(session)
            self.kept.append(f"{session.title} ({session.get_status_display()})")
        else:
            changed = self._set(session, self._facts(item) | self._slot(item, conflicts))
            if self._plan_place(session, item, conflicts) or changed:
                self._touch(session)

    def write(self, *, by, now: datetime) -> None:
        """Raises Taken or Stale when somebody else was faster."""
        ledger.release(self._released)
        bookings = ledger.claim_each(self.edition, BookingPurpose.SESSION, [claim for claim, _thing in self._wanted])
        for (_claim, thing), booking in zip(self._wanted, bookings, strict=True):
            thing.booking = booking
        Session.objects.bulk_create(self.created, batch_size=BATCH)
        facts = [*self._fact_names(), *SLOT, "place", "is_time_placeholder", "source_note", "booking", "version"]
        Session.objects.bulk_update(self.updated, facts, batch_size=BATCH)
        Appearance.objects.filter(pk__in=[part.pk for part in self._parts["gone"]]).delete()
        for part in self._parts["new"]:
            part.session = part.session  # its key is known now
        Appearance.objects.bulk_create(self._parts["new"], batch_size=BATCH)
        Appearance.objects.bulk_update(self._parts["changed"], ["role", "position", "booking"], batch_size=BATCH)
        for status, sessions in self._moves.items():
            workflow.move_all(sessions, status, by=by, now=now)
        self._tell(now)

    def _tell(self, now):
        """Of what is new on the programme, taken off it, or changed while it stands there."""
        scheduled, drafts = self._moves[SessionStatus.SCHEDULED], self._moves[SessionStatus.DRAFT]
        stayed = {one.pk for one in self.updated} - {one.pk for one in (*scheduled, *drafts)}
        moved = [one for one in self.updated if one.pk in stayed and one.status == SessionStatus.SCHEDULED]
        for kind, sessions in (("scheduled", scheduled), ("withdrawn", drafts), ("moved", moved)):
            events.session(kind, *sessions, now=now)

    def _facts(self, item: Item) -> dict[str, Any]:
        return {
            "title": item.title,
            "subtitle": item.subtitle,
            "abstract": item.abstract,
            "language": item.language,
            "kind": item.kind,
            "track": self.named.tracks.get(item.track),
            "sources": [item.url] if item.url else [],
        }

    def _fact_names(self):
        return ("title", "subtitle", "abstract", "language", "kind", "track", "sources")

    def _slot(self, item, conflicts):
        if conflicts:
            note = " ".join(str(one) for one in conflicts)
            return dict.fromkeys(SLOT) | {"place": "", "is_time_placeholder": False, "source_note": note}
        room = self.named.rooms.get(item.room)
        slot = {"starts_at": item.starts_at, "ends_at": item.ends_at, "room": room, "is_time_placeholder": False}
        return slot | {"source_note": ""} | ({"place": ""} if room else {})

    def _set(self, session, facts):
        """Put `facts` into `session` and say whether any was another before."""
        changed = False
        for name, value in facts.items():
            column = session._meta.get_field(name).attname  # noqa: SLF001 - Django's public but underscored interface
            plain = value.pk if isinstance(value, models.Model) else value
            if getattr(session, column) != plain:
                setattr(session, name, value)
                changed = True
        return changed

    def _plan_place(self, session, item, conflicts):
        """Claims, parts and the status that `item` asks for. Says whether anything has to change."""
        is_placed = not conflicts
        room = self.named.rooms.get(item.room) if is_placed else None
        changed = self._rebook(session, session.booking, room, item)
        changed |= self._plan_parts(session, item, is_placed=is_placed)
        status = SessionStatus.SCHEDULED if is_placed else SessionStatus.DRAFT
        if session.status != status:
            self._moves[status].append(session)
            changed = True
        return changed

    def _plan_parts(self, session, item, *, is_placed):
        present = {part.person_id: part for part in session.appearances.all()} if session.pk else {}
        changed = False
        for position, speaker in enumerate(item.speakers):
            person = self.named.persons[speaker.key]
            part = present.pop(person.pk, None)
            if part is None:
                part = Appearance(session=session, person=person, role=AppearanceRole.SPEAKER)
                self._parts["new"].append(part)
                self._rebook(part, None, person if is_placed else None, item)
                part.position, part.role = position, speaker.role or part.role
                changed = True
            elif self._keep_part(part, position, speaker.role, person if is_placed else None, item):
                self._parts["changed"].append(part)
                changed = True
        for part in present.values():
            self._rebook(part, part.booking, None, item)
            self._parts["gone"].append(part)
            changed = True
        return changed

    def _keep_part(self, part, position, role, person, item):
        """Bring a part that stays up to date; a role that the file does not tell is not touched."""
        before = part.position, part.role
        part.position, part.role = position, role or part.role
        return self._rebook(part, part.booking, person, item) or before != (part.position, part.role)

    def _rebook(self, thing, booking, resource, item):
        """Release what is not wanted any more and claim what is. Says whether that changes anything."""
        claim = ledger.Claim(resource, item.starts_at, item.ends_at) if resource else None
        if booking and claim and _is_for(booking, claim):
            return False
        if booking:
            self._released.append(booking)
            thing.booking = None
        if claim:
            self._wanted.append((claim, thing))
        return bool(booking or claim)

    def _touch(self, session):
        session.version += 1
        self.updated.append(session)


def _is_for(booking, claim):
    resource = {"person_id": booking.person_id, "room_id": booking.room_id}
    return booking.is_active and booking.span == claim.span and resource == claim.key_of(claim.resource)
