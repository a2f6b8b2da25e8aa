"""Photos as they are kept: read by the picture library and written anew, so that nothing hidden comes along."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from core.errors import InvalidInput
from core.fields import new_public_id

LARGEST_BYTES = 8 * 1024 * 1024
LARGEST_PIXELS = 50_000_000
LONGEST_SIDE = 1200
PORTRAIT = (300, 400)
"""The least width and height of a portrait in pixels, and so its ratio: 3 to 4, as on a badge."""
NO_PICTURE = (
    UnidentifiedImageError,
    OSError,  # cut short
    SyntaxError,  # what the PNG reader raises for a broken one
    ValueError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
KEPT = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}


@dataclass(frozen=True)
class Crop:
    """A part of the upright picture, 3 wide by 4 high: its corner and width as shares of the picture's width and
    height, from 0 to 1."""

    left: float
    top: float
    width: float


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


def portrait(upload: File, *, crop: Crop | None = None, field: str = "photo") -> ContentFile:
    """As ``recoded``, of the part ``crop``, or without one of the largest part in the middle that is 3 to 4.

    Raises InvalidInput also for a part that lies outside the picture or has fewer than 300 by 400 pixels.
    """
    _require_small(upload, field)
    picture, form = _read(upload, field)
    picture = ImageOps.exif_transpose(picture)
    picture = picture.crop(_box(picture, crop, field))
    if picture.width < PORTRAIT[0] or picture.height < PORTRAIT[1]:
        sentence = _("The photo must have at least 300 by 400 pixels. Take a larger one, or a larger part of it.")
        raise InvalidInput(sentence, field=field, code="picture-too-small")
    return _kept(picture, form, LONGEST_SIDE)


def rewritten(upload: File, *, field: str, longest_side: int) -> ContentFile:
    """As ``recoded`` for pictures that are no photos; how many bytes may come the caller has asked."""
    picture, form = _read(upload, field)
    return _kept(ImageOps.exif_transpose(picture), form, longest_side)


def _kept(picture, form, longest_side):
    picture.thumbnail((longest_side, longest_side))
    if form == "JPEG" and picture.mode != "RGB":
        picture = picture.convert("RGB")
    picture.info = {}
    kept = BytesIO()
    picture.save(kept, form)
    return ContentFile(kept.getvalue(), name=f"{new_public_id()}.{KEPT[form]}")


def _box(picture, crop, field):
    """Left, top, right, bottom in pixels."""
    across, down = PORTRAIT
    if crop is None:
        width = min(picture.width, picture.height * across // down)
        left, top = (picture.width - width) // 2, (picture.height - width * down // across) // 2
    else:
        left, top, width = (
            round(crop.left * picture.width),
            round(crop.top * picture.height),
            round(crop.width * picture.width),
        )
    height = round(width * down / across)
    inside = left >= 0 and top >= 0 and left + width <= picture.width + 1 and top + height <= picture.height + 1
    if width < 1 or not inside:
        raise InvalidInput(_("The chosen part lies outside the picture."), field=field, code="crop-outside")
    return left, top, min(left + width, picture.width), min(top + height, picture.height)


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
