"""The facts of a delegate that an agency may see: always name, position, organisation, nationality, category and
delegation; beyond them what it was granted. What is secret is read on request only, and written down first."""

from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.models import (
    Agency,
    Attachment,
    Clearance,
    Delegate,
    DelegateDetails,
    GrantedFact,
    IdentityDocument,
    SecretReading,
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
    granted, document = set(agency.granted), _document_of(delegate)
    labels = [label for label, _value in _secrets(granted, document)]
    return Granted(
        facts=[*_always(delegate), *_contact(granted, delegate), *_travel(granted, delegate)],
        photo=delegate.person.photo if G.PHOTO in granted and delegate.person.photo else None,
        secrets=labels,
        has_scan=bool(G.DOCUMENT_SCAN in granted and document and document.scan),
        attachments=list(delegate.attachments.all()) if G.ATTACHMENTS in granted else [],
    )


def secrets(clearance: Clearance, *, reader, now) -> list[tuple[str, str]]:
    """Birth date and document as far as they were granted, by label. The reading is written down before."""
    found = _secrets(set(clearance.agency.granted), _document_of(clearance.delegate))
    for label, _value in found:
        _note(clearance, label, reader=reader, now=now)
    return found


def scan(clearance: Clearance, *, reader, now) -> IdentityDocument | None:
    """The document whose scan may be sent. The reading is written down before. None where none may be."""
    document = _document_of(clearance.delegate)
    if G.DOCUMENT_SCAN not in clearance.agency.granted or not document or not document.scan:
        return None
    _note(clearance, G.DOCUMENT_SCAN.label, reader=reader, now=now)
    return document


def attachment(clearance: Clearance, public_id: str, *, reader, now) -> Attachment | None:
    """A file of the delegate that may be sent. The reading is written down before. None for no such file."""
    rows = clearance.delegate.attachments.filter(public_id=public_id)
    found = rows.first() if G.ATTACHMENTS in clearance.agency.granted else None
    if found is None:
        return None
    _note(clearance, found.get_kind_display(), reader=reader, now=now)
    return found


def _note(clearance, what, *, reader, now):
    delegate = clearance.delegate
    SecretReading.objects.create(
        person=delegate.person, edition=delegate.edition, reader=reader, what=str(what)[:40], read_at=now
    )


def _document_of(delegate):
    return IdentityDocument.objects.filter(person=delegate.person_id).first()


def _secrets(granted, document):
    if document is None:
        return []
    found = []
    if G.BIRTH_DATE in granted and document.born_on:
        found.append((_("Date of birth"), document.born_on))
    if G.DOCUMENT in granted and document.number:
        issuer = document.country.name if document.country else ""
        number = ", ".join(part for part in (capfirst(document.get_kind_display()), document.number, issuer) if part)
        found.append((_("Identity document"), number))
    return found


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
