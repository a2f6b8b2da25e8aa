"""Files that are handed in: what is in them decides, and what is not what it says is refused."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.errors import InvalidInput
from delegations import uploads

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(form, size=(40, 20), name="scan.exe", **options):
    kept = BytesIO()
    Image.new("RGB", size, "green").save(kept, form, **options)
    return ContentFile(kept.getvalue(), name=name)


@pytest.mark.parametrize(
    ("upload", "content_type", "name"),
    [
        (ContentFile(PDF, name="Letter of assignment.pdf"), "application/pdf", "Letter of assignment.pdf"),
        (ContentFile(PDF, name="..\\..\\evil\u202e.html"), "application/pdf", "evil.pdf"),
        (ContentFile(PDF, name=f"{'a' * 300}.pdf"), "application/pdf", f"{'a' * 116}.pdf"),
        (ContentFile(PDF, name="noending"), "application/pdf", "file.pdf"),
        (picture("JPEG"), "image/jpeg", "scan.jpg"),
        (picture("PNG", name="/etc/پاسپورٹ.png"), "image/png", "پاسپورٹ.png"),
    ],
)
def test_file_is_known_by_what_is_in_it(upload, content_type, name):
    kept = uploads.checked(upload)
    assert (kept.content_type, kept.name) == (content_type, name)


def test_picture_is_written_anew_and_what_was_hidden_in_it_is_gone():
    exif = Image.Exif()
    exif[0x010E] = "Taken at home"
    upload = picture("JPEG", size=(4000, 100), exif=exif)
    kept = uploads.checked(ContentFile(upload.read() + b"<script>alert(1)</script>", name="a.jpg")).content.read()
    assert b"Taken at home" not in kept
    assert b"script" not in kept
    assert Image.open(BytesIO(kept)).size == (uploads.LONGEST_SIDE, 75)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.7 cut short",
        b"GIF89a",
        b"\xff\xd8\xff and no picture",
        b"MZ\x90\x00" + PDF,
        b"PK\x03\x04" + PDF,
    ],
)
def test_file_of_another_kind_is_refused_by_its_field(data):
    with pytest.raises(InvalidInput) as refusal:
        uploads.checked(ContentFile(data, name="passport.pdf"), field="scan")
    assert refusal.value.field == "scan"


def test_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_BYTES", len(PDF) - 1)
    with pytest.raises(InvalidInput) as refusal:
        uploads.checked(ContentFile(PDF, name="a.pdf"))
    assert refusal.value.code == "file-too-large"
