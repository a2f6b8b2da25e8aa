"""What this room itself has to tell: that mail arrives."""

from notifications import outbox
from notifications.models import Topic

SAMPLES = {
    "delivery_test": {
        "edition": {
            "name": "Pakistan Minerals Investment Forum 2025",
            "short_name": "PMIF25",
            "slug": "pmif25",
            "timezone": "Asia/Karachi",
            "contact_email": "forum@majlis.example",
        },
        "sent_at": "2025-04-08T11:00:00+05:00",
    }
}
TOPICS = {"delivery_test": Topic.DECISIONS}


def delivery_test(recipient, *, edition, key, now):
    """Queue a mail that says only that it arrived. ``edition``: the usual facts of one; ``key`` makes it unique."""
    facts = {"edition": edition, "sent_at": now.isoformat()}
    telling = outbox.Telling("delivery_test", f"test:{key}", edition=edition["slug"], facts=facts)
    return outbox.queue(telling, [recipient], now=now)
