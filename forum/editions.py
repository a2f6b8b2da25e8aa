"""An archived edition is a record: every action that would change it asks here first."""

from django.utils.translation import gettext as _

from core.errors import DomainError
from forum.models import Edition


def require_open(edition: Edition) -> None:
    """Raise DomainError when ``edition`` is archived. Reads the row anew, so that a kept copy cannot mislead."""
    if Edition.objects.filter(pk=edition.pk, is_archived=True).exists():
        raise _archived(edition)


def require_open_as_read(edition: Edition) -> None:
    """The same of a row that the caller has read within this transaction."""
    if edition.is_archived:
        raise _archived(edition)


def _archived(edition):
    sentence = _("%(edition)s is archived: nothing in it can be changed any more.") % {"edition": edition}
    return DomainError(sentence, code="archived")
