"""Whether one delegation may ask others for a meeting: every cause that stands against it, at once.

The one place of these rules: the action refuses by them, and portal, panel and API say them before anybody writes.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from core.listing import listed
from delegations.models import Delegate, Delegation
from forum.models import Edition, Person
from scheduling.models import AnsweredBy, AskingRule, Meeting, MeetingLevel, MeetingStatus, PartySide, RequestTerms
from scheduling.models.meeting import PLACED

PENDING = (MeetingStatus.REQUESTED, MeetingStatus.CLEARING)
AGREED = (MeetingStatus.ACCEPTED, *PLACED, MeetingStatus.HELD)


@dataclass(frozen=True)
class Cause:
    """Why not. ``field``: the input at fault, as the API calls it; "" where no input would help."""

    code: str
    sentence: str
    field: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked. Persons and length may be left out while they are not chosen; what rests on them is not said."""

    edition: Edition
    level: str
    guest: Delegation
    hosts: tuple[Delegation, ...]
    people: tuple[Person, ...] = ()
    host_people: tuple[Person, ...] = ()
    length_minutes: int | None = None


def causes(question: Question) -> list[Cause]:
    """All that stands against the question, the most lasting cause first; empty when it may be asked."""
    terms = terms_of(question.edition, question.level)
    found = [*_by_rules(question), *_by_length(question, terms), *_by_organisation(question, terms)]
    return [*found, *_by_meetings_before(question, terms), *_by_quotas(question.guest, terms)]


def require(question: Question) -> None:
    """Raise DomainError with every cause; its ``facts["causes"]`` carry them one by one."""
    refuse(causes(question))


def refuse(found: list[Cause]) -> None:
    """Raise DomainError that says all of ``found``, if there are any."""
    if found:
        code = found[0].code if len(found) == 1 else "cannot-ask"
        told = " ".join(cause.sentence for cause in found)
        raise DomainError(told, code=code, facts={"causes": [asdict(cause) for cause in found]})


def closed_levels(edition: Edition, guest: Delegation, host: Delegation) -> dict[str, list[Cause]]:
    """The kinds of meeting that ``guest`` cannot ask ``host`` for now, each with every cause."""
    found = {level: causes(Question(edition, level, guest, (host,))) for level in MeetingLevel.values}
    return {level: why for level, why in found.items() if why}


def lengths_of(edition: Edition) -> list[int]:
    """The lengths that any kind of meeting may have; empty where one may have every length."""
    rows = list(RequestTerms.objects.filter(edition=edition))
    if not rows or any(not row.lengths for row in rows):
        return []
    return sorted({length for row in rows for length in row.lengths})


def terms_of(edition: Edition, level: str) -> RequestTerms:
    """The terms of this kind of meeting, else those of every other kind, else unwritten ones that limit nothing."""
    rows = RequestTerms.objects.filter(edition=edition, level__in=["", level]).order_by("-level")
    return next(iter(rows), RequestTerms(edition=edition))


def write_terms(meeting: Meeting, *, now: datetime) -> None:
    """Write on an unsaved meeting who clears and answers it, and until when: later terms do not change it."""
    terms = terms_of(meeting.edition, meeting.level)
    meeting.is_answered_by_desk = terms.answered_by == AnsweredBy.DESK
    is_call = meeting.level == MeetingLevel.CALL and not terms.level
    meeting.is_cleared = not (terms.needs_clearing or is_call)
    meeting.answer_due_at = due_at(meeting, now=now) if meeting.is_cleared else None


def due_at(meeting: Meeting, *, now: datetime) -> datetime | None:
    """Until when a side that is asked at ``now`` has to answer; None where it has all the time."""
    hours = terms_of(meeting.edition, meeting.level).answer_hours
    return now + timedelta(hours=hours) if hours else None


def prolong(meeting: Meeting, *, now: datetime) -> None:
    """Whoever is offered another time has the whole time to answer."""
    hours = terms_of(meeting.edition, meeting.level).answer_hours
    if meeting.answer_due_at and hours:
        meeting.answer_due_at = max(meeting.answer_due_at, now + timedelta(hours=hours))
        meeting.save(update_fields=["answer_due_at"])


@contextmanager
def counting(delegations: Iterable[Delegation] | QuerySet) -> Iterator[None]:
    """One at a time for each of ``delegations``, to the end of the transaction: what is counted meanwhile holds.

    Opened before a meeting is locked, never after: in this order two writers cannot wait for each other.
    """
    with transaction.atomic():
        rows = Delegation.objects.filter(pk__in=[one.pk for one in delegations])
        list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk"))
        yield


