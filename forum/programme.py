"""One change of the programme: the session's row held, its edition open, the feeds told once it is committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import transaction

from core.errors import Stale
from forum import feeds
from forum.editions import require_open
from forum.models import Session


@contextmanager
def changing(session: Session) -> Iterator[Session]:
    """Hold the row of ``session`` for one transaction and give a fresh copy to work on.

    What the block does to the copy stands in ``session`` once it has succeeded; a refusal leaves ``session`` as it
    was. Raises Stale when somebody moved the session since it was read, DomainError when its edition is archived.
    """
    with transaction.atomic():
        rows = Session.objects.select_for_update(of=("self",)).select_related("edition")
        held = rows.get(pk=session.pk)
        require_open(held.edition)
        if (held.version, held.status) != (session.version, session.status):
            raise Stale(facts={"status": held.status, "version": held.version})
        yield held
        transaction.on_commit(partial(feeds.changed, held.edition))
    for field in Session._meta.concrete_fields:  # noqa: SLF001 - the documented way to walk a model's columns
        setattr(session, field.attname, getattr(held, field.attname))
