"""Several things in one sentence, with the comma of the reader's language."""

from collections.abc import Iterable

from django.utils.translation import pgettext


def listed(things: Iterable) -> str:
    """``things`` as words one after another: "gold, copper", in Urdu "سونا، تانبا"."""
    return pgettext("between the things of a list", ", ").join(map(str, things))
