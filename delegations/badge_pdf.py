"""Badges on paper, by typst with the fonts and flags that the project ships."""

import warnings
from collections.abc import Callable, Iterable
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
PHOTO = (240, 300)
"""26 × 32.5 mm at 234 dots an inch: a quarter of the largest that is kept, at which a JPEG is read quickly."""


def of(edition: Edition, badges: Iterable[Badge], *, form: str, tell: Callable[[int], object] = int) -> bytes:
    """A PDF of ``badges`` (with delegate, person and delegation at hand), in their order.

    ``form``: "card" for cards of 86 × 124 mm, "sheet" for four of them with crop marks on each A4 page. ``tell`` is
    called with how many badges are ready for the page; what it raises ends the work.
    """
    return _compiled(edition, badge_faces.of_each(edition, badges), form, "pdf", tell)


def picture(edition: Edition, face: Face) -> bytes:
    """A PNG of one card, for a preview."""
    return _compiled(edition, [face], "card", "png", int)


def _compiled(edition, faces, form, output, tell):
    with Paper() as paper, ThreadPoolExecutor(max_workers=2) as pool:
        codes = paper.codes(face.token for face in faces)
        flags = paper.pictures_of(_flags({face.flag for face in faces if face.flag}))
        photos = _photos(paper, pool, faces, tell)
        data = _heading(edition, form) | {
            "faces": [
                face.as_dict() | {"photo": photo, "flag": flags.get(face.flag), "qr": code}
                for face, code, photo in zip(faces, codes, photos, strict=True)
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


def _photos(paper, pool, faces, tell):
    """The file of each face's photo beside the page; None for who has none, and for one that cannot be read."""
    files = []
    smaller = pool.map(_small, [face.photo for face in faces])  # reading a photo leaves the interpreter to others
    for number, small in enumerate(smaller, start=1):
        files.append(f"photo-{number}.jpg" if small else None)
        if small:
            paper.add(files[-1], small)
        tell(number)
    return files


def _small(name):
    if not name:
        return None
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
