"""A sample company that applies, and terms under which it may."""

import datetime as dt

from delegations.models import RegistrationTerms
from tests.delegations.missions import NOW

FACTS = {
    "kind": "company",
    "name": "Sample Copper Limited",
    "native_name": "نمونہ کاپر",
    "country": "TR",
    "sector": "Exploration",
    "minerals": "copper, gold",
    "places_wanted": 4,
    "purpose": "We look for partners.",
    "contact_name": "Sample Contact",
    "email": "contact@copper.example",
    "language": "ur",
}
APPLICATION = {**FACTS, "applied_at": NOW, "secret": "samplesecret", "secret_print": "x"}


def taken(edition, **more):
    """Terms under which ``edition`` takes applications."""
    opened = {"application_kinds": ["company"], "applications_open_at": NOW - dt.timedelta(days=1), **more}
    return RegistrationTerms.objects.update_or_create(edition=edition, defaults=opened)[0]
