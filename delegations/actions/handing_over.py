"""Badges leave the desk: to whom, signed for by whom. Floaters and day passes come back and leave again."""

from collections.abc import Iterable

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import InvalidInput, required
from delegations.models import Badge, BadgeStatus, Receipt
from forum import editions, photos


def issue(badge: Badge, *, by, now) -> Badge:
    """Hand one badge to its holder. Raises DomainError for one that is not printed."""
    with transaction.atomic():
        return _issue([badge], by=by, now=now)[0]


def hand_over(
    badges: Iterable[Badge], *, collected_by, signed_as="", signature: File | None = None, by, now
) -> Receipt:
    """Give badges of one edition to somebody who answers for them, against a signature: a typed name or a drawing.

    All or none. Raises InvalidInput (by field) without a collector or a signature, DomainError for a badge that is
    not printed.
    """
    collected_by = required(collected_by, _("Write who collects the badges."), field="collected_by")
    signed_as = (signed_as or "").strip()
    if not signed_as and signature is None:
        raise InvalidInput(_("Whoever collects the badges signs for them."), field="signed_as")
    drawn = photos.recoded(signature, field="signature") if signature else None
    with transaction.atomic():
        held = _issue(list(badges), by=by, now=now)
        receipt = Receipt(
            edition=held[0].edition,
            delegation=_shared_delegation(held),
            collected_by=collected_by,
            signed_as=signed_as,
            handed_by=by,
            signed_at=now,
        )
        if drawn is not None:
            receipt.signature.save("signature", drawn, save=False)
        receipt.save()
        receipt.badges.set(held)
    return receipt


def _issue(badges, *, by, now):
    if not badges:
        raise InvalidInput(_("Choose the badges first."))
    if len({badge.edition_id for badge in badges}) > 1:
        raise InvalidInput(_("Choose badges of one edition."))
    editions.require_open(badges[0].edition)
    rows = Badge.objects.filter(pk__in=[badge.pk for badge in badges])
    held = list(rows.select_related("edition", "delegate__person").select_for_update(of=("self",)).order_by("pk"))
    workflow.move_all(held, BadgeStatus.ISSUED, by=by, now=now)
    return held


def _shared_delegation(badges):
    found = {badge.delegate.delegation_id if badge.delegate else None for badge in badges}
    if len(found) > 1 or found == {None}:
        return None
    return badges[0].delegate.delegation
