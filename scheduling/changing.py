"""Every change of a meeting happens to its locked row, in one transaction, in an edition that is still open."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from forum.editions import require_open
from scheduling.models import Meeting


@contextmanager
def changing(meeting: Meeting) -> Iterator[Meeting]:
    """Lock the meeting's row and give it fresh; what stands in it at the end stands in ``meeting`` too.

    Raises DomainError when the edition is archived. Everything inside happens or nothing does.
    """
    with changing_all([meeting]) as held:
        yield held[0]


@contextmanager
def changing_all(meetings: Iterable[Meeting]) -> Iterator[list[Meeting]]:
    """The same for several meetings, locked in one order and given in the order asked."""
    meetings = list(meetings)
    with transaction.atomic():
        rows = Meeting.objects.select_for_update(of=("self",)).order_by("pk")
        rows = rows.select_related("edition", "room__venue", "booking")
        held = {row.pk: row for row in rows.filter(pk__in=[one.pk for one in meetings])}
        for edition in {row.edition for row in held.values()}:
            require_open(edition)
        yield [held[one.pk] for one in meetings]
    for one in meetings:
        _bring_up_to_date(one, held[one.pk])


@contextmanager
def rehearsed() -> Iterator[None]:
    """Undo at the end what happens inside: all that is learnt is whether it is refused, and why."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def require_status(meeting: Meeting, statuses: Iterable[str], code: str) -> None:
    """Raise DomainError unless the meeting stands at one of ``statuses``; for changes that move no status."""
    if meeting.status not in list(statuses):
        sentence = _("%(meeting)s is %(status)s: this cannot be done any more, or not yet.") % {
            "meeting": meeting,
            "status": meeting.get_status_display(),
        }
        raise DomainError(sentence, code=code, facts={"status": meeting.status})


def _bring_up_to_date(meeting, held):
    for field in Meeting._meta.concrete_fields:  # noqa: SLF001
        setattr(meeting, field.attname, getattr(held, field.attname))
