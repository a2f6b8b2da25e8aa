"""Reported meetings: the day, the sides, the outcome. No clock time was published: none is set, nothing is claimed."""

from scheduling.loading.sheet import read
from scheduling.models import Answer, Attendee, Confidentiality, Meeting, MeetingLevel, MeetingStatus, Party, PartySide

L = MeetingLevel
LEVELS = {
    "call": L.CALL,
    "courtesy call on PM": L.CALL,
    "call on PM": L.CALL,
    "call on PM (delegation of 9)": L.CALL,
    "bilateral": L.G2G,
    "bilateral (agency)": L.G2G,
    "business round table": L.B2G,
    "B2B discussions": L.B2B,
    "B2B bilateral": L.B2B,
    "internal review": None,
}
COLUMNS = {"edition", "date", "date_certainty", "side_a_lead", "side_a_org", "side_b_lead", "side_b_org"}
COLUMNS |= {"attendees_known", "format", "place", "topics", "outcome", "source_url", "certainty", "note"}
UNREPORTED = {"not reported", "not reported separately"}


def load(job):
    rows = read(job.folder / "meetings.csv", key="meeting_id", columns=COLUMNS, edition=job.code, problems=job.problems)
    kind = str(Meeting._meta.verbose_name_plural)  # noqa: SLF001
    job.report.left_out[kind] = rows.left_out
    for row in rows:
        level = row.one_of("format", LEVELS)
        if level is None:
            job.report.left_out[kind] += row.text("format") in LEVELS
            continue
        _meeting(job, row, level)


def _meeting(job, row, level):
    meeting = job.report.upsert(
        Meeting,
        {"edition": job.edition, "external_id": row.text("meeting_id")},
        {
            "level": level,
            "subject": f"{_side(row, 'a')} – {_side(row, 'b')}"[:300],
            "topics": _known(row.text("topics")),
            "place": _known(row.text("place")),
            "reported_on": row.date("date"),
            "outcome": _known(row.text("outcome")),
            **row.facts_of_source(),
            "source_note": _note(job, row),
        },
        first={"status": MeetingStatus.HELD, "confidentiality": Confidentiality.OPEN},
    )
    leads = [
        (name, side) for letter, side in (("a", PartySide.HOST), ("b", PartySide.GUEST)) for name in _leads(row, letter)
    ]
    for name, side in leads:
        _attend(job, meeting, name, side, is_lead=True)
    for name in row.parts("attendees_known"):
        _attend(job, meeting, name, None, is_lead=False)


def _attend(job, meeting, name, side, *, is_lead):
    """Seat a person whom the sheets know with the person's delegation; others stay named in the note."""
    person = job.persons_by_name.get(name)
    delegate = person and person.delegates.filter(edition=job.edition).select_related("delegation").first()
    if delegate is None:
        return
    party, _made = Party.objects.get_or_create(
        meeting=meeting,
        delegation=delegate.delegation,
        defaults={"side": side or _side_of(meeting, delegate.delegation), "answer": Answer.ACCEPTED},
    )
    is_lead = is_lead and not party.attendees.filter(is_lead=True).exclude(person=person).exists()
    job.report.upsert(Attendee, {"meeting": meeting, "person": person}, {"party": party, "is_lead": is_lead})


def _side_of(meeting, delegation):
    """A further delegation sits with the host's side when it is of the host's country."""
    return PartySide.HOST if delegation.country == meeting.edition.country else PartySide.GUEST


def _leads(row, letter):
    return row.parts(f"side_{letter}_lead")


def _side(row, letter):
    lead, organisation = row.text(f"side_{letter}_lead"), row.text(f"side_{letter}_org")
    return organisation if lead.startswith("(") or not lead else f"{lead} ({organisation})"


def _known(text):
    return "" if text in UNREPORTED else text


def _note(job, row):
    """The note of the source, how sure the day is, and who came without being in the sheets."""
    unknown = [name for name in row.parts("attendees_known") if name not in job.persons_by_name]
    parts = [row.text("note")]
    if row.text("date_certainty"):
        parts.append(f"Day: {row.text('date_certainty')}.")
    if unknown:
        parts.append(f"Also reported there: {'; '.join(unknown)}.")
    return " ".join(part for part in parts if part)
