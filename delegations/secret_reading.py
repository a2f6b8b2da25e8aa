"""Reading what is kept encrypted of a delegate: on request only, and written down before it is shown.

``facts``: which of GrantedFact the reader may see.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.models import Attachment, Delegate, GrantedFact, IdentityDocument, SecretReading

G = GrantedFact
ALL = frozenset(GrantedFact.values)


@dataclass(frozen=True)
class Held:
    """What there is to be read, without what it says. ``labels``: of the secrets that are text."""

    labels: list[str] = field(default_factory=list)
    has_scan: bool = False
    attachments: list[Attachment] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.labels or self.has_scan or self.attachments)


def held(delegate: Delegate, facts: Collection[str]) -> Held:
    document = _document_of(delegate)
    return Held(
        labels=[label for label, _value in _secrets(facts, document)],
        has_scan=bool(G.DOCUMENT_SCAN in facts and document and document.scan),
        attachments=list(delegate.attachments.all()) if G.ATTACHMENTS in facts else [],
    )


def secrets(delegate: Delegate, facts: Collection[str], *, reader, now) -> list[tuple[str, str]]:
    """Birth date and document by label."""
    found = _secrets(facts, _document_of(delegate))
    for label, _value in found:
        _note(delegate, label, reader=reader, now=now)
    return found


def scan(delegate: Delegate, facts: Collection[str], *, reader, now) -> IdentityDocument | None:
    """The document whose scan may be sent. None where none may be."""
    document = _document_of(delegate)
    if G.DOCUMENT_SCAN not in facts or not document or not document.scan:
        return None
    _note(delegate, G.DOCUMENT_SCAN.label, reader=reader, now=now)
    return document


def attachment(delegate: Delegate, public_id: str, facts: Collection[str], *, reader, now) -> Attachment | None:
    """A file of the delegate that may be sent. None for no such file."""
    found = delegate.attachments.filter(public_id=public_id).first() if G.ATTACHMENTS in facts else None
    if found is None:
        return None
    _note(delegate, found.get_kind_display(), reader=reader, now=now)
    return found


def _note(delegate, what, *, reader, now):
    SecretReading.objects.create(
        person=delegate.person, edition=delegate.edition, reader=reader, what=str(what)[:40], read_at=now
    )


def _document_of(delegate):
    return IdentityDocument.objects.filter(person=delegate.person_id).first()


def _secrets(facts, document):
    if document is None:
        return []
    found = []
    if G.BIRTH_DATE in facts and document.born_on:
        found.append((_("Date of birth"), document.born_on))
    if G.DOCUMENT in facts and document.number:
        issuer = document.country.name if document.country else ""
        number = ", ".join(part for part in (capfirst(document.get_kind_display()), document.number, issuer) if part)
        found.append((_("Identity document"), number))
    return found
