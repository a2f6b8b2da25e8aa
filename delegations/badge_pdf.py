"""Badges on paper, by typst with the fonts and flags that the project ships."""

import warnings
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.formats import date_format
from django.utils.translation import override
from PIL import Image, ImageOps

from core.typesetting import Paper
from delegations import badge_faces
from delegations.badge_faces import Face
from delegations.models import Badge
from forum.models import Edition
from forum.photos import NO_PICTURE

DATA = settings.BASE_DIR / "data"
PHOTO = (300, 375)
"""26 × 32.5 mm at 293 dots an inch: half or a quarter of what is kept, at which a JPEG is read quickly."""


def of(edition: Edition, badges: Iterable[Badge], *, form: str) -> bytes:
    """A PDF of ``badges`` (with delegate, person and delegation at hand), in their order.

    ``form``: "card" for cards of 86 × 124 mm, "sheet" for four of them with crop marks on each A4 page.
    """
    return _compiled(edition, badge_faces.of_each(edition, badges), form, "pdf")


def picture(edition: Edition, face: Face) -> bytes:
    """A PNG of one card, for a preview."""
    return _compiled(edition, [face], "card", "png")


def _compiled(edition, faces, form, output):
    with Paper() as paper, ThreadPoolExecutor(max_workers=2) as pool:
        codes = paper.codes(face.token for face in faces)
        flags = paper.pictures_of(_flags({face.flag for face in faces if face.flag}))
        photos = _photos(paper, pool, list(dict.fromkeys(face.photo for face in faces if face.photo)))
        data = _heading(edition, form) | {
            "faces": [
                face.as_dict() | {"photo": photos.get(face.photo), "flag": flags.get(face.flag), "qr": code}
                for face, code in zip(faces, codes, strict=True)
            ],
        }
        return paper.typeset("badges.typ", data, form=output)


def _heading(edition, form):
    with override(settings.LANGUAGE_CODE):
        days = sorted({edition.starts_on, edition.ends_on})
        when = " – ".join(date_format(day, "j F Y" if day == days[-1] else "j F") for day in days)
    place = f"{edition.city} · {when}" if edition.city else when
    return {
        "form": form,
        "title": f"{edition.short_name}",
        "short_name": edition.short_name,
        "name": edition.name,
        "when": place,
    }


def _photos(paper, pool, names):
    """Files of the photos beside the page, by the name of each; one that cannot be read is left out."""
    smaller = zip(names, pool.map(_small, names), strict=True)  # reading a photo leaves the interpreter to others
    kept = {name: (f"photo-{number}.jpg", small) for number, (name, small) in enumerate(smaller) if small}
    for file, small in kept.values():
        paper.add(file, small)
    return {name: file for name, (file, _small) in kept.items()}


def _small(name):
    try:
        with default_storage.open(name) as kept, warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            found = Image.open(kept)
            found.draft("RGB", PHOTO)  # a JPEG is read at the size that is needed
            fitted = ImageOps.fit(found.convert("RGB"), PHOTO, Image.Resampling.BILINEAR, centering=(0.5, 0.3))
    except NO_PICTURE:
        return None
    small = BytesIO()
    fitted.save(small, "JPEG", quality=88)
    return small.getvalue()


def _flags(codes):
    """The drawings of flags by their codes in ISO 3166-1; a code that no state has is left out."""
    drawings = {code: DATA / "flags" / f"{code}.svg" for code in sorted(codes) if code.isalpha()}
    return {code: drawing for code, drawing in drawings.items() if drawing.exists()}
