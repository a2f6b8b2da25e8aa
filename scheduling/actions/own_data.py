"""A person takes what is held of them: made at once, and written down as a reading before it is given."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from delegations import own_data as holdings
from delegations.models import SecretReading
from forum.models import Edition
from scheduling import own_data

HEADERS = {"Content-Disposition": 'attachment; filename="my-data.zip"', "Cache-Control": "no-store"}


def take(edition: Edition, *, by, now) -> Iterator[bytes]:
    """Everything held of ``by``, of every edition, as the pieces of a ZIP; of nobody else. ``edition``: where it was
    asked for.

    Whose account is no person's gets the account's own facts: there is no secret in them, so no reading either.
    """
    with transaction.atomic():
        asker = holdings.whose(by)
        if asker.person:
            SecretReading.objects.create(
                person=asker.person, edition=edition, reader=by, what=_("own data"), read_at=now
            )
        return own_data.archive(asker, now=now)
