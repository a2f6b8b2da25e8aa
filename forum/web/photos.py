"""Photos of persons. Their names are unguessable and new for every picture, so a picture never changes."""

import mimetypes
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

FOR_EVER = "public, max-age=31536000, immutable"


def photo(request, name):
    """The picture that is kept under ``name``."""
    kept = f"persons/{PurePosixPath(name).name}"
    if kept != f"persons/{name}" or not default_storage.exists(kept):
        raise Http404
    kind = mimetypes.guess_type(name)[0]
    return FileResponse(default_storage.open(kept), content_type=kind, headers={"Cache-Control": FOR_EVER})
