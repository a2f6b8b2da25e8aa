"""Photos as they are kept: read by the picture library and written anew, so that nothing hidden comes along."""

import warnings
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import InvalidInput
from core.fields import new_public_id

LARGEST_BYTES = 8 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
LONGEST_SIDE = 1200
NO_PICTURE = (
    UnidentifiedImageError,
    OSError,  # cut short
    SyntaxError,  # what the PNG reader raises for a broken one
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


def check(upload: File, *, field: str = "photo") -> None:
    """Raise InvalidInput (of ``field``) for what ``recoded`` would refuse."""
    _require_small(upload, field)
    _read(upload, field)


def recoded(upload: File, *, field: str = "photo") -> ContentFile:
    """The picture in ``upload``, upright, at most 1,200 pixels a side, in its own format, without any metadata.

    Its name is new and says nothing. Raises InvalidInput (of ``field``) for what is no JPEG, PNG or WebP picture,
    whatever its name says, and for what is too large.
    """
    _require_small(upload, field)
    return rewritten(upload, field=field, longest_side=LONGEST_SIDE)


def rewritten(upload: File, *, field: str, longest_side: int) -> ContentFile:
    """As ``recoded`` for pictures that are no photos; how many bytes may come the caller has asked."""
    picture, form = _read(upload, field)
    picture = ImageOps.exif_transpose(picture)
    picture.thumbnail((longest_side, longest_side))
    if form == "JPEG" and picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture.info = {}
    kept = BytesIO()
    picture.save(kept, form)
    return ContentFile(kept.getvalue(), name=f"{new_public_id()}.{KEPT[form]}")


def _require_small(upload, field):
    if upload.size and upload.size > LARGEST_BYTES:
        raise InvalidInput(_("The picture is larger than 8 MB."), field=field, code="picture-too-large")


def _read(upload, field):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            upload.seek(0)
            picture = Image.open(upload, formats=tuple(KEPT))
            form = picture.format or ""
            if picture.width * picture.height > LARGEST_PIXELS:
                raise InvalidInput(_("The picture has too many pixels."), field=field, code="picture-too-large")
            picture.load()
    except NO_PICTURE as error:
        sentence = _("This file is no JPEG, PNG or WebP picture.")
        raise InvalidInput(sentence, field=field, code="not-a-picture") from error
    return picture, form
