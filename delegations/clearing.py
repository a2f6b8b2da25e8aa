"""Whether a delegate is cleared, and the rounds in which agencies are asked.

A round is the clearances with ``is_current``. What was cleared and then changed is asked in a new round; the former
stays to be read. Who writes here holds the delegate's row (``held``), so that two last answers cannot miss each other.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from core.listing import listed
from delegations import clearance_notices, holding
from delegations.models import (
    Agency,
    CategoryTerms,
    Clearance,
    ClearanceMode,
    ClearanceOverride,
    ClearanceStatus,
    Delegate,
)

S = ClearanceStatus


def held(delegate: Delegate) -> Delegate:
    """The delegate's row as it is now, held until the transaction ends: one answer counts at a time."""
    holding.persons([delegate.person_id])
    rows = Delegate.objects.select_for_update(of=("self",))
    return rows.select_related("person__user", "delegation", "edition").get(pk=delegate.pk)


def current(delegate: Delegate) -> list[Clearance]:
    """The clearances of the present round, by the agency's name."""
    return list(delegate.clearances.filter(is_current=True).select_related("agency").order_by("agency__name"))


def missing_of(delegates: Iterable[Delegate], *, as_if: Iterable[Clearance] = ()) -> dict[int, list[Agency]]:
    """The agencies whose clearance each delegate lacks, by key; none for who is cleared. A few queries for any number.

    Asked of the terms as they stand: an agency named later is missing, one named no more is not. ``as_if``: clearances
    to be counted as given.
    """
    delegates = list(delegates)
    keys = [one.pk for one in delegates]
    terms = _terms_of(delegates)
    overrides = ClearanceOverride.objects.filter(delegate__in=keys, is_current=True)
    overridden = {one.delegate_id for one in overrides}
    cleared = Clearance.objects.filter(delegate__in=keys, is_current=True, status=S.CLEARED)
    given = {(one.delegate_id, one.agency_id) for one in [*cleared, *as_if]}
    found = {}
    for one in delegates:
        mode, agencies = terms.get((one.edition_id, one.category), (ClearanceMode.ALL, []))
        missing = [agency for agency in agencies if (one.pk, agency.pk) not in given]
        is_enough = one.pk in overridden or (mode == ClearanceMode.ANY and len(missing) < len(agencies))
        found[one.pk] = [] if is_enough else missing
    return found


def is_cleared(delegate: Delegate) -> bool:
    """Say whether a badge may exist: no agency is named, those needed have cleared, or somebody by name answers."""
    return not missing_of([delegate])[delegate.pk]


def require_cleared(delegate: Delegate) -> None:
    """Raise DomainError, naming who has not cleared yet, unless the delegate is cleared."""
    require_none(delegate, missing_of([delegate])[delegate.pk])


def require_none(delegate: Delegate, missing: list[Agency]) -> None:
    """The same where ``missing_of`` was asked before, for many."""
    if not missing:
        return
    raise DomainError(sentence_of(delegate, missing), code="not-cleared")


def sentence_of(delegate: Delegate, missing: list[Agency]) -> str:
    """Says whose clearance is missing."""
    names = listed(one.name for one in missing)
    return _("%(delegate)s is not cleared yet. Missing: %(agencies)s.") % {"delegate": delegate, "agencies": names}


def asked_of(delegates: Iterable[Delegate]) -> dict[int, set[int]]:
    """The keys of the agencies that are asked about each delegate in the present round."""
    asked: dict[int, set[int]] = {one.pk: set() for one in delegates}
    rows = Clearance.objects.filter(delegate__in=asked, is_current=True)
    for delegate, agency in rows.values_list("delegate_id", "agency_id"):
        asked[delegate].add(agency)
    return asked


def agencies_of(delegate: Delegate) -> list[Agency]:
    """The agencies that the delegate's category names at the edition now, by name."""
    _mode, agencies = _terms_of([delegate]).get((delegate.edition_id, delegate.category), ("", []))
    return agencies


def open_round(delegate: Delegate, *, now) -> list[Clearance]:
    """Ask every agency of the category that is not asked in this round yet; gives the new clearances.

    The agencies' members are told, one mail for all that comes within some minutes.
    """
    asked = {one.agency_id for one in current(delegate)}
    agencies = [one for one in agencies_of(delegate) if one.pk not in asked]
    opened = [
        Clearance.objects.create(delegate=delegate, agency=one, asked_at=now, due_at=due_from(now, one))
        for one in agencies
    ]
    clearance_notices.queue_grew(agencies, delegate.edition, now=now)
    return opened


def resume(clearances: Iterable[Clearance], *, text: str, by, now) -> None:
    """What the agencies asked is answered: they have it before them again, with the whole time to answer."""
    clearances = list(clearances)
    for one in clearances:
        due_at = due_from(now, one.agency)
        workflow.move(one, S.PENDING, by=by, now=now, reason=text, asked_at=now, due_at=due_at)
    if clearances:
        clearance_notices.queue_grew([one.agency for one in clearances], clearances[0].delegate.edition, now=now)


def due_from(now, agency: Agency):
    """Until when an agency that is asked now has to answer."""
    return now + timedelta(hours=agency.answer_hours)


def _terms_of(delegates):
    """By edition and category: how many agencies must clear, and which."""
    rows = CategoryTerms.objects.filter(edition__in={one.edition_id for one in delegates})
    named = rows.filter(category__in={one.category for one in delegates}).prefetch_related("agencies")
    return {(one.edition_id, one.category): (one.clearance_mode, list(one.agencies.all())) for one in named}
