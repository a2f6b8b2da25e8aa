"""Two missions, a host, the whole secretariat, and one of everything that has an address."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from core.encryption import fingerprint
from delegations import issuing, rights
from delegations.actions import badge_keys, guest_lists, letters
from delegations.models import (
    Agency,
    AgencyMember,
    Application,
    Attachment,
    AttachmentKind,
    Clearance,
    ClearanceFile,
    Delegate,
    DelegateStatus,
    Delegation,
    DelegationStatus,
    ErasureRequest,
    FocalPoint,
    GroupCode,
    GuestList,
    LateChange,
    LetterHead,
    LetterTerms,
    ListUpload,
    WaitingEntry,
)
from delegations.spreadsheets.sheet import Row, Sheet
from forum import slots as session_slots
from forum.actions import sessions, speakers
from forum.models import Edition, Exhibitor, Opportunity, Person, Role, Room, Session, TeamMember, Track, Venue
from scheduling.actions import answers, calendars, placing, reminder_plans, requests
from scheduling.actions.requests import Side
from scheduling.models import Commitment, CommitmentStage, Confidentiality, Meeting, PartySide, TimeProposal
from scheduling.slots import Slot

NOW = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)
NAMED = "Secretly-Named"
"""Stands in the name of mission A's people, who are nobody's business but its own, the desks' and their partners'."""
UNSAID = "Secret-Talk"
"""Stands, with the level of confidentiality, in the subjects of mission A's meetings."""


@dataclass
class Stage:
    """``actors``: who asks, by name; None is nobody. ``things``: what is asked for, by the word before it in a path.

    ``meetings``: placed meetings with the host by confidentiality; the open one is mission B's, the others are A's.
    """

    edition: Any
    actors: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)


def build() -> Stage:
    stage = Stage(_edition())
    stage.actors["nobody"] = None
    stage.actors["stranger"] = User.objects.create_user("stranger@majlis.example", name="Sample Stranger")
    missions = {letter: _mission(stage, letter) for letter in "ABH"}
    for role in Role:
        stage.actors[role.value] = user = User.objects.create_user(f"{role}@majlis.example", name=f"Sample {role}")
        TeamMember.objects.create(edition=stage.edition, user=user, role=role)
    _badge(stage, missions["A"])
    _agency(stage, missions["H"])
    _application(stage)
    _letter(stage, missions["A"])
    _programme(stage)
    _meetings(stage, missions["A"], missions["H"])
    _open_meeting(stage, missions["B"], missions["H"])
    reminder_plans.plan(stage.edition, now=NOW)
    reader = stage.actors["delegate A"]
    stage.things["erasure-requests"] = _erasure(stage, missions["A"])
    stage.things["calendars"] = calendars.make(stage.edition, scope="personal", by=reader, now=NOW)
    return stage


def _edition():
    return Edition.objects.create(
        slug="pmif25",
        name="Sample Forum",
        short_name="PMIF25",
        starts_on=dt.date(2025, 4, 8),
        ends_on=dt.date(2025, 4, 9),
        contact_email="forum@majlis.example",
    )


def _mission(stage, letter):
    """A delegation with its focal point and two delegates; mission A's first one may sign in."""
    name, kind = ("Sample Host Ministry", "host") if letter == "H" else (f"Sample Mission {letter}", "state")
    status = DelegationStatus.REGISTERING
    made = Delegation.objects.create(edition=stage.edition, name=name, kind=kind, country="TR", status=status)
    focal = User.objects.create_user(f"focal.{letter.lower()}@mission.example", name=f"Sample Focal {letter}")
    FocalPoint.objects.create(delegation=made, user=focal, is_primary=True)
    stage.actors[f"focal {letter}"] = focal
    for number in "12":
        one = Person.objects.create(
            name=f"Sample {letter}{number}" + f" {NAMED}" * (letter == "A"),
            native_name=f"نمونہ {letter}{number}",
            position="Director",
            organisation="Sample House",
            country="TR",
            email=f"person{number}.{letter.lower()}@mission.example",
        )
        row = {"edition": stage.edition, "delegation": made, "person": one, "submitted_at": NOW}
        Delegate.objects.create(status=DelegateStatus.APPROVED if letter == "H" else DelegateStatus.SUBMITTED, **row)
    if letter == "A":
        first, second = made.delegates.order_by("pk")
        stage.actors["delegate A"] = User.objects.create_user(first.person.email, name="Sample Delegate A")
        Person.objects.filter(pk=first.person.pk).update(user=stage.actors["delegate A"])
        facts = {"name": f"Sample A9 {NAMED}", "country": "TR"}
        entry = WaitingEntry.objects.create(delegation=made, facts=facts, joined_at=NOW)
        late = LateChange.objects.create(delegation=made, kind="name", facts=facts, asked_at=NOW)
        stage.things |= {"delegations": made, "delegates": second, "waiting": entry, "late": late, "late-changes": late}
        stage.things["lists"] = _list(made, focal)
        backup = User.objects.create_user("backup.a@mission.example", name="Sample Backup A")
        stage.things["focal-points"] = FocalPoint.objects.create(delegation=made, user=backup)
        stage.things["notes"] = _note(made, focal)
        stage.things["codes"] = stage.things["group-codes"] = code = _group_code(made, focal)
        stage.things["join"] = SimpleNamespace(slug=code.code)
    return made


