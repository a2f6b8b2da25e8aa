"""Registering people in a delegation: a draft that is saved as one goes, submitted, mended, withdrawn."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from delegations import categories, clearing, directory, holding, notices, person_facts, phases, places, sign_ins
from delegations.actions import badges, offering, reopening
from delegations.models import Delegate, DelegateCategory, DelegateStatus, Delegation, DelegationStatus, WaitingEntry
from delegations.models.delegate import GONE
from forum import editions
from forum.models import Person


def draft(
    delegation: Delegation,
    facts: dict,
    *,
    by,
    now,
    person: Person | None = None,
    offer: WaitingEntry | None = None,
) -> Delegate:
    """Take a place for somebody. ``facts``: any of ``person_facts.FIELDS``, ``category``, and ``is_overflow`` to take
    an overflow pass where no place is left; the name must be there.

    ``person``: somebody of ``directory.to_register_again``, registered as known; else the directory is asked, and who
    is found there is reused. ``offer``: whoever waited and takes the place that is held for it. The first registration
    opens the delegation. Raises InvalidInput by field; DomainError
    when no place is left, the deadline has passed, or the person is accredited at the edition already.
    """
    tidy = person_facts.cleaned(facts)
    if person is None and not tidy.get("name"):
        raise InvalidInput(_("Write the name as in the passport."), field="name")
    with _refusing_a_second(person or tidy["name"], delegation), transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_registration(delegation, by=by, now=now)
        category = facts.get("category") or DelegateCategory.DELEGATE
        categories.require(category, by, delegation)
        offering.settle(delegation, now=now)
        wants_pass = bool(facts.get("is_overflow"))
        is_overflow = places.claim(delegation, category, overflow=wants_pass, now=now, besides=offer)
        open_list(delegation, by=by, now=now)
        person = _known_or_new(person, tidy, delegation, by=by, now=now)
        return _accredit(delegation, person, category=category, is_overflow=is_overflow)


def edit(delegate: Delegate, facts: dict, *, by, now) -> Delegate:
    """Change facts of the person, or the category. After approval a change of name or nationality re-opens the review.

    Name, nationality and category belong to the nomination and its deadline, all else to the confirmation's.

    Raises InvalidInput by field; DomainError when the delegate is out, the deadline has passed, or the person is
    somebody else's too and so the desk's to correct.
    """
    tidy = person_facts.cleaned(facts)
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        delegate = _held(delegate)
        changed = _changed(delegate.person, tidy)
        category = facts.get("category") or delegate.category
        names_anew = category != delegate.category or changed.keys() & set(person_facts.CLEARED)
        if names_anew:
            phases.require_registration(delegation, by=by, now=now)
        else:
            phases.require_confirmation(delegation, delegate, by=by, now=now)
        _require_in(delegate)
        if changed and not directory.may_correct(by, delegate.person, delegation):
            raise DomainError(
                _("%(person)s is known to the secretariat in another role too. The accreditation desk corrects this.")
                % {"person": delegate.person},
                code="shared-person",
            )
        _write(delegate.person, changed)
        if changed.keys() & {"name", "email"}:
            _refuse_twin(delegate.person, delegation)
        if "email" in changed and delegate.status != DelegateStatus.DRAFT:
            sign_ins.link(delegate.person, by=by)
        was = delegate.category
        _categorise(delegate, delegation, category, by=by, now=now)
        if changed.keys() & set(person_facts.CLEARED):
            reopening.of_person(delegate.person, set(changed), by=by, now=now)
            delegate = clearing.held(delegate)
        elif delegate.category != was and not clearing.is_cleared(delegate):
            reason = _("The category changed, and other agencies clear it.")
            delegate = reopening.reopen(delegate, reason=reason, by=by, now=now)
    return delegate


def submit(delegate: Delegate, *, by, now) -> Delegate:
    """Hand a draft to the desk; the mission and the person get a receipt. Raises InvalidInput for what is missing."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        delegate = _held(delegate)
        phases.require_registration(delegation, by=by, now=now)
        if delegate.status == DelegateStatus.DRAFT:
            person_facts.require_complete(delegate.person)
        change = workflow.move(delegate, DelegateStatus.SUBMITTED, by=by, now=now, submitted_at=now)
        if directory.may_correct(by, delegate.person, delegation):
            sign_ins.link(delegate.person, by=by)
        notices.submitted(delegate, change, now=now)
    return delegate


