"""What a request names, among the rows that its reader may see (all else is 404), and how refusals are shown."""

from contextlib import contextmanager

from django.shortcuts import get_object_or_404

from core.errors import DomainError, InvalidInput
from delegations.models import Attachment, Delegate, Delegation, FocalPoint, GroupCode, LateChange, WaitingEntry
from delegations.web.forms import ReasonForm


def delegation_of(request, public_id) -> Delegation:
    rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition)
    return get_object_or_404(rows.select_related("edition"), public_id=public_id)


def delegate_of(request, public_id) -> Delegate:
    rows = Delegate.objects.visible_to(request.user).filter(edition=request.edition)
    return get_object_or_404(
        rows.select_related("person__user", "delegation__edition__registration_terms", "edition"), public_id=public_id
    )


def waiting_entry_of(request, public_id) -> WaitingEntry:
    rows = WaitingEntry.objects.visible_to(request.user).filter(delegation__edition=request.edition)
    return get_object_or_404(rows.select_related("delegation__edition"), public_id=public_id)


def focal_point_of(request, public_id) -> FocalPoint:
    rows = FocalPoint.objects.visible_to(request.user).filter(delegation__edition=request.edition)
    return get_object_or_404(rows.select_related("user", "delegation__edition"), public_id=public_id)


def group_code_of(request, public_id) -> GroupCode:
    rows = GroupCode.objects.visible_to(request.user).filter(delegation__edition=request.edition)
    return get_object_or_404(rows.select_related("delegation__edition"), public_id=public_id)


def note_of(request, public_id) -> Attachment:
    rows = Attachment.objects.notes().visible_to(request.user).filter(delegation__edition=request.edition)
    return get_object_or_404(rows.select_related("delegation__edition"), public_id=public_id)


def late_change_of(request, public_id) -> LateChange:
    rows = LateChange.objects.visible_to(request.user).filter(delegation__edition=request.edition)
    return get_object_or_404(rows.select_related("delegation__edition", "delegate__person"), public_id=public_id)


def reason_of(request) -> str:
    """The reason of a dialog, which may be empty. Raises InvalidInput for one that cannot be stored."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise InvalidInput(form.errors["reason"][0], field="reason")
    return form.cleaned_data["reason"]


@contextmanager
def refusals_in(form, fields=None):
    """Show a refusal of the block in ``form``, at its field where it names one; the input is kept.

    ``fields``: the form's names for fields that the action calls otherwise.
    """
    try:
        yield
    except DomainError as refusal:
        field = getattr(refusal, "field", None)
        field = (fields or {}).get(field, field)
        form.add_error(field if field in form.fields else None, str(refusal))
