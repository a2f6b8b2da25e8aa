"""A broadcast's readers in words: how many, and what narrows them."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import ngettext

from core.listing import listed
from delegations.models import DelegateCategory, DelegateStatus, DelegationKind
from notifications.models import Channel
from scheduling.broadcasts.preview import Preview
from scheduling.models import Broadcast


def counted(preview: Preview) -> str:
    """As in "3 people as things stand. English: 2, Urdu: 1. E-mail: 3." """
    names = dict(settings.NOTICE_LANGUAGES)
    people = ngettext("%(count)d person as things stand.", "%(count)d people as things stand.", preview.count)
    said = [people % {"count": preview.count}]
    if preview.count:
        said.append(_lines((names[language], count) for language, count in preview.languages.items()))
        said.append(_lines((Channel(channel).label, count) for channel, count in preview.channels.items()))
    lacking = len(preview.segment.unreachable)
    if lacking:
        sentence = ngettext("%(count)d has no address.", "%(count)d have no address.", lacking)
        said.append(sentence % {"count": lacking})
    return " ".join(said)


def readers_of(broadcast: Broadcast) -> str:
    """Whom it means, as in "delegates; state; 8 April 2025"."""
    parts = [str(broadcast.get_reader_display())]
    for held, words in (
        (broadcast.kinds, DelegationKind),
        (broadcast.categories, DelegateCategory),
        (broadcast.statuses, DelegateStatus),
    ):
        if held:
            parts.append(listed([str(words(one).label) for one in held]))
    parts += [date_format(broadcast.day)] if broadcast.day else []
    parts += [str(one) for one in (broadcast.session, broadcast.room) if one]
    parts += [str(broadcast.get_language_display())] if broadcast.language else []
    return "; ".join(parts)


def _lines(pairs):
    return ", ".join(f"{name}: {count}" for name, count in pairs) + "."
