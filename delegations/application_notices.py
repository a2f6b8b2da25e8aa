"""What an applicant is told, at the address and in the language of the application."""

from delegations.models import Application
from delegations.notice_facts import EDITION, facts_of
from notifications import outbox
from notifications.outbox import Recipient, Telling

_SAMPLE = {
    "edition": EDITION,
    "name": "Sample Copper Limited",
    "words": "",
    "link": "https://majlis.example/pmif25/apply/sample/",
}
SAMPLES = {
    "application_to_confirm": _SAMPLE,
    "application_received": _SAMPLE,
    "application_info_needed": _SAMPLE | {"words": "Which of your mines has a licence?"},
    "application_refused": _SAMPLE | {"words": "The forum is full."},
}


def to_confirm(application: Application, *, now) -> int:
    return _tell("application_to_confirm", application, version=1, words="", now=now)


def received(application: Application, change, *, now) -> int:
    return _tell("application_received", application, version=change.pk, words="", now=now)


def info_needed(application: Application, change, *, now) -> int:
    return _tell("application_info_needed", application, version=change.pk, words=change.reason, now=now)


def refused(application: Application, change, *, now) -> int:
    return _tell("application_refused", application, version=change.pk, words=change.reason, now=now)


def _tell(kind, application, *, version, words, now):
    edition = application.edition
    facts = {"edition": facts_of(edition), "name": application.name, "words": words, "link": application.url}
    telling = Telling(kind, f"application:{application.public_id}", version=version, edition=edition.slug, facts=facts)
    reader = Recipient(application.email, name=application.contact_name, language=application.language)
    return outbox.queue(telling, [reader], now=now)
