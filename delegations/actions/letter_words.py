"""Writing the words of letters, and putting a signature below them."""

from django.core.files.base import File
from django.db import transaction

from delegations.letters import templates
from delegations.models import LetterTemplate, LetterTerms
from forum import editions, photos


def write(template: LetterTemplate) -> LetterTemplate:
    """Keep the words of a kind in one language; letters that were issued stay as they are.

    Raises InvalidInput (field ``title`` or ``body``) for a name that the kind does not have.
    """
    with transaction.atomic():
        editions.require_open(template.edition)
        templates.check(template.kind, template.title, template.body)
        template.save()
    return template


def sign(terms: LetterTerms, signature: File) -> LetterTerms:
    """Put a picture of the signature below the letters from now on. Raises InvalidInput (field ``signature``).

    The former picture stays: letters that were issued show it.
    """
    drawn = photos.recoded(signature, field="signature")
    with transaction.atomic():
        editions.require_open(terms.edition)
        terms.signature.save("signature", drawn, save=False)
        terms.save(update_fields=["signature"])
    return terms


def unsign(terms: LetterTerms) -> LetterTerms:
    """From now on letters leave room for a signature by hand."""
    editions.require_open(terms.edition)
    terms.signature = ""
    terms.save(update_fields=["signature"])
    return terms
