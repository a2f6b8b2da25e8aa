"""Whether a delegation takes names, details and changes now, and from whom: two phases, each with its date."""

from datetime import datetime

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import access
from core.errors import DomainError
from delegations.models import Delegate, Delegation, DelegationStatus, LateChange, RegistrationTerms
from forum import editions
from forum.models import Edition

TAKES_REGISTRATIONS = {DelegationStatus.INVITED, DelegationStatus.REGISTERING, DelegationStatus.CONFIRMED}


def locked(delegation: Delegation) -> Delegation:
    """The delegation's row as it is now, held until the transaction ends: one counts its places at a time."""
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("edition__registration_terms")
    return rows.get(pk=delegation.pk)


def terms_of(edition: Edition) -> RegistrationTerms:
    """The edition's dates; unsaved and without any where nobody wrote them."""
    return getattr(edition, "registration_terms", None) or RegistrationTerms(edition=edition)


def closing_time(edition: Edition) -> datetime | None:
    """When missions must have named their people, or None for no deadline."""
    return terms_of(edition).nominations_close_at


def require_registration(delegation: Delegation, *, by, now) -> None:
    """Raise DomainError unless ``by`` may name people now. The desk may after the deadline.

    ``delegation``: as ``locked`` gave it.
    """
    require_taking(delegation)
    closes_at = closing_time(delegation.edition)
    if _is_late(closes_at, delegation, by=by, now=now):
        sentence = _("Names were due by %(time)s (%(zone)s). Ask the accreditation desk for a late change: it decides.")
        raise _late(sentence, delegation, nominations_close_at=closes_at)


def require_confirmation(delegation: Delegation, delegate: Delegate, *, by, now) -> None:
    """Raise DomainError unless ``by`` may complete the delegate's documents, travel and other details now. The desk
    always may; others after the date while the desk has opened them for this delegate.

    ``delegation``: as ``locked`` gave it.
    """
    require_taking(delegation)
    if are_details_late(delegation, delegate, by=by, now=now):
        closes_at = terms_of(delegation.edition).confirmations_close_at
        sentence = _(
            "Details were due by %(time)s (%(zone)s). Ask the accreditation desk for a late change: it decides."
        )
        raise _late(sentence, delegation, confirmations_close_at=closes_at)


def are_names_late(delegation: Delegation, *, by, now) -> bool:
    """Say whether the date for names has passed for ``by``; for the desk it never does."""
    return _is_late(closing_time(delegation.edition), delegation, by=by, now=now)


def are_details_late(delegation: Delegation, delegate: Delegate, *, by, now) -> bool:
    """The same of the date for all other facts of one delegate: not while the desk has opened them."""
    return is_past_details(delegation, by=by, now=now) and details_open_until(delegate, now=now) is None


def is_past_details(delegation: Delegation, *, by, now) -> bool:
    """Say whether the date for other facts than names has passed for ``by``, whatever the desk has opened since."""
    return _is_late(terms_of(delegation.edition).confirmations_close_at, delegation, by=by, now=now)


def details_open_until(delegate: Delegate, *, now) -> datetime | None:
    """Until when the desk has opened the delegate's details after the date; None where it has not, or that is over."""
    rows = LateChange.objects.filter(delegate=delegate).open_at(now)
    return rows.aggregate(until=Max("open_until"))["until"]


def require_names_late(delegation: Delegation, *, by, now) -> None:
    """Raise DomainError where ``by`` needs nobody's leave for a change of names.

    ``delegation``: as ``locked`` gave it.
    """
    require_taking(delegation)
    if not are_names_late(delegation, by=by, now=now):
        raise _not_late()


def require_details_late(delegation: Delegation, delegate: Delegate, *, by, now) -> None:
    """The same of the delegate's other facts."""
    require_taking(delegation)
    if not are_details_late(delegation, delegate, by=by, now=now):
        raise _not_late()


def require_taking(delegation: Delegation) -> None:
    """Raise DomainError unless the delegation takes part still. ``delegation``: as ``locked`` gave it."""
    editions.require_open_as_read(delegation.edition)
    if delegation.status not in TAKES_REGISTRATIONS:
        raise DomainError(
            _("%(delegation)s is %(status)s: nobody can be registered in it. Write to the secretariat.")
            % {"delegation": delegation, "status": delegation.get_status_display()},
            code="delegation-not-open",
        )


def _is_late(closes_at, delegation, *, by, now):
    return closes_at is not None and now >= closes_at and not access.allows(by, "decide_delegate", delegation)


def _not_late():
    return DomainError(_("The date has not passed. Make the change yourself."), code="not-late")


def _late(sentence, delegation, **date):
    closes_at = next(iter(date.values()))
    words = {
        "time": date_format(closes_at.astimezone(delegation.edition.zone), _("j F Y, H:i")),
        "zone": delegation.edition.timezone,
    }
    return DomainError(
        sentence % words, code="deadline-passed", facts={name: value.isoformat() for name, value in date.items()}
    )
