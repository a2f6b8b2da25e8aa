"""What would leave: how many people, in which language and by which channel, and who they are."""

from collections import Counter
from dataclasses import dataclass

from notifications.reckoning import by_channel
from scheduling.broadcasts import segment
from scheduling.models import Broadcast

KIND = "broadcast"


@dataclass(frozen=True)
class Preview:
    """``languages``: how many people read it in each; ``channels``: how many messages go by each."""

    segment: segment.Segment
    languages: dict[str, int]
    channels: dict[str, int]

    @property
    def count(self) -> int:
        return len(self.segment.people)


def of(broadcast: Broadcast, *, seen_by) -> Preview:
    """As things stand for ``seen_by``; who it is, is worked out anew when it leaves."""
    found = segment.of(broadcast, seen_by=seen_by)
    languages = Counter(to.language if to.language in broadcast.words else "en" for to in found.people)
    return Preview(found, dict(sorted(languages.items())), by_channel(KIND, found.people))
