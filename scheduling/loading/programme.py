"""Sessions in their reported order, with the inferred slots marked as placeholders, and who appeared."""

from django.utils.translation import override

from core.errors import DomainError, InvalidInput
from forum.actions import sessions
from forum.models import Appearance, AppearanceRole, Session, SessionKind, SessionStatus
from forum.slots import Slot
from scheduling.loading.sheet import read

K, R = SessionKind, AppearanceRole
KINDS = {
    "pre-event briefing": K.BRIEFING,
    "pre-event coordination": K.BRIEFING,
    "press conference": K.BRIEFING,
    "inaugural plenary": K.PLENARY,
    "closing plenary": K.PLENARY,
    "ministerial panel": K.PANEL,
    "panel": K.PANEL,
    "keynote": K.KEYNOTE,
    "address": K.KEYNOTE,
    "launch ceremony": K.CEREMONY,
    "company presentation": K.OTHER,
    "MoU signing": K.SIGNING,
    "MoU signing (sideline)": K.SIGNING,
    "media": K.BRIEFING,
    "exhibition": K.EXHIBITION,
    "dinner": K.RECEPTION,
    "technical session": K.TECHNICAL,
    "post-event review": K.BRIEFING,
}
PARTS = {
    "speaker": R.SPEAKER,
    "chair": R.CHAIR,
    "moderator": R.MODERATOR,
    "panellist": R.PANELLIST,
    "witness": R.GUEST_OF_HONOUR,
    "chief guest": R.GUEST_OF_HONOUR,
    "guest of honour": R.GUEST_OF_HONOUR,
}
SLOT_COLUMNS = {"starts_at": "slot_start_inferred", "ends_at": "slot_end_inferred"}
COLUMNS = {"edition", "date", "seq", "slot_start_inferred", "slot_end_inferred", "title", "type", "venue", "hall"}
COLUMNS |= {"description", "source_url", "certainty", "note"}
SPEAKER_COLUMNS = {"session_id", "edition", "person_id", "role_in_session", "source_url", "certainty", "note"}


def load(job):
    rows = read(
        job.folder / "programme.csv", key="session_id", columns=COLUMNS, edition=job.code, problems=job.problems
    )
    job.report.left_out[str(Session._meta.verbose_name_plural)] = rows.left_out  # noqa: SLF001
    fresh = [(row, _session(job, row)) for row in rows]
    _appearances(job)
    if job.problems:
        return
    for row, session in fresh:
        if session is not None and session.status == SessionStatus.DRAFT:
            _schedule(job, row, session)


def _session(job, row):
    kind = row.one_of("type", KINDS)
    day, starts_at, ends_at = row.date("date"), row.moment("slot_start_inferred"), row.moment("slot_end_inferred")
    if starts_at and ends_at and ends_at <= starts_at:
        row.refuse("slot_end_inferred", "it ends before it starts")
    if day is None:
        row.refuse("date", "is empty")
    if kind is None or day is None:
        return None
    hall = row.text("hall") or ("Exhibition hall" if kind == K.EXHIBITION else "")
    if hall and hall not in job.rooms:
        row.refuse("hall", f"no room is called “{hall}”")
    session = job.report.upsert(
        Session,
        {"edition": job.edition, "external_id": row.text("session_id")},
        {
            "kind": kind,
            "title": row.text("title", required=True, longest=300),
            "abstract": row.text("description"),
            "reported_on": day,
            **row.facts_of_source(),
        },
        first={
            "status": SessionStatus.DRAFT if starts_at else SessionStatus.DONE,
            "place": "" if hall else row.text("venue", longest=200),
        },
    )
    job.sessions[row.text("session_id")] = session
    return session


def _appearances(job):
    rows = read(
        job.folder / "speakers.csv", key="row_id", columns=SPEAKER_COLUMNS, edition=job.code, problems=job.problems
    )
    job.report.left_out[str(Appearance._meta.verbose_name_plural)] = rows.left_out  # noqa: SLF001
    for row in rows:
        session, person = job.sessions.get(row.text("session_id")), job.persons.get(row.text("person_id"))
        part = row.one_of("role_in_session", PARTS)
        if session is None:
            row.refuse("session_id", f"no session is called “{row.text('session_id')}”")
        if person is None:
            row.refuse("person_id", f"no person is called “{row.text('person_id')}”")
        if session is None or person is None or part is None:
            continue
        job.report.upsert(
            Appearance,
            {"session": session, "external_id": row.text("row_id")},
            {"person": person, "role": part, "position": row.line, **row.facts_of_source()},
        )


def _schedule(job, row, session):
    """Claim the slot like everything else does; a clash inside the inferred slots is told, never forced."""
    hall = "Exhibition hall" if session.kind == K.EXHIBITION else row.text("hall")
    slot = Slot(
        row.moment("slot_start_inferred"),
        row.moment("slot_end_inferred"),
        room=job.rooms.get(hall),
        place=session.place,
        is_time_placeholder=True,
    )
    try:
        with override("en"):
            sessions.schedule(session, slot, by=None, now=job.now)
    except InvalidInput as refusal:
        row.refuse(SLOT_COLUMNS.get(refusal.field, "hall"), str(refusal))
    except DomainError as refusal:
        job.report.remarks.append(f"{session.external_id} {session.title}: left unscheduled. {refusal}")
