"""An upload that is not what it says, and what a photo brings along."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.errors import InvalidInput
from forum import photos


def picture(form="JPEG", size=(40, 20), **options):
    kept = BytesIO()
    Image.new("RGB", size, "green").save(kept, form, **options)
    return ContentFile(kept.getvalue(), name="portrait.jpg")


def claiming(width, height):
    """A PNG of a few bytes whose header says that it is as large as that, which is all that is read before refusing."""
    small = picture("PNG").read()
    header = b"IHDR" + struct.pack(">II", width, height) + small[24:29]
    data = small[:12] + header + struct.pack(">I", zlib.crc32(header)) + small[33:]
    return ContentFile(data, name="portrait.png")


def refusal(upload):
    with pytest.raises(InvalidInput) as refused:
        photos.recoded(upload)
    assert refused.value.field == "photo"
    return refused.value.code


@pytest.mark.parametrize(("form", "ending"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_photo_is_written_anew_under_a_name_that_says_nothing(form, ending):
    kept = photos.recoded(picture(form))
    assert "portrait" not in kept.name
    assert kept.name.endswith(f".{ending}")
    assert Image.open(kept).format == form


def test_photo_loses_its_metadata_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter
    exif[0x010E] = "Sample secret"
    kept = photos.recoded(picture(exif=exif))
    shown = Image.open(kept)
    assert (dict(shown.getexif()), shown.size) == ({}, (20, 40))
    assert b"Sample secret" not in kept.read()


def test_photo_is_made_small():
    assert Image.open(photos.recoded(picture(size=(3000, 1500)))).size == (1200, 600)


@pytest.mark.parametrize(
    "content",
    [
        b"<script>alert(1)</script>",
        b"%PDF-1.7 and no picture",
        b"",
        b"\xff\xd8\xff\xe0 begins like one",
        picture("GIF").read(),
        picture().read()[:200],
    ],
)
def test_upload_that_is_no_picture_is_refused_whatever_its_name(content):
    assert refusal(ContentFile(content, name="portrait.jpg")) == "not-a-picture"


def test_upload_too_large_is_refused():
    assert refusal(ContentFile(b"\xff" * (photos.LARGEST_BYTES + 1), name="portrait.jpg")) == "picture-too-large"


def test_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    assert refusal(claiming(10_000, 6_000)) == "picture-too-large"
