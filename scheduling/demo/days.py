"""What the evening before the second day brings: one mail a person, with the meeting book."""

from forum.models import Edition
from scheduling.actions import digests
from scheduling.demo.moments import FIRST_DAY, SECOND_DAY, at


def load(edition: Edition) -> int:
    """Tell it where it was not told; gives how many mails."""
    evening = at(FIRST_DAY, 18)
    return digests.tell(edition, SECOND_DAY, now=evening, due_at=evening)
