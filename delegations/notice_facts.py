"""What the notices of delegations say of an edition, and whom they address."""

from notifications.outbox import Recipient

EDITION = {
    "name": "Pakistan Minerals Investment Forum 2025",
    "short_name": "PMIF25",
    "slug": "pmif25",
    "timezone": "Asia/Karachi",
    "contact_email": "forum@majlis.example",
}
"""A sample, and the fields of an edition that every notice carries."""


def facts_of(edition) -> dict:
    return {name: getattr(edition, name) for name in EDITION}


def reader(user) -> Recipient:
    return Recipient(user.email, name=user.name, language=user.language, timezone=user.timezone, user_id=user.pk)
