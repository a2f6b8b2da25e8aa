"""Who signed for which badges; each receipt can be printed."""

from base64 import b64encode

from django.contrib import admin
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from delegations import receipt_pdf
from delegations.admin.readers import DESKS
from delegations.models import Receipt
from forum.admin.base import RoleAdmin
from forum.admin.buttons import button


@admin.register(Receipt)
class ReceiptAdmin(RoleAdmin):
    view_roles = DESKS
    may_add = False
    list_display = ["collected_by", "shown_signed_at", "delegation", "handed_by"]
    list_select_related = ["delegation", "handed_by", "edition"]
    list_filter = ["edition", ("delegation", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["collected_by", "signed_as", "delegation__name", "badges__delegate__person__name"]
    fields = ["edition", "delegation", "collected_by", "signed_as", "handed_by", "signed_at"]
    change_form_outer_before_template = "admin/delegations/receipt.html"
    actions_detail = ["print_receipt"]

    class Media:
        css = {"all": ["css/pages/delegations-desk.css"]}

    @admin.display(description=_("signed at"), ordering="signed_at")
    def shown_signed_at(self, receipt):
        return date_format(receipt.signed_at.astimezone(receipt.edition.zone), "DATETIME_FORMAT")

    @button(_("Print the receipt"), rule="hand_out_badge", icon="print")
    def print_receipt(self, request, receipt, form):
        headers = {"Content-Disposition": f'attachment; filename="receipt-{receipt.pk}.pdf"'}
        return HttpResponse(receipt_pdf.of(receipt), content_type="application/pdf", headers=headers)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        receipt = self.get_object(request, str(object_id)) if object_id else None
        beside = {}
        if receipt:
            rows = receipt.badges.select_related("delegate__person", "delegate__delegation")
            beside = {"receipt": receipt, "badges": rows, "title": str(receipt), "drawing": _drawing(receipt)}
        return super().changeform_view(request, object_id, form_url, {**(extra_context or {}), **beside})


def _drawing(receipt):
    """The signature for the page itself: a private file has no address."""
    if not receipt.signature:
        return ""
    with receipt.signature.open() as kept:
        return "data:image;base64," + b64encode(kept.read()).decode()
