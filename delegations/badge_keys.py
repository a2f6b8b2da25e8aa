"""The keys that badges of an edition are signed with, and those that gates trust."""

from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations.models import BadgeKey
from forum.models import Edition


def signing(edition: Edition) -> BadgeKey:
    """The key that signs now. Raises DomainError where none was made yet."""
    key = BadgeKey.objects.filter(edition=edition, retired_at=None).first()
    if key is None:
        sentence = _("%(edition)s has no badge key yet. An organiser makes one under “Badge keys”.")
        raise DomainError(sentence % {"edition": edition}, code="no-badge-key")
    return key


def trusted(edition: Edition) -> dict[int, bytes]:
    """The public keys, 32 bytes each, by number, as ``tokens.read`` takes them."""
    rows = BadgeKey.objects.filter(edition=edition, is_trusted=True).values_list("number", "public_key")
    return {number: bytes.fromhex(public_key) for number, public_key in rows}
