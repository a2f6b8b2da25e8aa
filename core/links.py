"""Addresses for what is read outside the site: mails, calendars, feeds, PDF."""

from urllib.parse import urljoin

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of ``path`` (as ``reverse`` gives it), under the setting BASE_URL."""
    return urljoin(settings.BASE_URL, path)
