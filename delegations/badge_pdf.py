"""Badges on paper, by typst with the fonts and flags that the project ships."""

import json
import shutil
import tempfile
import warnings
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from io import BytesIO
from pathlib import Path

import typst
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.formats import date_format
from django.utils.translation import override
from PIL import Image, ImageOps

from delegations import badge_faces
from delegations.badge_faces import Face
from delegations.models import Badge
from forum.models import Edition
from forum.photos import NO_PICTURE

DATA = settings.BASE_DIR / "data"
PAGE = settings.BASE_DIR / "templates" / "pdf" / "badges.typ"
PHOTO = (308, 385)
"""26 × 32.5 mm at 300 dots an inch."""

FLAG = '#set page(width: auto, height: auto, margin: 0mm)\n#image("flag.svg", height: 8mm)'


def of(edition: Edition, badges: Iterable[Badge], *, form: str) -> bytes:
    """A PDF of ``badges`` (with delegate, person and delegation at hand), in their order.

    ``form``: "card" for cards of 86 × 124 mm, "sheet" for four of them with crop marks on each A4 page.
    """
    return _compiled(edition, badge_faces.of_each(edition, badges), form, "pdf")


def picture(edition: Edition, face: Face) -> bytes:
    """A PNG of one card, for a preview."""
    return _compiled(edition, [face], "card", "png")


def _compiled(edition, faces, form, output):
    with tempfile.TemporaryDirectory(prefix="majlis-badges-") as name:
        folder = Path(name)
        flags = _flags(folder, {face.flag for face in faces if face.flag})
        shutil.copyfile(PAGE, folder / "badges.typ")
        with ThreadPoolExecutor(max_workers=2) as pool:  # photos free the interpreter, which draws codes meanwhile
            smaller = pool.map(_small, names := list(dict.fromkeys(face.photo for face in faces if face.photo)))
            codes = _codes(folder, faces)
            photos = _photos(folder, zip(names, smaller, strict=True))
        data = _heading(edition, form) | {
            "faces": [
                face.as_dict() | {"photo": photos.get(face.photo), "flag": flags.get(face.flag), "qr": code}
                for face, code in zip(faces, codes, strict=True)
            ],
        }
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return typst.compile(
            folder / "badges.typ",
            root=folder,
            font_paths=_fonts(),
            format=output,
            ppi=144,
            pdf_tags=False,
        )


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


def _codes(folder, faces):
    """The QR codes as pictures beside the page, two dots a module: a drawing costs the typesetter ten times that."""
    names = [f"qr-{number}.png" for number in range(len(faces))]
    for face, name in zip(faces, names, strict=True):
        badge_faces.qr_of(face.token).save(folder / name, scale=2, border=2)
    return names


def _photos(folder, pictures):
    """Files of the photos beside the page, by the name of each; one that cannot be read is left out."""
    kept = [(name, f"photo-{number}.jpg", small) for number, (name, small) in enumerate(pictures) if small]
    for _name, file, small in kept:
        (folder / file).write_bytes(small)
    return {name: file for name, file, _bytes in kept}


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


def _flags(folder, codes):
    """Pictures of the flags beside the page, by code; a code that no state has is left out."""
    found = {code: picture for code in sorted(codes) if (picture := _flag(code))}
    for code, picture in found.items():
        (folder / f"flag-{code}.png").write_bytes(picture)
    return {code: f"flag-{code}.png" for code in found}


@cache
def _flag(code: str) -> bytes | None:
    """The flag of a country by its code in ISO 3166-1, as a PNG: a drawing would be repeated in full on every badge."""
    drawing = DATA / "flags" / f"{code}.svg"
    if not code.isalpha() or not drawing.exists():
        return None
    with tempfile.TemporaryDirectory(prefix="majlis-flag-") as name:
        folder = Path(name)
        shutil.copyfile(drawing, folder / "flag.svg")
        (folder / "flag.typ").write_text(FLAG, encoding="utf-8")
        return typst.compile(folder / "flag.typ", root=folder, font_paths=_fonts(), format="png", ppi=600)


@cache
def _fonts() -> typst.Fonts:
    """Read once in a process. What the machine has is left out, so that paper looks the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[DATA / "fonts"])
