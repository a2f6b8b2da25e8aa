"""The sample letterhead, and letters of sample delegations. Who signs is a sample: none speaks for the host."""

from delegations.actions import letters
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationKind, Letter, LetterHead, LetterTerms
from forum.models import Edition
from scheduling.demo import moments
from scheduling.demo.users import user

HEADS = {
    "en": ("Sample Secretariat of PMIF 2025", "Sample Avenue 1\nIslamabad", "Sample Signatory", "Sample Secretary"),
    "ur": ("نمونہ سیکریٹریٹ، PMIF 2025", "نمونہ شاہراہ ۱\nاسلام آباد", "نمونہ دستخط کنندہ", "نمونہ سیکریٹری"),
}


def load(edition: Edition) -> int:
    """Make the letterhead and the letters that are missing; gives how many letters."""
    _head(edition)
    guests = Delegation.objects.filter(edition=edition, is_sample=True).exclude(kind=DelegationKind.HOST)
    some = guests.filter(letters=None, delegates__status=DelegateStatus.APPROVED).distinct()
    return sum(_letters(one) for one in some.order_by("pk"))


def _head(edition):
    terms, is_new = LetterTerms.objects.get_or_create(edition=edition)
    if is_new:
        for language, (office, address, signatory, title) in HEADS.items():
            facts = {"office": office, "address": address, "signatory": signatory, "signatory_title": title}
            LetterHead.objects.create(terms=terms, language=language, **facts)


def _letters(delegation):
    said = {"by": user("protocol"), "now": moments.DECIDED}
    approved = Delegate.objects.filter(delegation=delegation, status=DelegateStatus.APPROVED)
    before = Letter.objects.count()
    for language in HEADS:
        letters.issue(delegation, kind="delegation", language=language, **said)
    letters.issue_each(approved, kind="visa", language="en", **said)
    letters.issue_each(approved[:1], kind="visa", language="ur", **said)
    return Letter.objects.count() - before
