"""Files that are handed in: known by what is in them and never by their name, pictures written anew."""

import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from forum import photos

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 3000
"""Of a scan, in pixels: A4 at some 250 dots an inch."""
LONGEST_NAME = 120
TAIL = 1024
"""Where the end of a PDF is marked (ISO 32000-1, annex H.3)."""
PICTURES = {b"\xff\xd8\xff": ("image/jpeg", "jpg"), b"\x89PNG\r\n\x1a\n": ("image/png", "png")}
ACCEPTED = ".pdf,.jpg,.jpeg,.png"


@dataclass(frozen=True)
class Upload:
    """What is kept of a file: its content, what that is, and a name fit to be shown and saved under."""

    content: ContentFile
    content_type: str
    name: str


def checked(upload: File, *, field: str = "file") -> Upload:
    """The file as it may be kept. Raises InvalidInput (of ``field``) for what is no whole PDF, JPEG or PNG, whatever
    its name says, and for more than 10 MB.

    A picture is decoded and written anew, so that nothing hidden comes along. A PDF is kept as it is: it is never
    opened here, and only ever sent as a download.
    """
    if upload.size and upload.size > LARGEST_BYTES:
        raise InvalidInput(_("The file is larger than 10 MB."), field=field, code="file-too-large")
    upload.seek(0)
    data = upload.read()
    for mark, (content_type, ending) in PICTURES.items():
        if data.startswith(mark):
            picture = photos.rewritten(upload, field=field, longest_side=LONGEST_SIDE)
            return Upload(picture, content_type, _name(upload.name, ending))
    if data.startswith(b"%PDF-") and b"%%EOF" in data[-TAIL:]:
        return Upload(ContentFile(data), "application/pdf", _name(upload.name, "pdf"))
    raise InvalidInput(_("This file is no PDF, JPEG or PNG."), field=field, code="file-of-no-use")


def _name(given, ending):
    """The last part of the given name, without what cannot be shown, with the ending that its content calls for."""
    stem = PurePosixPath((given or "").replace("\\", "/")).name
    stem = "".join(letter for letter in stem if unicodedata.category(letter)[0] != "C").rpartition(".")[0].strip()
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"
