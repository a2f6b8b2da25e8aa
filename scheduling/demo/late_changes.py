"""What a sample mission asked the desk after the date. The date is put off again afterwards: whoever looks at the demo
shall be able to complete a registration."""

from datetime import timedelta

from django.utils.timezone import now

from delegations.actions import late_changes
from delegations.models import Delegate, LateChange, RegistrationTerms
from forum.models import Edition
from scheduling.demo.users import user

LATE = "SAMPLE-N3"


def load(edition: Edition) -> int:
    """Ask to bring the photo of one of Northland late, where nobody has; gives how many were asked."""
    delegate = Delegate.objects.select_related("delegation").get(edition=edition, external_id=LATE)
    if LateChange.objects.filter(delegate=delegate).exists():
        return 0
    moment = now()
    terms, _new = RegistrationTerms.objects.get_or_create(edition=edition)
    due, terms.confirmations_close_at = terms.confirmations_close_at, moment - timedelta(hours=1)
    terms.save(update_fields=["confirmations_close_at"])
    reason = "A sample: the photo was too dark and is taken again today."
    late_changes.ask_for_details(delegate, reason=reason, by=user("focal.point"), now=moment)
    terms.confirmations_close_at = due
    terms.save(update_fields=["confirmations_close_at"])
    return 1
