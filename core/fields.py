"""Field types that several apps share."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is misread aloud or on paper
LENGTH = 16  # 31**16 values: 79 bits


def new_public_id() -> str:
    """An unguessable id for an address or a file name."""
    drawn, letters = secrets.randbelow(len(ALPHABET) ** LENGTH), []  # one draw: a plan's mails need thousands of ids
    for _unused in range(LENGTH):
        drawn, letter = divmod(drawn, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def public_id_field() -> models.CharField:
    """The id that the outside sees; the bigint key stays inside.

    A function and no field class: history tables copy the field and must be able to drop its uniqueness.
    """
    return models.CharField(_("public id"), max_length=LENGTH, unique=True, editable=False, default=new_public_id)
