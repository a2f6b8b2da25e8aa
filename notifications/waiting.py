"""How many people get what, before anything leaves: what waits in an edition's outbox, kind by kind."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min

from notifications.models import Hold, Message, MessageStatus
from notifications.rendering import kind_in_words


@dataclass(frozen=True)
class Kind:
    """``people``: addresses. ``first_at``, ``last_at``: when it is due. ``hold``: of this kind alone, or None."""

    kind: str
    messages: int
    people: int
    first_at: datetime
    last_at: datetime
    foreword: str
    hold: Hold | None

    @property
    def words(self) -> str:
        return kind_in_words(self.kind)


@dataclass(frozen=True)
class Waiting:
    """``hold``: of everything, or None. ``people``: in all, each once."""

    kinds: list[Kind]
    people: int
    messages: int
    hold: Hold | None


def of(edition: str) -> Waiting:
    """What waits in the outbox of the edition (a slug), what is due first before the rest; three queries."""
    holds = {hold.kind: hold for hold in Hold.objects.standing().filter(edition=edition).select_related("held_by")}
    rows = Message.objects.filter(edition=edition, status=MessageStatus.QUEUED)
    counted = rows.values("kind").annotate(
        messages=Count("pk"),
        people=Count("email", distinct=True),
        first_at=Min("due_at"),
        last_at=Max("due_at"),
        foreword=Max("foreword"),
    )
    kinds = [Kind(**row, hold=holds.get(row["kind"])) for row in counted.order_by("first_at", "kind")]
    kinds += [_nothing(hold) for kind, hold in holds.items() if kind and kind not in {one.kind for one in kinds}]
    people = rows.aggregate(people=Count("email", distinct=True))["people"]
    return Waiting(kinds, people, sum(one.messages for one in kinds), holds.get(""))


def _nothing(hold):
    return Kind(hold.kind, 0, 0, hold.held_at, hold.held_at, "", hold)
