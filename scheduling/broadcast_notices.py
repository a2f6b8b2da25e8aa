"""What a broadcast says to whom. The words are frozen with the message: what was announced stays as it was."""

from datetime import datetime
from itertools import groupby

from core.links import absolute
from forum.notices import edition_facts
from notifications import outbox
from notifications.outbox import Recipient, Telling
from scheduling.models import Broadcast

KIND = "broadcast"


def announce(broadcast: Broadcast, to: list[Recipient], *, now: datetime) -> int:
    """Queue it for everybody; gives how many mails are new. One statement for each language that it has words in."""
    told = sorted(to, key=lambda one: _language(broadcast, one))
    return sum(
        outbox.queue(_telling(broadcast, language, broadcast.about), list(some), now=now)
        for language, some in groupby(told, key=lambda one: _language(broadcast, one))
    )


def try_out(broadcast: Broadcast, reader, *, now: datetime) -> int:
    """Queue the words in each of their languages for the user ``reader`` alone, as a test; gives how many mails."""
    return sum(
        outbox.queue(
            _telling(broadcast, language, f"broadcast-test:{broadcast.public_id}:{language}", version=broadcast.tests),
            [Recipient(reader.email, reader.name, language, reader.timezone, user_id=reader.pk)],
            now=now,
        )
        for language in sorted(broadcast.words)
    )


def _telling(broadcast, language, about, version=0):
    words = broadcast.words_in(language)
    facts = {
        "edition": edition_facts(broadcast.edition),
        "title": words["subject"],
        "words": words["text"],
        "is_test": version > 0,
        "url": absolute(broadcast.edition.get_absolute_url()),
    }
    return Telling(KIND, about, version=version or 1, edition=broadcast.edition.slug, facts=facts)


def _language(broadcast, one):
    return one.language if one.language in broadcast.words else "en"