@contextmanager
def counting_sides(meeting: Meeting) -> Iterator[None]:
    """As ``counting``, for the sides of a meeting."""
    with counting(Delegation.objects.filter(parties__meeting=meeting)):
        yield


def require_agreeable(meeting: Meeting) -> None:
    """Raise DomainError when whoever asked has had all the meetings that it may have."""
    terms = terms_of(meeting.edition, meeting.level)
    guests = meeting.parties.filter(side=PartySide.GUEST).select_related("delegation")
    refuse([cause for party in guests for cause in _by_agreed(party.delegation, terms)])


def _by_rules(question):
    rows = AskingRule.objects.filter(edition=question.edition, level__in=["", question.level])
    rules = list(rows.order_by("place", "pk"))
    guests = _categories(question.edition, question.people) if rules else set()
    hosts = _categories(question.edition, question.host_people) if rules else set()
    for host in question.hosts:
        rule = next((one for one in rules if _fits(one, question.guest, guests, host, hosts)), None)
        if rule is not None and not rule.is_allowed:
            yield Cause("not-askable", rule.spoken_reason, "hosts")


def _fits(rule, guest, guest_categories, host, host_categories):
    said = [
        (rule.guest_kind, {guest.kind}),
        (rule.guest_country.code, {guest.country.code}),
        (rule.guest_category, guest_categories),
        (rule.host_kind, {host.kind}),
        (rule.host_country.code, {host.country.code}),
        (rule.host_category, host_categories),
    ]
    return all(not wanted or wanted in there for wanted, there in said)


def _categories(edition, people):
    rows = Delegate.objects.in_the_count().filter(edition=edition, person__in=people)
    return set(rows.values_list("category", flat=True)) if people else set()


def _by_length(question, terms):
    if question.length_minutes and terms.lengths and question.length_minutes not in terms.lengths:
        minutes = listed([str(length) for length in terms.lengths])
        sentence = _("Meetings of this kind last, in minutes: %(minutes)s.") % {"minutes": minutes}
        yield Cause("length-not-offered", sentence, "length_minutes")


def _by_organisation(question, terms):
    if not terms.excludes_same_organisation:
        return
    ours = {person.organisation.strip().casefold() for person in question.people} - {""}
    for person in question.host_people:
        if person.organisation.strip().casefold() in ours:
            words = {"person": person, "organisation": person.organisation}
            sentence = _("%(person)s is of %(organisation)s too: the forum arranges meetings with others.") % words
            yield Cause("same-organisation", sentence, "hosts")


def _by_meetings_before(question, terms):
    if not terms.excludes_met_before:
        return
    theirs = Meeting.objects.filter(edition=question.edition, status__in=[*PENDING, *AGREED])
    theirs = theirs.filter(parties__delegation=question.guest)
    for host in question.hosts:
        if theirs.filter(pk__in=host.parties.values("meeting")).exists():
            sentence = _("There is a meeting with %(host)s already, asked for, agreed or held: one is arranged.")
            yield Cause("met-before", sentence % {"host": host}, "hosts")


def _by_quotas(guest, terms):
    pending = _asked_by(guest, terms).filter(status__in=PENDING)
    if terms.most_pending and pending.count() >= terms.most_pending:
        sentence = ngettext(
            "%(count)d question of %(guest)s is open, and no more may be. Withdraw one, or wait for its answer.",
            "%(count)d questions of %(guest)s are open, and no more may be. Withdraw one, or wait for an answer.",
            terms.most_pending,
        )
        yield Cause("too-many-open", sentence % {"count": terms.most_pending, "guest": guest}, "guest")
    yield from _by_agreed(guest, terms)


def _by_agreed(guest, terms):
    if terms.most_agreed and _asked_by(guest, terms).filter(status__in=AGREED).count() >= terms.most_agreed:
        sentence = ngettext(
            "%(guest)s has %(count)d meeting of this kind that it asked for, and may have no more.",
            "%(guest)s has %(count)d meetings of this kind that it asked for, and may have no more.",
            terms.most_agreed,
        )
        yield Cause("too-many-agreed", sentence % {"count": terms.most_agreed, "guest": guest}, "guest")


def _asked_by(guest, terms):
    """What ``guest`` asked for, of the kinds of meeting that these terms are about."""
    rows = Meeting.objects.filter(edition=terms.edition)
    rows = rows.filter(parties__delegation=guest, parties__side=PartySide.GUEST)
    if terms.level:
        return rows.filter(level=terms.level)
    return rows.exclude(level__in=RequestTerms.objects.filter(edition=terms.edition).exclude(level="").values("level"))
