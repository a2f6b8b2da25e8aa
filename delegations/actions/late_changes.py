"""Changes after the dates: a mission asks with a reason, the desk grants or refuses.

To grant is to do what was asked, by the action that does it at any time, in the same transaction. What nobody can bring
in words (photo, document, travel) is granted as a time until which the mission brings it. A withdrawal is never late
and needs nobody's leave.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput, required
from delegations import categories, late_changes, late_notices, person_facts, phases
from delegations.actions import registration
from delegations.models import Delegate, DelegateCategory, Delegation, LateChange, LateKind, LateStatus
from delegations.models.delegate import GONE
from forum import editions

OPEN_FOR = timedelta(hours=24)
"""How long details are open where the desk says nothing else."""
LONGEST = timedelta(days=14)
ASKABLE = ("honorific", "name", "native_name", "position", "organisation", "country")


def ask_for_name(delegation: Delegation, facts: dict, *, reason: str, by, now) -> LateChange:
    """Ask that somebody is registered. ``facts``: ASKABLE, complete enough to be submitted, and ``category``."""
    with transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_names_late(delegation, by=by, now=now)
        category = facts.get("category") or DelegateCategory.DELEGATE
        categories.require(category, by, delegation)
        tidy = _complete(facts)
        asked = LateChange.objects.filter(delegation=delegation, status=LateStatus.ASKED, kind=LateKind.NAME)
        if asked.filter(facts__name__iexact=tidy["name"]).exists():
            raise _asked_already(tidy["name"])
        return _ask(delegation, LateKind.NAME, tidy, category=category, reason=reason, by=by, now=now)


def ask_for_substitute(delegate: Delegate, facts: dict, *, reason: str, by, now) -> LateChange:
    """Ask that somebody else takes the delegate's place and category. ``facts``: ASKABLE, complete."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        phases.require_names_late(delegation, by=by, now=now)
        tidy = _complete(facts)
        return _ask(delegation, LateKind.SUBSTITUTE, tidy, delegate=delegate, reason=reason, by=by, now=now)


def ask_for_correction(delegate: Delegate, facts: dict, *, reason: str, by, now) -> LateChange:
    """Ask that facts of the person are other than they are. ``facts``: any of ASKABLE; those that differ are kept."""
    tidy = person_facts.cleaned({field: value for field, value in facts.items() if field in ASKABLE})
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        current = late_changes.facts_of(delegate.person, tidy)
        wanted = {field: value for field, value in tidy.items() if str(value) != current[field]}
        if not wanted:
            raise InvalidInput(_("Nothing is other than it is already. Change what is wrong."), field="name")
        if set(wanted) & set(person_facts.CLEARED):
            phases.require_names_late(delegation, by=by, now=now)
        else:
            phases.require_details_late(delegation, delegate, by=by, now=now)
        return _ask(delegation, LateKind.FACTS, wanted, delegate=delegate, reason=reason, by=by, now=now)


