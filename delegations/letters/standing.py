"""For whom a letter may be issued, and whether one that was issued still holds."""

from enum import StrEnum

from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations.models import (
    Delegate,
    DelegateStatus,
    Delegation,
    Letter,
    LetterKind,
    LetterStatus,
    LetterTerms,
    VisaFrom,
)
from delegations.models.delegate import GONE
from delegations.models.delegation import ABSENT
from forum.models import Edition

S = DelegateStatus
FOR_VISA = {
    VisaFrom.APPROVED: {S.APPROVED},
    VisaFrom.SUBMITTED: {S.SUBMITTED, S.IN_REVIEW, S.INFO_NEEDED, S.APPROVED},
}


class Standing(StrEnum):
    """What the public page says. ``LAPSED``: nobody has ended the letter, but what it rests on does not hold now."""

    VALID = "valid"
    REPLACED = "replaced"
    REVOKED = "revoked"
    LAPSED = "lapsed"


def terms_of(edition: Edition) -> LetterTerms:
    """The edition's terms, perhaps not saved."""
    return LetterTerms.objects.filter(edition=edition).first() or LetterTerms(edition=edition)


def of(letter: Letter, terms: LetterTerms) -> Standing:
    """``letter`` with delegation and delegate at hand."""
    if letter.status != LetterStatus.VALID:
        return Standing(letter.status)
    subject = letter.delegate or letter.delegation
    return Standing.VALID if may_have(letter.kind, subject, terms) else Standing.LAPSED


def may_have(kind: str, subject: Delegation | Delegate, terms: LetterTerms) -> bool:
    """Whether a letter of the kind can stand for the subject now."""
    if isinstance(subject, Delegation):
        return kind == LetterKind.DELEGATION and subject.status not in ABSENT
    if subject.delegation.status in ABSENT:
        return False
    if kind == LetterKind.VISA:
        return subject.status in FOR_VISA[VisaFrom(terms.visa_from)]
    return kind == LetterKind.PERSON and subject.status not in GONE


def require(kind: str, subject: Delegation | Delegate, terms: LetterTerms) -> None:
    """Raise DomainError, with the reason, unless a letter of the kind may be issued for the subject."""
    if may_have(kind, subject, terms):
        return
    facts = {"subject": subject, "status": subject.get_status_display()}
    if kind == LetterKind.VISA and isinstance(subject, Delegate):
        sentence = _("%(subject)s is %(status)s: a visa letter is for who is approved.")
        if terms.visa_from == VisaFrom.SUBMITTED:
            sentence = _("%(subject)s is %(status)s: a visa letter is for who is before the desk or approved.")
        raise DomainError(sentence % facts, code="no-letter-for-status")
    raise DomainError(_("%(subject)s is %(status)s: no invitation can be issued.") % facts, code="no-letter-for-status")
