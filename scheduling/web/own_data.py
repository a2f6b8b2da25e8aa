"""What is held of the person who asks, who read it, and all of it to take away."""

from django.contrib.auth.decorators import login_required
from django.http import StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from delegations import fates, readers
from delegations import own_data as holdings
from delegations.models import ErasureRequest, ErasureStatus
from scheduling import own_data
from scheduling.actions import own_data as taking


@login_required
@never_cache
def show(request, edition):
    asker = holdings.whose(request.user)
    context = {
        "counts": own_data.counted(asker),
        "person": asker.person,
        **_erasing(asker.person, request.edition),
        "readings": readers.of(asker.person, reader=request.user) if asker.person else [],
    }
    return render(request, "portal/own_data.html", context)


@login_required
@require_POST
def take(request, edition):
    made = taking.take(request.edition, by=request.user, now=timezone.now())
    return StreamingHttpResponse(made, content_type="application/zip", headers=taking.HEADERS)


def _erasing(person, edition):
    """What would become of each fact today, why that cannot be today, and the request that is with the desk."""
    if person is None:
        return {}
    today = timezone.now().astimezone(edition.zone).date()
    return {
        "fates": fates.of(person, today=today),
        "obstacle": fates.obstacle(person, today=today),
        "asked": ErasureRequest.objects.filter(person=person, status=ErasureStatus.ASKED).first(),
    }
