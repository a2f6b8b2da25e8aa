"""Who read what is kept secret of a person, as the person is told: the office and not the officer.

An officer reads on duty and answers to the organisers, who have the names in their log.
"""

from dataclasses import dataclass
from datetime import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.listing import listed
from delegations.models import AgencyMember, FocalPoint, SecretReading
from forum.models import Person, TeamMember

MOST = 200


@dataclass(frozen=True)
class Reading:
    read_at: datetime
    what: str
    office: str


def of(person: Person, *, reader) -> list[Reading]:
    """The newest readings of the person's secrets, in a fixed number of queries. ``reader``: the person's own user."""
    rows = list(SecretReading.objects.filter(person=person).order_by("-read_at", "-pk")[:MOST])
    ids = {row.reader_id for row in rows}
    offices = _offices(ids)
    agencies = set(AgencyMember.objects.filter(user__in=ids).values_list("agency__edition", "user"))
    points = FocalPoint.objects.filter(user__in=ids, delegation__delegates__person=person)
    missions = set(points.values_list("user", flat=True))

    def office(row):
        if row.reader_id == reader.pk:
            return _("You yourself")
        if roles := offices.get((row.edition_id, row.reader_id)):
            return listed(roles)
        if (row.edition_id, row.reader_id) in agencies:
            return _("A clearance agency")
        return _("A focal point of your delegation") if row.reader_id in missions else _("The secretariat")

    return [Reading(row.read_at, capfirst(row.what), office(row)) for row in rows]


def _offices(users):
    found: dict = {}
    for member in TeamMember.objects.filter(user__in=users).order_by("pk"):
        found.setdefault((member.edition_id, member.user_id), []).append(capfirst(member.get_role_display()))
    return found
