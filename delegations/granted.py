"""The facts of a delegate that an agency may see: always name, position, organisation, nationality, category and
delegation; beyond them what it was granted. What is secret is read on request only, and written down first."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations import secret_reading
from delegations.models import (
    Agency,
    Attachment,
    Clearance,
    Delegate,
    DelegateDetails,
    GrantedFact,
    IdentityDocument,
)

G = GrantedFact


@dataclass(frozen=True)
class Granted:
    """What one page shows an agency. ``secrets``: the labels of what can be shown on request."""

    facts: list[tuple[str, object]]
    photo: object = None
    secrets: list[str] = field(default_factory=list)
    has_scan: bool = False
    attachments: list[Attachment] = field(default_factory=list)


def to(agency: Agency, delegate: Delegate) -> Granted:
    """What ``agency`` may see of ``delegate`` without asking for a secret."""
    granted, held = set(agency.granted), secret_reading.held(delegate, agency.granted)
    return Granted(
        facts=[*_always(delegate), *_contact(granted, delegate), *_travel(granted, delegate)],
        photo=delegate.person.photo if G.PHOTO in granted and delegate.person.photo else None,
        secrets=held.labels,
        has_scan=held.has_scan,
        attachments=held.attachments,
    )


def secrets(clearance: Clearance, *, reader, now) -> list[tuple[str, str]]:
    """Birth date and document as far as they were granted, by label. The reading is written down before."""
    return secret_reading.secrets(clearance.delegate, clearance.agency.granted, reader=reader, now=now)


def scan(clearance: Clearance, *, reader, now) -> IdentityDocument | None:
    """The document whose scan may be sent. The reading is written down before. None where none may be."""
    return secret_reading.scan(clearance.delegate, clearance.agency.granted, reader=reader, now=now)


def attachment(clearance: Clearance, public_id: str, *, reader, now) -> Attachment | None:
    """A file of the delegate that may be sent. The reading is written down before. None for no such file."""
    given = {"reader": reader, "now": now}
    return secret_reading.attachment(clearance.delegate, public_id, clearance.agency.granted, **given)


def _always(delegate):
    person = delegate.person
    return [
        (_("Category"), capfirst(delegate.get_category_display())),
        (_("Position"), person.position),
        (_("Organisation"), person.organisation),
        (_("Nationality"), person.country.name),
        (_("Delegation"), delegate.delegation.name),
    ]


def _contact(granted, delegate):
    return [(_("E-mail"), delegate.person.email)] if G.CONTACT in granted else []


def _travel(granted, delegate):
    """Times on the edition's clock, which the page names."""
    details = DelegateDetails.objects.filter(delegate=delegate).first() if G.TRAVEL in granted else None
    if details is None:
        return []
    zone = delegate.edition.zone
    return [
        (_("Arrival"), _leg(details.arrives_at, details.arrival_flight, zone)),
        (_("Departure"), _leg(details.departs_at, details.departure_flight, zone)),
    ]


def _leg(at, flight, zone):
    return " · ".join(part for part in (f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "", flight) if part)
