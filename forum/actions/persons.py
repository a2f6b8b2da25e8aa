"""A person's photo: given, changed, taken away. What it was before is gone from the disk and from its address."""

from datetime import datetime
from functools import partial

from django.core.files.base import File
from django.db import transaction

from forum import feeds, photos
from forum.models import Edition, Person


def give_photo(person: Person, upload: File, *, by, now: datetime) -> None:
    """Keep the picture in ``upload``, written anew, instead of the one before.

    Raises InvalidInput (field ``photo``) for what is no picture or too large; nothing has changed then.
    """
    picture = photos.recoded(upload)
    _replace(person, picture)


def give_portrait(person: Person, upload: File, *, crop: photos.Crop | None, by, now: datetime) -> None:
    """The same of a part of the picture that is 3 wide by 4 high, as badges show it; see ``photos.portrait``."""
    _replace(person, photos.portrait(upload, crop=crop))


def remove_photo(person: Person, *, by, now: datetime) -> None:
    """Take the photo away."""
    _replace(person, None)


def _replace(person, picture):
    with transaction.atomic():
        held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        storage, before = held.photo.storage, held.photo.name
        if picture is None:
            held.photo = ""
        else:
            held.photo.save(picture.name, picture, save=False)
        held.save(update_fields=["photo"])
        if before:
            transaction.on_commit(partial(storage.delete, before))
        for edition in Edition.objects.filter(sessions__people=held).distinct():
            transaction.on_commit(partial(feeds.changed, edition))
    person.photo = held.photo