def _badge(stage, mission):
    """A badge of mission A's first delegate, as if the accreditation were decided."""
    badge_keys.make_first(stage.edition, by=None, now=NOW)
    order = issuing.Order(
        "delegate", 0, (), *rights.validity(stage.edition), delegate=mission.delegates.order_by("pk")[0]
    )
    stage.things["badges"] = issuing.make(stage.edition, [order], now=NOW)[0]


def _erasure(stage, mission):
    """Mission A's second delegate, who has no account, has written a letter."""
    person = mission.delegates.order_by("pk")[1].person
    facts = {"identity": "A letter", "asked_at": NOW, "due_on": NOW.date()}
    return ErasureRequest.objects.create(edition=stage.edition, person=person, **facts)


def _letter(stage, mission):
    """An invitation of mission A's first delegate."""
    terms = LetterTerms.objects.create(edition=stage.edition)
    LetterHead.objects.create(terms=terms, language="en", office="Sample Office", signatory="Sample Signatory")
    guest, said = mission.delegates.order_by("pk")[0], {"by": stage.actors["organiser"], "now": NOW}
    stage.things["letters"] = letters.issue(guest, kind="person", language="en", **said)


def _agency(stage, mission):
    """An agency that is asked about somebody of the host, and whose member sees nothing else of the edition."""
    agency = Agency.objects.create(edition=stage.edition, name="Sample Agency")
    stage.actors["agency"] = user = User.objects.create_user("agency@majlis.example", name="Sample Officer")
    AgencyMember.objects.create(agency=agency, user=user)
    due = {"asked_at": NOW, "due_at": NOW + dt.timedelta(days=3)}
    asked = Clearance.objects.create(agency=agency, delegate=mission.delegates.order_by("pk")[0], **due)
    kept = ClearanceFile(clearance=asked, name="note.pdf", content_type="application/pdf", added_at=NOW)
    kept.file.save("note.pdf", ContentFile(b"%PDF-1.7 sample %%EOF"))
    stage.things |= {"agencies": agency, "names": asked, "clearances": asked, "files": kept}
    stage.things["guest-lists"] = _guest_list(stage, agency, mission)


def _guest_list(stage, agency, mission):
    """A version of a list of the host's people, which goes to the agency."""
    day = stage.edition.starts_on
    made = GuestList.objects.create(edition=stage.edition, title="Sample list", day=day, agency=agency)
    made.delegations.add(mission)
    return guest_lists.freeze(made, by=stage.actors["protocol"], now=NOW)


def _list(delegation, focal):
    """A list of one new person, uploaded and not registered."""
    rows = [Row(2, {"name": f"Sample {NAMED}", "position": "Envoy", "organisation": "House", "country": "TR"})]
    content = Sheet(["name", "position", "organisation", "country"], rows).to_json()
    kept_until = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    facts = {"name": "list.csv", "content": content, "kept_until": kept_until}
    return ListUpload.objects.create(delegation=delegation, owner=focal, **facts)


def _application(stage):
    """A company that applies and has not confirmed its address yet; whoever has its link reads it."""
    facts = {"kind": "company", "name": "Sample Mining", "country": "TR", "sector": "Exploration"}
    facts |= {"places_wanted": 2, "purpose": "Copper", "contact_name": "Sample Contact", "applied_at": NOW}
    made = Application(edition=stage.edition, email="contact@company.example", **facts)
    made.secret_print = fingerprint(made.secret)
    made.save()
    stage.things["apply"] = SimpleNamespace(slug=made.secret)


