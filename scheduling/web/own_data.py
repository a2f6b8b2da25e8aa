"""What is held of the person who asks, who read it, and all of it to take away."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from delegations import own_data as holdings
from delegations import readers
from scheduling import own_data
from scheduling.actions import own_data as taking


@login_required
@never_cache
def show(request, edition):
    asker = holdings.whose(request.user)
    context = {
        "counts": own_data.counted(asker),
        "person": asker.person,
        "readings": readers.of(asker.person, reader=request.user) if asker.person else [],
    }
    return render(request, "portal/own_data.html", context)


@login_required
@require_POST
def take(request, edition):
    made = taking.take(request.edition, by=request.user, now=timezone.now())
    return FileResponse(made, as_attachment=True, filename="my-data.zip", headers={"Cache-Control": "no-store"})
