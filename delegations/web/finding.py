"""What an address names, among the rows that its reader may see; everything else is 404."""

from contextlib import contextmanager

from django.shortcuts import get_object_or_404

from core.errors import DomainError
from delegations.models import Delegate, Delegation


def delegation_of(request, public_id) -> Delegation:
    rows = Delegation.objects.visible_to(request.user).filter(edition=request.edition)
    return get_object_or_404(rows.select_related("edition"), public_id=public_id)


def delegate_of(request, public_id) -> Delegate:
    rows = Delegate.objects.visible_to(request.user).filter(edition=request.edition)
    return get_object_or_404(rows.select_related("person__user", "delegation", "edition"), public_id=public_id)


@contextmanager
def refusals_in(form):
    """Show a refusal of the block in ``form``, at its field where it names one; the input is kept."""
    try:
        yield
    except DomainError as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal))
