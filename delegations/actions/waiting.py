"""Waiting for a place of a full delegation: joining the list, taking the place that is offered, leaving."""

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from delegations import categories, directory, person_facts, phases, places
from delegations.actions import offering, registration
from delegations.models import Delegate, DelegateCategory, Delegation, WaitingEntry, WaitingStatus
from forum import editions


def join(delegation: Delegation, facts: dict, *, by, now) -> WaitingEntry:
    """Put somebody at the end of the list. ``facts``: as for ``registration.draft``, without an overflow pass.

    Raises InvalidInput by field; DomainError while a place is free, for who is registered or waits already, and after
    the date by which names are due.
    """
    tidy = person_facts.cleaned(facts)
    if not tidy.get("name"):
        raise InvalidInput(_("Write the name as in the passport."), field="name")
    with transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_registration(delegation, by=by, now=now)
        category = facts.get("category") or DelegateCategory.DELEGATE
        categories.require(category, by, delegation)
        offering.settle(delegation, now=now)
        if places.of(delegation, now=now).categories[category].left:
            raise DomainError(_("A place is free. Register the person now."), code="place-free")
        _refuse_known(delegation, tidy, by=by)
        return WaitingEntry.objects.create(
            delegation=delegation, category=category, facts=tidy, joined_at=now, joined_by=by
        )


def take(entry: WaitingEntry, *, by, now) -> Delegate:
    """Register who was offered a place, as a draft with the facts that were written then.

    Raises DomainError before an offer and after its end, and as ``registration.draft`` does.
    """
    with transaction.atomic():
        delegation = phases.locked(entry.delegation)
        entry = _held(entry)
        _require_offer(entry, delegation, now)
        facts = {**entry.facts, "category": entry.category}
        delegate = registration.draft(delegation, facts, by=by, now=now, offer=entry)
        workflow.move(entry, WaitingStatus.TAKEN, by=by, now=now, delegate=delegate)
    return delegate


def leave(entry: WaitingEntry, *, by, now) -> WaitingEntry:
    """Take somebody off the list. A place that was offered goes to the next in line."""
    with transaction.atomic():
        delegation = phases.locked(entry.delegation)
        editions.require_open_as_read(delegation.edition)
        entry = _held(entry)
        workflow.move(entry, WaitingStatus.WITHDRAWN, by=by, now=now)
        offering.settle(delegation, now=now)
    return entry


def move_on(*, now) -> None:
    """Settle every list in which somebody waits or holds an offer, each in a transaction of its own."""
    moving = Q(status=WaitingStatus.WAITING) | Q(status=WaitingStatus.OFFERED, offer_ends_at__lte=now)
    rows = WaitingEntry.objects.filter(moving, delegation__edition__is_archived=False)
    for delegation in Delegation.objects.filter(pk__in=rows.values("delegation")).order_by("pk"):
        with transaction.atomic():
            offering.settle(phases.locked(delegation), now=now)


def _held(entry):
    return WaitingEntry.objects.select_for_update(of=("self",)).select_related("delegation__edition").get(pk=entry.pk)


def _require_offer(entry, delegation, now):
    if entry.status == WaitingStatus.WAITING:
        sentence = _("No place is offered to %(person)s yet.")
        raise DomainError(sentence % {"person": entry}, code="not-offered")
    if entry.status != WaitingStatus.OFFERED:
        sentence = _("%(person)s waits no longer: %(status)s.")
        words = {"person": entry, "status": entry.get_status_display()}
        raise DomainError(sentence % words, code="not-offered")
    if entry.offer_ends_at <= now:
        sentence = _("The offer to %(person)s ended on %(time)s (%(zone)s). Put the person on the waiting list again.")
        ended = date_format(entry.offer_ends_at.astimezone(delegation.edition.zone), _("j F Y, H:i"))
        words = {"person": entry, "time": ended, "zone": delegation.edition.timezone}
        raise DomainError(sentence % words, code="offer-ended")


def _refuse_known(delegation, tidy, *, by):
    in_line = WaitingEntry.objects.in_line().filter(delegation=delegation)
    waits = in_line.filter(facts__name__iexact=tidy["name"])
    if any(one.facts.get("email", "") == tidy.get("email", "") for one in waits):
        sentence = _("%(person)s is on the waiting list already.")
        raise DomainError(sentence % {"person": tidy["name"]}, code="already-waiting")
    person = directory.find(by, delegation, tidy)
    if person and Delegate.objects.in_the_count().filter(edition=delegation.edition, person=person).exists():
        sentence = _("%(person)s is registered for %(edition)s already.")
        raise DomainError(sentence % {"person": person, "edition": delegation.edition}, code="already-registered")
