"""One broadcast as a draft, to be tested and scheduled by whoever tries the demo."""

from django.utils.timezone import now

from forum.models import Edition
from scheduling.actions import broadcasts
from scheduling.demo.users import user
from scheduling.models import Broadcast

WORDS = {
    "en": {
        "subject": "Sample announcement: buses and badges on the first day",
        "text": "The buses leave the hotels at 8:15.\n\n"
        "Please bring your badge. The programme is on the forum's pages.",
    },
    "ur": {
        "subject": "نمونہ اعلان: پہلے دن کی بسیں اور بیج",
        "text": "بسیں ہوٹلوں سے صبح 8:15 پر روانہ ہوں گی۔\n\n"
        "براہِ کرم اپنا بیج ساتھ لائیں۔ پروگرام فورم کے صفحات پر موجود ہے۔",
    },
}


def load(edition: Edition) -> int:
    """Write the sample broadcast where there is none; gives how many."""
    if Broadcast.objects.filter(edition=edition).exists():
        return 0
    parts = {"reader": "everybody", "kinds": ["state", "institution"], "day": edition.starts_on}
    broadcasts.write(edition, words=WORDS, by=user("organiser"), now=now(), **parts)
    return 1