def ask_for_details(delegate: Delegate, *, reason: str, by, now) -> LateChange:
    """Ask that photo, document, travel and the other details of the delegate may be brought after the date."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        phases.require_details_late(delegation, delegate, by=by, now=now)
        return _ask(delegation, LateKind.DETAILS, {}, delegate=delegate, reason=reason, by=by, now=now)


def grant(change: LateChange, *, by, now) -> LateChange:
    """Do what was asked; the focal points are told.

    Raises DomainError, naming the facts, where somebody changed them after it was asked, and as the action does that
    changes it: no place left, the person accredited already, the delegate gone.
    """
    with transaction.atomic():
        delegation = phases.locked(change.delegation)
        change = _held(change)
        if change.kind == LateKind.DETAILS:
            raise InvalidInput(_("Say until when the details are open."), field="open_until")
        _require_unmoved(change)
        made = _perform(change, delegation, by=by, now=now)
        step = workflow.move(change, LateStatus.GRANTED, by=by, now=now, made=made)
        late_notices.answered(change, step, now=now)
    return change


def open_details(change: LateChange, *, open_until: datetime, by, now) -> LateChange:
    """Let the delegate's details be brought until ``open_until``; then they are closed again. The focal points are
    told, and the delegate who asked. Raises InvalidInput for a time that is past or more than two weeks ahead."""
    with transaction.atomic():
        phases.locked(change.delegation)
        change = _held(change)
        if change.kind != LateKind.DETAILS:
            raise DomainError(_("This late change is granted by being made."), code="not-about-details")
        _require_in(change.delegate)
        if not now < open_until <= now + LONGEST:
            raise InvalidInput(_("Choose a time within the next two weeks."), field="open_until")
        step = workflow.move(change, LateStatus.GRANTED, by=by, now=now, open_until=open_until)
        late_notices.answered(change, step, now=now)
    return change


def refuse(change: LateChange, *, reason: str, by, now) -> LateChange:
    """Leave everything as it is, for a reason that the focal points are told."""
    with transaction.atomic():
        reason = required(reason, _("Write the reason: the mission reads it."), field="reason")
        change = _held(change)
        step = workflow.move(change, LateStatus.REFUSED, by=by, now=now, reason=reason, answer=reason)
        late_notices.answered(change, step, now=now)
    return change


def withdraw(change: LateChange, *, by, now) -> LateChange:
    """The mission asks for it no more."""
    with transaction.atomic():
        change = _held(change)
        workflow.move(change, LateStatus.WITHDRAWN, by=by, now=now)
    return change


def _perform(change, delegation, *, by, now):
    """Gives the new accreditation, where one is made."""
    said = {"by": by, "now": now}
    if change.kind == LateKind.FACTS:
        registration.edit(change.delegate, change.facts, **said)
        return None
    if change.kind == LateKind.SUBSTITUTE:
        return registration.substitute(change.delegate, change.facts, **said)
    draft = registration.draft(delegation, {**change.facts, "category": change.category}, **said)
    return registration.submit(draft, **said)


def _ask(delegation, kind, facts, *, reason, by, now, delegate=None, category=None):
    reason = required(reason, _("Write why this comes late: the desk decides by it."), field="reason")
    before = {}
    if delegate:
        delegate = Delegate.objects.select_related("person").get(pk=delegate.pk)
        _require_in(delegate)
        before = late_changes.facts_of(delegate.person, facts)
        category = delegate.category
    wanted = {field: str(value) for field, value in facts.items()}
    change = LateChange(delegation=delegation, delegate=delegate, kind=kind, category=category, facts=wanted)
    change.before, change.reason, change.asked_at, change.asked_by = before, reason, now, by
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise _asked_already(delegate) from error
    return change


def _held(change):
    rows = LateChange.objects.select_for_update(of=("self",))
    rows = rows.select_related("delegation__edition", "delegate__person", "delegate__delegation")
    held = rows.get(pk=change.pk)
    editions.require_open(held.delegation.edition)
    return held


def _complete(facts):
    tidy = person_facts.cleaned({field: value for field, value in facts.items() if field in ASKABLE})
    for field in person_facts.REQUIRED_TO_SUBMIT:
        if not tidy.get(field):
            raise InvalidInput(_("The desk needs this to decide."), field=field)
    return tidy


def _require_in(delegate):
    if delegate.status in GONE:
        sentence = _("%(delegate)s is %(status)s: nothing can be changed any more.")
        words = {"delegate": delegate, "status": delegate.get_status_display()}
        raise DomainError(sentence % words, code="delegate-gone")


def _require_unmoved(change):
    if moved := late_changes.moved(change):
        lines = "; ".join(f"{fact.label}: {fact.before or '—'} → {fact.current or '—'}" for fact in moved)
        sentence = _(
            "Since this was asked somebody else has changed %(facts)s. Nothing is overwritten: refuse it, and let the "
            "mission ask anew."
        )
        raise DomainError(sentence % {"facts": lines}, code="late-change-overtaken")


def _asked_already(whom):
    sentence = _("The desk has a late change about %(person)s already. Withdraw that one first.")
    return DomainError(sentence % {"person": whom}, code="asked-already")
