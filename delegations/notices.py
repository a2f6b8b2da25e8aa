"""What missions and delegates are told about invitations and accreditations."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from core.links import absolute
from delegations import application_notices, clearance_notices, erasure_notices, guest_list_notices, late_notices
from delegations.models import Delegate, FocalPoint, GroupCodeUse, Letter, WaitingEntry
from delegations.notice_facts import EDITION, facts_of, reader
from delegations.notice_variables import VARIABLES
from notifications import outbox
from notifications.models import Topic
from notifications.outbox import Recipient, Telling

LISTED = 20
"""As many letters a mail names one by one."""
_DELEGATE = {
    "edition": EDITION,
    "delegation": "Sample Delegation 1",
    "person": "Ms Sample Delegate 3",
    "affiliation": "Director, Sample Ministry",
    "words": "",
    "link": "https://majlis.example/pmif25/delegates/sample/",
}
_QUESTION = {"words": "Please confirm the spelling of the family name."}
_REASON = {"words": "The person is accredited with another delegation."}
SAMPLES = {
    "delegation_invited": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "host": "Government of Sampleland",
        "starts_on": "2025-04-08",
        "ends_on": "2025-04-09",
        "city": "Islamabad",
        "quota": 12,
        "closes_at": "2025-03-20T17:00:00+05:00",
        "link": "https://majlis.example/pmif25/delegations/sample/",
    },
    "delegate_submitted": _DELEGATE,
    "delegates_submitted": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "people": ["Ms Sample Delegate 3", "Sample Delegate 4"],
        "more": 0,
        "link": "https://majlis.example/pmif25/delegations/sample/",
    },
    "delegate_info_needed": _DELEGATE | _QUESTION,
    "delegate_approved": _DELEGATE,
    "delegate_rejected": _DELEGATE | _REASON,
    "delegate_revoked": _DELEGATE | _REASON,
    "place_offered": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "person": "Sample Delegate 4",
        "ends_at": "2025-03-20T17:00:00+05:00",
        "link": "https://majlis.example/pmif25/delegations/sample/waiting/",
    },
    "letters_issued": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "letters": [
            {"kind": "visa", "number": "PMIF25/VISA/0007", "holder": "Ms Sample Delegate 3"},
            {"kind": "delegation", "number": "PMIF25/DEL/0002", "holder": "Sample Delegation 1"},
        ],
        "more": 0,
        "link": "https://majlis.example/pmif25/delegations/sample/letters/",
    },
    "group_member_joined": {
        "edition": EDITION,
        "delegation": "Sample Delegation 1",
        "person": "Sample Delegate 5",
        "email": "delegate5@majlis.example",
        "submits_directly": False,
        "link": "https://majlis.example/pmif25/delegates/sample/",
    },
    **application_notices.SAMPLES,
    **clearance_notices.SAMPLES,
    **erasure_notices.SAMPLES,
    **guest_list_notices.SAMPLES,
    **late_notices.SAMPLES,
}
_DESK = ("clearance_overridden", "clearance_queue", "clearance_returned", "group_member_joined")
__all__ = ["SAMPLES", "TOPICS", "VARIABLES"]
TOPICS = {kind: Topic.DESK if kind in _DESK else Topic.DECISIONS for kind in SAMPLES}


def invited(focal_point: FocalPoint, *, closes_at, now) -> int:
    """Ask the focal point to register the delegation. ``closes_at``: when names are due, or None."""
    delegation = focal_point.delegation
    edition = delegation.edition
    facts = {
        "edition": facts_of(edition),
        "delegation": delegation.name,
        "host": edition.host,
        "starts_on": edition.starts_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "city": edition.city,
        "quota": delegation.quota,
        "closes_at": closes_at.isoformat() if closes_at else None,
        "link": absolute(delegation.get_absolute_url()),
    }
    telling = Telling(
        "delegation_invited",
        focal_point.about,
        version=focal_point.invitations,
        edition=edition.slug,
        facts=facts,
    )
    return outbox.queue(telling, [reader(focal_point.user)], now=now)


def submitted(delegate: Delegate, change, *, now) -> int:
    return _tell("delegate_submitted", delegate, change, now=now)


def submitted_together(delegates: list[Delegate], changes, *, now) -> int:
    """One receipt of all of them to each focal point, and to each delegate with an address the own one.

    ``delegates``: of one delegation. ``changes``: the audit row of each.
    """
    delegation = delegates[0].delegation
    facts = {
        "edition": facts_of(delegation.edition),
        "delegation": delegation.name,
        "people": [str(one.person) for one in delegates[:LISTED]],
        "more": max(0, len(delegates) - LISTED),
        "link": absolute(delegation.get_absolute_url()),
    }
    about, version = f"delegation:{delegation.public_id}", max(change.pk for change in changes)
    telling = Telling("delegates_submitted", about, version=version, edition=delegation.edition.slug, facts=facts)
    told = [(telling, to) for to in _focal_points_of(delegation)]
    for one, change in zip(delegates, changes, strict=True):
        told += [(_telling("delegate_submitted", one, change), to) for to in _oneself(one.person)]
    return outbox.queue_each(told, now=now)


def info_needed(delegate: Delegate, change, *, now) -> int:
    return _tell("delegate_info_needed", delegate, change, now=now)


def approved(delegate: Delegate, change, *, now) -> int:
    return _tell("delegate_approved", delegate, change, now=now)


def rejected(delegate: Delegate, change, *, now) -> int:
    return _tell("delegate_rejected", delegate, change, now=now)


def revoked(delegate: Delegate, change, *, now) -> int:
    return _tell("delegate_revoked", delegate, change, now=now)


def place_offered(entry: WaitingEntry, change, *, now) -> int:
    """Tell the focal points that a place is held for somebody on the waiting list, and until when."""
    delegation = entry.delegation
    edition = delegation.edition
    facts = {
        "edition": facts_of(edition),
        "delegation": delegation.name,
        "person": entry.name,
        "ends_at": entry.offer_ends_at.isoformat() if entry.offer_ends_at else None,
        "link": absolute(reverse("delegations:waiting", args=[edition.slug, delegation.public_id])),
    }
    telling = Telling(
        "place_offered", f"waiting:{entry.public_id}", version=change.pk, edition=edition.slug, facts=facts
    )
    return outbox.queue(telling, _focal_points_of(delegation), now=now)


def letters_issued(letters: list[Letter], *, now) -> int:
    """Tell each mission once of the letters issued for it, and each person with an address of the own one: with a link
    and no file, which would carry a passport's number through the mail."""
    missions = defaultdict(list)
    for letter in letters:
        missions[letter.delegation_id].append(letter)
    told = [pair for of_it in missions.values() for pair in _to_mission(of_it)]
    told += [pair for letter in letters if letter.delegate for pair in _to_holder(letter, letter.delegate)]
    return outbox.queue_each(told, now=now)


