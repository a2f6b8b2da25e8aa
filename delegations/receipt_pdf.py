"""A receipt on paper: who signed for which badges."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.typesetting import typeset
from delegations.models import Receipt


def of(receipt: Receipt) -> bytes:
    """The PDF of ``receipt``, A4, in the reader's language."""
    rows = receipt.badges.select_related("delegate__person", "delegate__delegation").order_by("pk")
    signature = _signature(receipt)
    data = {
        "title": _("Receipt for badges"),
        "forum": receipt.edition.name,
        "facts": [
            [_("Collected by"), receipt.collected_by],
            [_("Delegation"), str(receipt.delegation or "—")],
            [_("Handed over by"), str(receipt.handed_by or "—")],
            [_("When"), _when(receipt)],
        ],
        "heads": [_("Badge"), _("Category"), _("Delegation"), _("Number")],
        "rows": [_row(badge) for badge in rows],
        "signed": _("Signature"),
        "signed_as": receipt.signed_as,
        "signature": "signature" if signature else None,
    }
    return typeset("receipt.typ", data, files={"signature": signature} if signature else {})


def _row(badge):
    delegation = badge.delegate.delegation.name if badge.delegate else "—"
    return [str(badge), str(badge.get_category_display()), delegation, f"{badge.serial % 10**8:08d}"]


def _when(receipt):
    at = date_format(receipt.signed_at.astimezone(receipt.edition.zone), "j F Y, H:i")
    return f"{at} ({receipt.edition.timezone})"


def _signature(receipt):
    if not receipt.signature:
        return None
    with receipt.signature.open() as kept:
        return kept.read()
