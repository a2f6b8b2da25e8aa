"""What somebody who asked to be erased is told: what is gone, what is kept on which ground until when, or why not."""

from delegations.fates import Fate
from delegations.models import ErasureRequest
from delegations.notice_facts import EDITION, facts_of
from forum.models import Person
from notifications import outbox
from notifications.outbox import Recipient, Telling

SAMPLES = {
    "erasure_carried_out": {
        "edition": EDITION,
        "erased": ["Photo, e-mail and biography"],
        "kept": [{"what": "Readings at gates", "ground": "Security log of the forum", "until": "2027-04-09"}],
    },
    "erasure_refused": {"edition": EDITION, "words": "We could not make sure that it was you who asked."},
}


def address_of(person: Person) -> Recipient | None:
    """Where the person is told, taken before the address goes; no account is tied to the mail."""
    email = person.email or (person.user.email if person.user else "")
    return Recipient(email, language=person.language, timezone=person.timezone) if email else None


def carried_out(request: ErasureRequest, step, told: Recipient | None, decided: list[Fate], *, now) -> int:
    """``told``: ``address_of`` the person before; nobody is told where there was no address."""
    kept = [{"what": one.label, "ground": one.ground, "until": _day(one)} for one in decided if one.ground]
    facts = {"erased": [one.label for one in decided if not one.ground], "kept": kept}
    return _tell("erasure_carried_out", request, step, told, facts, now=now)


def refused(request: ErasureRequest, step, *, now) -> int:
    return _tell("erasure_refused", request, step, address_of(request.person), {"words": step.reason}, now=now)


def _tell(kind, request, step, told, facts, *, now):
    facts = {"edition": facts_of(request.edition), **facts}
    about = f"erasure:{request.public_id}"
    telling = Telling(kind, about, version=step.pk, edition=request.edition.slug, facts=facts)
    return outbox.queue(telling, [told], now=now) if told else 0


def _day(fate):
    return fate.until.isoformat() if fate.until else ""
