"""Pictures of delegates, for those who may see the delegate."""

import mimetypes

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404

from delegations.web.finding import delegate_of


@login_required
def portrait(request, edition, delegate):
    """The delegate's photo, to whoever may see the delegate; no cache but the reader's own keeps it."""
    photo = delegate_of(request, delegate).person.photo
    name = photo.name or ""
    if not name or not photo.storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0]
    return FileResponse(photo.storage.open(name), content_type=kind, headers={"Cache-Control": "private, no-cache"})
