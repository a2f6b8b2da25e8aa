"""Somebody of the samples who asks to be erased, for the desk to decide."""

from django.utils.timezone import now

from delegations.actions import erasing
from delegations.models import Delegate, ErasureRequest
from forum.models import Edition
from scheduling.demo.users import user

WHO = "SAMPLE-C2"


def load(edition: Edition) -> int:
    """File the request where there is none; gives how many."""
    if ErasureRequest.objects.filter(edition=edition).exists():
        return 0
    person = Delegate.objects.select_related("person").get(edition=edition, external_id=WHO).person
    identity = "A sample: a signed letter with a copy of the passport."
    reason = "A sample: left the company."
    erasing.ask(person, edition, identity=identity, reason=reason, by=user("accreditation.desk"), now=now())
    return 1
