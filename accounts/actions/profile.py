"""What a user says about herself: her name, her language, her time zone, and where she stays signed in."""

import zoneinfo

from django.conf import settings
from django.utils.translation import gettext as _

from core.errors import InvalidInput


def change(user, *, name, language, timezone) -> None:
    """Write the profile. ``timezone``: an IANA name, or "" for the forum's own. Raises InvalidInput."""
    if language not in dict(settings.NOTICE_LANGUAGES):
        raise InvalidInput(_("Choose one of the languages offered."), field="language")
    if timezone and timezone not in zoneinfo.available_timezones():
        raise InvalidInput(_("There is no such time zone; write one as in Asia/Karachi."), field="timezone")
    user.name, user.language, user.timezone = name.strip(), language, timezone
    user.save(update_fields=["name", "language", "timezone"])


def prefer_language(user, language) -> None:
    """Keep the language that was chosen on a page, unless the user is told things in one that pages do not have."""
    pages = dict(settings.LANGUAGES)
    if language in pages and user.language in pages and language != user.language:
        user.language = language
        user.save(update_fields=["language"])


def end_session(session) -> None:
    """Sign the user out on one device. ``session``: an allauth UserSession."""
    session.end()
