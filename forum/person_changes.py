"""Facts of persons that changed here, told to the rooms above, which this one does not know.

``settings.PERSON_CHANGES_GO_TO`` names the functions that listen, by path. What they raise undoes the change.
"""

from django.conf import settings
from django.utils.module_loading import import_string

from forum.models import Person


def tell(person: Person, fields: set[str], *, by, now) -> None:
    """Say that ``fields`` of ``person`` are other than they were; call it in the transaction that writes them."""
    for path in settings.PERSON_CHANGES_GO_TO:
        import_string(path)(person, fields, by=by, now=now)
