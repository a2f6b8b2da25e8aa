"""Photos of delegates: cut to the badge's ratio, rid of what they carry along, open to who sees the delegate."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.errors import InvalidInput
from delegations.actions import confirmation
from forum.photos import Crop
from tests.delegations.test_confirmation import address, picture
from tests.forum.test_photos import claiming


def bytes_of(photo):
    with photo.storage.open(photo.name) as kept:
        return kept.read()


def status_of(client, path):
    answer = client.get(path)
    _read = answer.getvalue()  # which closes the file
    return answer.status_code


def test_portrait_is_cropped_to_its_ratio_and_rid_of_its_place(delegate, said):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (33.0, 41.0, 0.0)}  # where it was taken
    exif[0x010E] = "Taken at home"
    confirmation.give_photo(delegate, picture((1000, 800), exif=exif), **said)
    data = bytes_of(delegate.person.photo)
    kept = Image.open(BytesIO(data))
    assert (kept.size, dict(kept.getexif())) == ((600, 800), {})
    assert not any(mark in data for mark in (b"Exif", b"Taken at home"))


def test_portrait_is_the_part_that_was_chosen(delegate, said):
    both = Image.new("RGB", (1200, 800), "red")
    both.paste("blue", (600, 0, 1200, 800))
    kept = BytesIO()
    both.save(kept, "PNG")
    confirmation.give_photo(delegate, ContentFile(kept.getvalue(), name="a"), crop=Crop(0.5, 0, 0.5), **said)
    shown = Image.open(BytesIO(bytes_of(delegate.person.photo)))
    assert (shown.size, shown.getpixel((5, 5))) == ((600, 800), (0, 0, 255))


@pytest.mark.parametrize(
    ("upload", "crop", "code"),
    [
        (picture((299, 400)), None, "picture-too-small"),
        (picture((4000, 300)), None, "picture-too-small"),
        (picture((900, 1200)), Crop(0, 0, 0.2), "picture-too-small"),
        (picture(), Crop(0.5, 0, 1), "crop-outside"),
        (picture(), Crop(0, 0, -1), "crop-outside"),
        (ContentFile(b"<svg/>", name="me.jpg"), None, "not-a-picture"),
        (claiming(20_000, 20_000), None, "picture-too-large"),
    ],
)
def test_portrait_of_no_use_is_refused(delegate, said, upload, crop, code):
    with pytest.raises(InvalidInput) as refusal:
        confirmation.give_photo(delegate, upload, crop=crop, **said)
    assert (refusal.value.field, refusal.value.code) in {("photo", code), ("photo", "not-a-picture")}
    assert not delegate.person.photo


def test_photo_of_a_delegate_opens_to_those_who_see_the_delegate(client, focal, stranger, desk, delegate, said):
    confirmation.give_photo(delegate, picture(), **said)
    by_name, by_delegate = f"/media/{delegate.person.photo.name}", address("portrait", delegate)
    assert client.get(by_name).status_code == 404
    for user, signs in ((stranger, (404, 404)), (focal, (404, 200)), (desk, (200, 200))):
        client.force_login(user)
        assert (status_of(client, by_name), status_of(client, by_delegate)) == signs
    answer = client.get(by_delegate)
    _read = answer.getvalue()
    assert answer["Cache-Control"] == "private, no-cache"
