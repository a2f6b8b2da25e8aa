"""The meetings that concern the reader: the list, one of them."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, render

from scheduling.models import Meeting


@login_required
def meeting(request, edition, public_id):
    rows = Meeting.objects.visible_to(request.user).filter(edition=request.edition)
    return render(request, "scheduling/meeting.html", {"meeting": get_object_or_404(rows, public_id=public_id)})