def member_joined(delegate: Delegate, use: GroupCodeUse, *, now) -> int:
    """Tell the focal points that somebody has registered by a group code."""
    edition, person = delegate.edition, delegate.person
    facts = {
        "edition": facts_of(edition),
        "delegation": delegate.delegation.name,
        "person": str(person),
        "email": person.email,
        "submits_directly": use.code.submits_directly,
        "link": absolute(reverse("delegations:delegate", args=[edition.slug, delegate.public_id])),
    }
    about = f"delegate:{delegate.public_id}"
    telling = Telling("group_member_joined", about, edition=edition.slug, facts=facts)
    return outbox.queue(telling, _focal_points_of(delegate.delegation), now=now)


def readers_of(delegates: Iterable[Delegate]) -> dict[int, list[Recipient]]:
    """Who is told about each delegate, by its key: the delegation's focal points, and the delegate with an address."""
    delegates = list(delegates)
    focal: dict[int, list[Recipient]] = {delegate.delegation_id: [] for delegate in delegates}
    points = FocalPoint.objects.filter(delegation__in=focal, user__is_active=True).select_related("user")
    for point in points.order_by("-is_primary", "pk"):
        focal[point.delegation_id].append(reader(point.user))
    return {one.pk: _each_once([*focal[one.delegation_id], *_oneself(one.person)]) for one in delegates}


def _tell(kind, delegate, change, *, now):
    return outbox.queue(_telling(kind, delegate, change), readers_of([delegate])[delegate.pk], now=now)


def _telling(kind, delegate, change):
    """One step of the life cycle: its audit row numbers it, so that the next such step is told again."""
    edition, person = delegate.edition, delegate.person
    facts = {
        "edition": facts_of(edition),
        "delegation": delegate.delegation.name,
        "person": str(person),
        "affiliation": person.affiliation,
        "words": change.reason,
        "link": absolute(reverse("delegations:delegate", args=[edition.slug, delegate.public_id])),
    }
    return Telling(kind, f"delegate:{delegate.public_id}", version=change.pk, edition=edition.slug, facts=facts)


def _to_holder(letter: Letter, delegate: Delegate):
    link = reverse("delegations:delegate", args=[letter.edition.slug, delegate.public_id])
    telling = _of_letters(letter.delegation, [letter], f"letter:{letter.public_id}", link)
    return [(telling, to) for to in _oneself(delegate.person)]


def _to_mission(letters: list[Letter]):
    delegation = letters[0].delegation
    link = reverse("delegations:letters", args=[delegation.edition.slug, delegation.public_id])
    telling = _of_letters(delegation, letters, f"letters:{delegation.public_id}", link)
    return [(telling, to) for to in _focal_points_of(delegation)]


def _of_letters(delegation, letters, about, link):
    facts = {
        "edition": facts_of(delegation.edition),
        "delegation": delegation.name,
        "letters": [{"kind": one.kind, "number": one.number, "holder": one.holder} for one in letters[:LISTED]],
        "more": max(0, len(letters) - LISTED),
        "link": absolute(link),
    }
    version = max(letter.pk for letter in letters)
    return Telling("letters_issued", about, version=version, edition=delegation.edition.slug, facts=facts)


def _focal_points_of(delegation):
    points = delegation.focal_points.filter(user__is_active=True).select_related("user").order_by("-is_primary", "pk")
    return [reader(point.user) for point in points]


def _oneself(person):
    if not person.email:
        return []
    return [Recipient(person.email, person.name, person.language, person.timezone, person.user_id)]


def _each_once(recipients):
    return list({recipient.email.lower(): recipient for recipient in reversed(recipients)}.values())[::-1]
