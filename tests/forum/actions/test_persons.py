"""A person's photo."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from core.errors import InvalidInput
from forum.actions import persons

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(form="PNG"):
    kept = BytesIO()
    Image.new("RGB", (20, 20)).save(kept, form)
    return ContentFile(kept.getvalue(), name="taken-at-the-embassy.png")


def kept():
    return sorted(default_storage.listdir("persons")[1]) if default_storage.exists("persons") else []


def test_photo_is_kept_under_a_new_name_and_the_one_before_is_gone(speaker, acting, django_capture_on_commit_callbacks):
    persons.give_photo(speaker, upload(), **acting)
    first = speaker.photo.name
    with django_capture_on_commit_callbacks(execute=True):
        persons.give_photo(speaker, upload("JPEG"), **acting)
    speaker.refresh_from_db()
    assert speaker.photo.name != first
    assert "embassy" not in speaker.photo.name
    assert [f"persons/{name}" for name in kept()] == [speaker.photo.name]


def test_photo_taken_away_is_gone_from_the_disk(speaker, acting, django_capture_on_commit_callbacks):
    persons.give_photo(speaker, upload(), **acting)
    with django_capture_on_commit_callbacks(execute=True):
        persons.remove_photo(speaker, **acting)
    speaker.refresh_from_db()
    assert (speaker.photo.name, kept()) == ("", [])


def test_what_is_no_picture_is_refused_and_the_photo_stays(speaker, acting):
    persons.give_photo(speaker, upload(), **acting)
    with pytest.raises(InvalidInput) as refusal:
        persons.give_photo(speaker, ContentFile(b"<script>", name="me.png"), **acting)
    assert refusal.value.field == "photo"
    speaker.refresh_from_db()
    assert [f"persons/{name}" for name in kept()] == [speaker.photo.name]
