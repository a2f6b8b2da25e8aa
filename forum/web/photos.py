"""Photos of persons, for those who may see the person. A name is new for every picture, so a picture never changes."""

import mimetypes
from pathlib import PurePosixPath

from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from forum.models import Person

FOR_EVER = "public, max-age=31536000, immutable"
FOR_THE_READER = "private, no-cache"


def photo(request, name):
    """The picture that is kept under ``name``: anybody's who appears in the public programme, of others to those who
    may see them. A name alone opens nothing."""
    kept = f"persons/{PurePosixPath(name).name}"
    rows = Person.objects.filter(photo=kept)
    if kept != f"persons/{name}" or not rows.visible_to(request.user).exists() or not default_storage.exists(kept):
        raise Http404
    is_public = rows.visible_to(AnonymousUser()).exists()
    headers = {"Cache-Control": FOR_EVER if is_public else FOR_THE_READER}
    return FileResponse(default_storage.open(kept), content_type=mimetypes.guess_type(name)[0], headers=headers)