def withdraw(delegate: Delegate, *, by, now, reason="") -> Delegate:
    """Take the delegate out of the delegation, which frees the place. Also after the deadline."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        editions.require_open(delegation.edition)
        delegate = _held(delegate)
        _take_out(delegate, delegation, reason=reason, by=by, now=now)
        offering.settle(delegation, now=now)
    return delegate


def substitute(delegate: Delegate, facts: dict, *, by, now, person: Person | None = None) -> Delegate:
    """Put somebody else in the delegate's place and category; gives the new accreditation.

    The former is withdrawn and the badge ended. The new one inherits nothing: after a draft it is a draft, else it is
    submitted to the desk and cleared from the beginning. ``facts`` (any of ``person_facts.FIELDS``) and ``person`` as
    for ``draft``. Raises as ``draft`` and ``submit`` do; DomainError for a delegate who is out.
    """
    tidy = person_facts.cleaned(facts)
    if person is None and not tidy.get("name"):
        raise InvalidInput(_("Write the name as in the passport."), field="name")
    with _refusing_a_second(person or tidy["name"], delegate.delegation), transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        former = _held(delegate)
        phases.require_registration(delegation, by=by, now=now)
        _require_in(former)
        was_draft = former.status == DelegateStatus.DRAFT
        person = _known_or_new(person, tidy, delegation, by=by, now=now)
        if person.pk == former.person_id:
            sentence = _("%(person)s has this place already. Change the facts instead.")
            raise InvalidInput(sentence % {"person": person}, field="name", code="same-person")
        reason = _("Replaced by %(person)s.") % {"person": person}
        _take_out(former, delegation, reason=reason, by=by, now=now)
        open_list(delegation, by=by, now=now)
        kept = {"category": former.category, "is_overflow": former.is_overflow}
        successor = _accredit(delegation, person, replaces=former, **kept)
        return successor if was_draft else submit(successor, by=by, now=now)


def open_list(delegation, *, by, now):
    """The first name says that the mission comes; a name more says that its list is not complete."""
    if delegation.status != DelegationStatus.REGISTERING:
        workflow.move(delegation, DelegationStatus.REGISTERING, by=by, now=now)


def point_at_head(delegate, delegation):
    """The delegation's head is whoever is registered as such, and nobody else."""
    if delegate.category == DelegateCategory.HEAD_OF_DELEGATION:
        Delegation.objects.filter(pk=delegation.pk).update(head=delegate)
    else:
        Delegation.objects.filter(pk=delegation.pk, head=delegate).update(head=None)


def correct_known(person, facts, *, by, now):
    """Write what is other now of somebody known, who may be accredited at another edition too."""
    changed = _changed(person, facts)
    _write(person, changed)
    reopening.of_person(person, set(changed), by=by, now=now)


def _take_out(delegate, delegation, *, reason, by, now):
    workflow.move(delegate, DelegateStatus.WITHDRAWN, by=by, now=now, reason=reason)
    badges.end_of([delegate], by=by, now=now)
    Delegation.objects.filter(pk=delegation.pk, head=delegate).update(head=None)


def _known_or_new(person, tidy, delegation, *, by, now):
    """The person given, or whom the directory finds, with the facts corrected where ``by`` may; else somebody new."""
    person = person or directory.find(by, delegation, tidy)
    if person is None:
        return Person.objects.create(is_sample=delegation.is_sample, **tidy)
    if directory.may_correct(by, person, delegation):
        correct_known(person, tidy, by=by, now=now)
    return person


def _held(delegate):
    holding.persons([delegate.person_id])
    rows = Delegate.objects.select_for_update(of=("self",)).select_related(
        "person__user", "delegation__edition", "edition"
    )
    return rows.get(pk=delegate.pk)


def _accredit(delegation, person, **standing):
    _refuse_twin(person, delegation)
    delegate = Delegate(edition=delegation.edition, delegation=delegation, person=person, **standing)
    _require_no_other_head(delegate, delegation)
    delegate.save()
    if delegate.category == DelegateCategory.HEAD_OF_DELEGATION:
        point_at_head(delegate, delegation)
    return delegate


@contextmanager
def _refusing_a_second(person, delegation):
    """The last word on one person being accredited once is the database's: two may ask in the same moment."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name != "delegate_accredited_once":
            raise
        raise _already(person, delegation) from error


def _refuse_twin(person, delegation):
    if directory.registered_elsewhere(person, delegation):
        raise _already(person, delegation)


def _already(person, delegation):
    sentence = _("%(person)s is registered for %(edition)s already. If that is wrong, write to the secretariat.")
    return DomainError(sentence % {"person": person, "edition": delegation.edition}, code="already-registered")


def _require_in(delegate):
    if delegate.status in GONE:
        sentence = _("%(delegate)s is %(status)s: nothing can be changed any more.")
        raise DomainError(
            sentence % {"delegate": delegate, "status": delegate.get_status_display()}, code="delegate-gone"
        )


def _changed(person, tidy):
    return {field: value for field, value in tidy.items() if getattr(person, field) != value}


def _write(person, facts):
    for field, value in facts.items():
        setattr(person, field, value)
    if facts:
        person.save(update_fields=list(facts))


def _categorise(delegate, delegation, category, *, by, now):
    if category == delegate.category:
        return
    categories.require(category, by, delegation)
    offering.settle(delegation, now=now)
    delegate.is_overflow = places.claim(delegation, category, overflow=delegate.is_overflow, now=now, besides=delegate)
    delegate.category = category
    _require_no_other_head(delegate, delegation)
    delegate.save(update_fields=["category", "is_overflow"])
    point_at_head(delegate, delegation)
    offering.settle(delegation, now=now)


def _require_no_other_head(delegate, delegation):
    if delegate.category != DelegateCategory.HEAD_OF_DELEGATION:
        return
    heads = Delegate.objects.in_the_count().filter(delegation=delegation, category=delegate.category)
    if other := heads.exclude(pk=delegate.pk).select_related("person").order_by("pk").first():
        sentence = _("%(person)s is the head of this delegation. Change that first.")
        raise InvalidInput(sentence % {"person": other}, field="category")
