"""One's own badge on a phone: the code that a gate reads, what it opens, and what to do when the card is lost."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from core.typesetting import code_as_svg
from delegations import badge_faces, categories, own_badge
from delegations.web import wallet


@login_required
@never_cache
def show(request, edition):
    badge = own_badge.of(request.user, request.edition)
    if badge is None or badge.delegate is None:
        return render(request, "delegations/badge.html", {"badge": None})
    said = own_badge.code_of(badge)
    color = categories.terms_of(request.edition)[badge.category].color
    context = {
        "badge": badge,
        "person": (person := badge.delegate.person),
        "delegation": badge.delegate.delegation,
        "script": badge_faces.script_of(person.native_name),
        "code": code_as_svg(said) if said else "",
        "zones": own_badge.zones_of(badge),
        "color": color,
        "wallets": wallet.offered() if said else [],
    }
    return render(request, "delegations/badge.html", context)
