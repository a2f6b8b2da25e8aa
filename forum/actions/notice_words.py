"""Organisers write the words of a notice in one language, and go back to the house's."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput, Stale
from forum.editions import require_open
from forum.models import Edition
from notifications import own_words
from notifications.models import Wording

PARTS = ("subject", "heading", "body")


def write(
    edition: Edition, kind: str, language: str, *, words: dict[str, str], seen: str, by, now: datetime
) -> Wording:
    """Say ``words`` (by ``PARTS``; an empty one says what the house says) from now on, in what waits too.

    ``seen``: the ``stamp`` of what the writer began with. Raises InvalidInput with the part at fault, for a name that
    the notice does not have, a bracket that stands alone, a text that does not lead on; Stale when somebody else wrote.
    """
    words = {part: words[part].strip() for part in PARTS}
    own_words.check(kind, **words)
    if not any(words.values()):
        raise InvalidInput(_("Nothing is written. To say what the house says, go back to its words."), field="body")
    with transaction.atomic():
        require_open(edition)
        found = _held(edition, kind, language)
        if stamp(found) != seen:
            raise Stale
        facts = {**words, "changed_at": now, "changed_by": by}
        if found is None:
            return Wording.objects.create(edition=edition.slug, kind=kind, language=language, **facts)
        for name, value in facts.items():
            setattr(found, name, value)
        found.save()
    return found


def reset(edition: Edition, kind: str, language: str) -> None:
    """Say what the house says again; the history keeps the words. Raises DomainError where nothing was changed."""
    with transaction.atomic():
        require_open(edition)
        found = _held(edition, kind, language)
        if found is None:
            raise DomainError(_("These are the house's words already."), code="not-changed")
        found.delete()


def stamp(wording: Wording | None) -> str:
    """Differs with every change; empty for the house's words."""
    return wording.changed_at.isoformat() if wording else ""


def _held(edition, kind, language):
    rows = Wording.objects.select_for_update().filter(edition=edition.slug, kind=kind, language=language)
    return rows.first()
