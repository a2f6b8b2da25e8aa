"""Letterhead and terms: what a letter needs."""

from delegations.models import LetterHead, LetterTerms


def terms(edition, **more):
    made = LetterTerms.objects.create(edition=edition, **more)
    LetterHead.objects.create(
        terms=made,
        language="en",
        office="Sample Office",
        address="Sample Avenue 1\nIslamabad",
        signatory="Sample Signatory",
        signatory_title="Sample Secretary",
    )
    return made
