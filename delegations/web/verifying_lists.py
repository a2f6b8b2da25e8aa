"""The public page on which anyone verifies a version of a guest list. It gives no name that stands on the list."""

from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from delegations import guest_list_seal
from delegations import guest_lists as lists
from delegations.models import GuestListVersion
from delegations.web.verifying import LookingUp, hidden_page


class LookingUpLists(LookingUp):
    scope = "guest-lists"


@require_safe
@never_cache
def show(request, edition, version):
    """How the version stands: as it was signed, changed since, or signed with a key that is not trusted any more."""
    if seconds := LookingUpLists().seconds_to_wait(request):
        answer = _page(request, {"is_too_often": True}, status=429)
        answer["Retry-After"] = str(seconds)
        return answer
    rows = GuestListVersion.objects.filter(guest_list__edition=request.edition, public_id=version)
    found = rows.select_related("guest_list__edition", "key").first()
    if found is None:
        return _page(request, {"is_unknown": True}, status=404)
    context = {
        "version": found,
        "standing": guest_list_seal.standing(found),
        "names": found.entries.count(),
        "newest": lists.last_version(found.guest_list),
    }
    return _page(request, context)


def _page(request, context, *, status=200):
    return hidden_page(request, "delegations/verify_guest_list.html", context, status=status)