def _group_code(delegation, focal):
    expires_at = dt.datetime.now(dt.UTC) + dt.timedelta(days=1)
    terms = {"code": "samplecode", "code_print": fingerprint("samplecode"), "most_uses": 5, "expires_at": expires_at}
    return GroupCode.objects.create(delegation=delegation, category="delegate", made_by=focal, made_at=NOW, **terms)


def _note(delegation, focal):
    kept = Attachment(delegation=delegation, kind=AttachmentKind.NOTE_VERBALE, name="note.pdf", added_by=focal)
    kept.content_type, kept.added_at = "application/pdf", NOW
    kept.file.save("note.pdf", ContentFile(b"%PDF-1.7 sample %%EOF"))
    return kept


def _programme(stage):
    edition, said = stage.edition, {"by": stage.actors["organiser"], "now": NOW}
    venue = Venue.objects.create(edition=edition, name="Sample Centre", is_main=True)
    room = Room.objects.create(venue=venue, name="Sample Hall", capacity=100)
    track = Track.objects.create(edition=edition, name="Sample track", slug="sample")
    shown = sessions.draft(edition, title="Sample Opening", track=track, **said)
    speaker = Person.objects.create(name="Sample Speaker", country="PK")
    speakers.add(shown, speaker, role="speaker", **said)
    sessions.schedule(shown, session_slots.Slot(at(4), at(5), room), **said)
    draft = Session.objects.create(edition=edition, title=f"{UNSAID}: draft")
    offer = Opportunity.objects.create(edition=edition, name="Sample Copper", minerals=["copper"])
    Exhibitor.objects.create(edition=edition, organisation="Sample House", country="PK", room=room)
    Commitment.objects.create(edition=edition, subject=f"{UNSAID}: memorandum", stage=CommitmentStage.NEGOTIATING)
    stage.things |= {"sessions": shown, "programme": shown, "draft": draft, "speakers": speaker, "persons": speaker}
    stage.things |= {"opportunities": offer, "rooms": room, "venues": venue, "tracks": track}


def _meetings(stage, mission, host):
    desk, focal = stage.actors["organiser"], stage.actors["focal A"]
    table = Room.objects.create(venue=stage.things["venues"], name="Sample Table", kind="table", capacity=10)
    guests, hosts = ([one.person for one in side.delegates.order_by("pk")] for side in (mission, host))
    levels = [level for level in Confidentiality.values if level != Confidentiality.OPEN]
    for hour, level in enumerate(levels, start=6):
        stage.meetings[level] = _ask(stage, Side(mission, guests), Side(host, hosts), level)
        _place(stage.meetings[level], Slot(at(hour), at(hour, 30), table), by=desk)
    asked = _ask(stage, Side(mission, guests[:1]), Side(host, hosts[:1]), "participants")
    offer = TimeProposal.objects.create(
        meeting=asked,
        party=asked.parties.get(side=PartySide.GUEST),
        starts_at=at(12),
        ends_at=at(12, 30),
        proposed_by=focal,
        proposed_at=NOW,
    )
    seat = asked.attendees.get(party__side=PartySide.GUEST)
    stage.things |= {"meetings": asked, "parties": seat.party, "attendees": seat, "proposals": offer}


def _open_meeting(stage, mission, host):
    guest, other = (Side(side, [side.delegates.order_by("pk")[0].person]) for side in (mission, host))
    stage.meetings["open"] = _ask(stage, guest, other, "open", by="focal B")
    slot = Slot(at(10), at(10, 30), place="Sample Ministry")
    _place(stage.meetings["open"], slot, by=stage.actors["organiser"])


def _place(meeting, slot, *, by):
    answers.accept(meeting.parties.get(side=PartySide.HOST), by=by, now=NOW)
    meeting.refresh_from_db()
    placing.place(meeting, slot, by=by, now=NOW)


def _ask(stage, guest, host, level, *, by="focal A"):
    facts = {"subject": f"{UNSAID}: {level}", "topics": f"{UNSAID}: {level}", "confidentiality": level}
    by = stage.actors[by]
    return requests.request(stage.edition, guest=guest, hosts=[host], by=by, now=NOW, **facts)


def at(hour, minute=0):
    return dt.datetime(2025, 4, 8, hour, minute, tzinfo=dt.UTC)
