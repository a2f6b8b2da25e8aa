"""What a late change would change, fact by fact: as it was when asked, as it is now, as the mission wants it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_countries import countries

from delegations import phases
from delegations.models import Delegate, LateChange, LateKind, LateStatus
from delegations.person_facts import FIELDS
from forum.models import Person


@dataclass(frozen=True)
class Fact:
    """One line of the comparison. ``has_moved``: somebody else changed it after it was asked."""

    label: str
    before: str
    current: str
    wanted: str
    has_moved: bool


@dataclass(frozen=True)
class Details:
    """How one delegate's details stand to the date. ``is_late``: they are closed to the reader. ``open_until``: the
    desk has opened them. ``asked``: what the desk has to decide."""

    is_late: bool
    open_until: datetime | None = None
    asked: LateChange | None = None


def details_of(delegate: Delegate, *, by, now) -> Details:
    """As the reader ``by`` finds them; without a query while the date lies ahead."""
    delegation = delegate.delegation
    if not phases.is_past_details(delegation, by=by, now=now):
        return Details(is_late=False)
    open_until = phases.details_open_until(delegate, now=now)
    asked = LateChange.objects.filter(delegate=delegate, kind=LateKind.DETAILS, status=LateStatus.ASKED)
    return Details(open_until is None, open_until, asked.first())


def facts_of(person: Person, fields) -> dict[str, str]:
    """Those facts of the person as JSON keeps them."""
    return {field: str(getattr(person, field)) for field in fields}


def compared(change: LateChange) -> list[Fact]:
    """Every fact that would be other than it is, and every one that is other than it was."""
    current = facts_of(change.delegate.person, change.facts) if change.delegate else {}
    is_open = change.status == LateStatus.ASKED
    rows = []
    for field in (one for one in FIELDS if one in change.facts):
        wanted = change.facts[field]
        before, now = change.before.get(field, ""), current.get(field, "")
        has_moved = is_open and field in change.before and before != now
        if change.kind != LateKind.FACTS and not wanted and not before:
            continue
        was, is_now, shall_be = (_shown(field, value) for value in (before, now, wanted))
        rows.append(Fact(_label(field), was, is_now, shall_be, has_moved))
    return rows


def moved(change: LateChange) -> list[Fact]:
    """The facts that somebody else changed after it was asked."""
    return [fact for fact in compared(change) if fact.has_moved]


def _label(field):
    if field == "country":
        return _("Nationality")
    return capfirst(str(next(one.verbose_name for one in Person._meta.fields if one.name == field)))  # noqa: SLF001


def _shown(field, value):
    return countries.name(value) or value if field == "country" else value
