"""Whether a delegation takes registrations now, and from whom."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core import access
from core.errors import DomainError
from delegations.models import Delegation, DelegationStatus, RegistrationTerms
from forum import editions

TAKES_REGISTRATIONS = {DelegationStatus.INVITED, DelegationStatus.REGISTERING, DelegationStatus.CONFIRMED}


def locked(delegation: Delegation) -> Delegation:
    """The delegation's row as it is now, held until the transaction ends: one counts its places at a time."""
    rows = Delegation.objects.select_for_update(of=("self",)).select_related("edition")
    return rows.get(pk=delegation.pk)


def closing_time(edition) -> datetime | None:
    """When missions must have named their people, or None for no deadline."""
    terms = RegistrationTerms.objects.filter(edition=edition).values_list("nominations_close_at", flat=True)
    return terms[0] if terms else None


def require_registration(delegation: Delegation, *, by, now) -> None:
    """Raise DomainError unless ``by`` may name people and change their facts now. The desk may after the deadline."""
    editions.require_open(delegation.edition)
    if delegation.status not in TAKES_REGISTRATIONS:
        raise DomainError(
            _("%(delegation)s is %(status)s: nobody can be registered in it. Write to the secretariat.")
            % {"delegation": delegation, "status": delegation.get_status_display()},
            code="delegation-not-open",
        )
    closes_at = closing_time(delegation.edition)
    if closes_at and now >= closes_at and not access.allows(by, "decide_delegate", delegation):
        raise DomainError(
            _("Names were due by %(time)s (%(zone)s). Write to the accreditation desk: late changes go through it.")
            % {
                "time": date_format(closes_at.astimezone(delegation.edition.zone), "j F Y, H:i"),
                "zone": delegation.edition.timezone,
            },
            code="deadline-passed",
            facts={"nominations_close_at": closes_at.isoformat()},
        )
