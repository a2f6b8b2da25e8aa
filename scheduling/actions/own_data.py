"""A person takes what is held of them: made at once, and written down as a reading before it is given."""

import io

from django.db import transaction
from django.utils.translation import gettext as _

from delegations import own_data as holdings
from delegations.models import SecretReading
from forum.models import Edition
from scheduling import own_data


def take(edition: Edition, *, by, now) -> io.BytesIO:
    """Everything held of ``by``, of every edition, as a ZIP; of nobody else. ``edition``: where it was asked for.

    Whose account is no person's gets the account's own facts: there is no secret in them, so no reading either.
    """
    with transaction.atomic():
        asker = holdings.whose(by)
        if asker.person:
            SecretReading.objects.create(
                person=asker.person, edition=edition, reader=by, what=_("own data"), read_at=now
            )
        return own_data.archive(asker, now=now)
