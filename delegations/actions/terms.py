"""What the desk decides for an edition: the terms of its categories, and the zones that badges open."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from delegations import categories
from delegations.models import CategoryTerms, Zone
from delegations.models.category import MOST_ZONES
from forum import editions
from forum.models import Edition


def write_usual(edition: Edition) -> list[CategoryTerms]:
    """Write down what is usual for every category that has no terms yet, to be changed; gives the new rows."""
    with transaction.atomic():
        editions.require_open(edition)
        Edition.objects.select_for_update().get(pk=edition.pk)
        missing = [one for one in categories.terms_of(edition).values() if one.pk is None]
        return CategoryTerms.objects.bulk_create(missing)


def add_zone(zone: Zone) -> Zone:
    """Save a new zone with a bit that no other of its edition ever had: it stands in badges that are printed.

    Raises InvalidInput (field ``code``) for one zone too many.
    """
    with transaction.atomic():
        editions.require_open(zone.edition)
        Edition.objects.select_for_update().get(pk=zone.edition_id)
        last = Zone.objects.filter(edition=zone.edition_id).aggregate(last=Max("bit"))["last"]
        zone.bit = 0 if last is None else last + 1
        if zone.bit >= MOST_ZONES:
            sentence = _("An edition has at most %(count)d zones.")
            raise InvalidInput(sentence % {"count": MOST_ZONES}, field="code")
        zone.save()
    return zone
