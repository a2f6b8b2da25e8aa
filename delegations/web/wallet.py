"""One's own badge for the phone's wallet: to its holder, while its code opens gates and where the keys are there."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.errors import DomainError
from delegations import own_badge
from delegations.wallet import apple, face, google, keys


def offered() -> list[str]:
    """The wallets that passes are given for, by name."""
    return [state.name for state in keys.states(now=timezone.now()) if not state.problem]


@login_required
@require_safe
@never_cache
def apple_pass(request, edition):
    made = apple.bundle(_face(request), _keys(lambda: keys.apple(now=timezone.now())))
    headers = {"Content-Disposition": f'attachment; filename="{edition}.pkpass"'}
    return HttpResponse(made, content_type=apple.CONTENT_TYPE, headers=headers)


@login_required
@require_safe
@never_cache
def google_pass(request, edition):
    return HttpResponseRedirect(google.link(_face(request), _keys(keys.google), now=timezone.now()))


def _face(request):
    badge = own_badge.of(request.user, request.edition)
    if badge is None or badge.delegate is None or not own_badge.code_of(badge):
        raise Http404
    return face.of(badge, badge.delegate)


def _keys(ask):
    try:
        return ask()
    except DomainError as refusal:
        raise Http404 from refusal
