"""What erasing means, group by group: which rows of an edition, which columns are emptied, which files go.

A new kind of personal fact gets its line in ``ERASERS``; a test refuses an encrypted column or file that has none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.models import StatusChange
from delegations.models import (
    Answer,
    Application,
    Attachment,
    Clearance,
    ClearanceFile,
    ClearanceOverride,
    Delegate,
    DelegateDetails,
    FactGroup,
    GuestListAmendment,
    GuestListEntry,
    IdentityDocument,
    LateChange,
    Letter,
    Lookup,
    Presence,
    Receipt,
    Scan,
    WaitingEntry,
)
from delegations.models.application import LIVE
from delegations.models.guest_list import WORDS
from forum.models import Appearance, Edition, Person
from notifications.models import Message, MessageStatus


@dataclass(frozen=True)
class Due:
    """The categories whose facts fall due at an edition; ``is_general``: and what belongs to no category."""

    edition: Edition
    categories: list[str]
    is_general: bool


@dataclass(frozen=True)
class Eraser:
    """``blank``: what columns are set to; with none, the row goes. ``files``: columns whose file leaves the disk.
    ``stamp``: a column that says when it was done, which the database asks for with the blanking."""

    group: FactGroup
    model: type[models.Model]
    of: Callable[[Due], Q]
    blank: dict[str, object] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    stamp: str = ""

    def rows(self, due: Due) -> QuerySet:
        """What is due and not erased yet, in the order of its keys."""
        kept = Q()
        for name, empty in self.blank.items():
            kept |= ~Q(**{name: empty})
        return self.model._default_manager.filter(kept, self.of(due)).order_by("pk")  # noqa: SLF001 - any model's

    def erase(self, rows: QuerySet, *, now) -> int:
        """Erase ``rows``, which the caller holds. Files go first: killed in between, the next night does it again."""
        found = list(rows)
        for row in found:
            for name in self.files:
                remove(getattr(row, name))
        held = self.model._default_manager.filter(pk__in=[row.pk for row in found])  # noqa: SLF001
        if self.blank:
            held.update(**self.blank, **({self.stamp: now} if self.stamp else {}))
        else:
            held.delete()
        return len(found)


def remove(kept) -> None:
    """Take the file off the disk; nothing where there is none."""
    if kept:
        kept.storage.delete(kept.name)


def _of_the_delegate(due):
    return Q(delegate__edition=due.edition, delegate__category__in=due.categories)


def _of_the_clearance(due):
    return Q(clearance__delegate__edition=due.edition, clearance__delegate__category__in=due.categories)


def _of_the_paper(due):
    own = _of_the_delegate(due)
    return own | Q(delegation__edition=due.edition, delegate=None) if due.is_general else own


def _of_the_edition(due):
    return Q(edition=due.edition) if due.is_general else Q(pk__in=[])


def _of_the_category(due):
    return Q(edition=due.edition, category__in=due.categories)


def _of_the_badge(due):
    return Q(badge__delegate__edition=due.edition, badge__delegate__category__in=due.categories)


def _of_the_place(due):
    """Of what is asked for in a category, before anybody is a delegate."""
    return Q(delegation__edition=due.edition, category__in=due.categories)


def _of_the_list(due):
    return Q(version__guest_list__edition=due.edition, category__in=due.categories)


def _of_the_decision(due):
    delegates = Delegate.objects.filter(edition=due.edition, category__in=due.categories).values("pk")
    kind = Q(content_type__app_label="delegations", content_type__model="delegate")
    return kind & Q(object_id__in=delegates)


def _of_the_applicant(due):
    return _of_the_edition(due) & ~Q(status__in=LIVE)


def _of_the_mail(due):
    done = (MessageStatus.SENT, MessageStatus.FAILED, MessageStatus.CANCELLED)
    return Q(edition=due.edition.slug, status__in=done) if due.is_general else Q(pk__in=[])


def _of_the_person(due, path="person"):
    """Who comes to a later edition, or is here in a category that keeps it longer, needs the document still."""
    registered = Delegate.objects.filter(person=OuterRef(path))
    here, living = registered.filter(edition=due.edition), registered.in_the_count()
    return (
        Q(Exists(here.filter(category__in=due.categories)))
        & ~Q(Exists(here.exclude(category__in=due.categories)))
        & ~Q(Exists(living.filter(edition__ends_on__gt=due.edition.ends_on)))
    )


def _of_nobody_public(path):
    """As ``_of_the_person``, save those who stand in a programme: what is published of them stays."""
    return lambda due: _of_the_person(due, path) & ~Q(Exists(Appearance.objects.filter(person=OuterRef(path))))


G = FactGroup
TRAVEL: dict[str, object] = {
    "arrives_at": None,
    "arrival_flight": "",
    "departs_at": None,
    "departure_flight": "",
    "hotel": "",
    "equipment": "",
}
ERASERS = (
    Eraser(
        G.DOCUMENT,
        IdentityDocument,
        _of_the_person,
        {"number": "", "number_print": "", "country": "", "expires_on": None},
    ),
    Eraser(G.SCAN, IdentityDocument, _of_the_person, {"scan": "", "scan_type": ""}, files=("scan",)),
    Eraser(G.BIRTH_DATE, IdentityDocument, _of_the_person, {"born_on": "", "birth_print": ""}),
    Eraser(G.HEALTH, DelegateDetails, _of_the_delegate, {"diet": "", "accessibility": ""}),
    Eraser(G.TRAVEL, DelegateDetails, _of_the_delegate, TRAVEL),
    Eraser(G.PAPERS, Attachment, _of_the_paper, files=("file",)),
    Eraser(G.ANSWERS, Answer, _of_the_delegate),
    Eraser(G.CLEARANCE, ClearanceFile, _of_the_clearance, files=("file",)),
    Eraser(G.CLEARANCE, Clearance, _of_the_delegate, {"note": ""}),
    Eraser(G.PHOTO, Person, _of_nobody_public("pk"), {"photo": ""}, files=("photo",)),
    Eraser(G.CONTACT, Person, _of_nobody_public("pk"), {"email": ""}),
    Eraser(G.HISTORY, apps.get_model("forum.PersonEvent"), _of_nobody_public("pgh_obj")),
    Eraser(G.LETTERS, Letter, _of_the_delegate),
    Eraser(G.REASONS, StatusChange, _of_the_decision, {"reason": ""}),
    Eraser(G.REASONS, ClearanceOverride, _of_the_delegate, {"reason": ""}),
    Eraser(G.REASONS, Delegate, _of_the_category, {"question": ""}),
    Eraser(
        G.REASONS,
        apps.get_model("delegations.DelegateEvent"),
        _of_the_category,
        {"question": ""},
    ),
    Eraser(G.WAITING, WaitingEntry, _of_the_place, {"facts": {}}),
    Eraser(G.WAITING, LateChange, _of_the_place, {"facts": {}, "before": {}, "reason": "", "answer": ""}),
    Eraser(
        G.APPLICANTS,
        Application,
        _of_the_applicant,
        {"contact_name": "", "email": "", "purpose": "", "question": "", "answer": ""},
    ),
    Eraser(G.GUESTS, GuestListEntry, _of_the_list, dict.fromkeys((*WORDS, "salt"), ""), stamp="erased_at"),
    Eraser(G.GUESTS, GuestListAmendment, _of_the_delegate, {"reason": ""}),
    Eraser(G.GATES, Presence, _of_the_badge),
    Eraser(G.GATES, Scan, _of_the_badge, {"serial": None, "badge": None}),
    Eraser(G.GATES, Lookup, _of_the_edition),
    Eraser(G.MAILS, Message, _of_the_mail),
    Eraser(G.SIGNATURE, Receipt, _of_the_edition, {"signature": "", "signed_as": ""}, files=("signature",)),
)

ERASED_OTHERWISE = {
    "delegations.ListUpload.content": "the hourly round, an hour after it was uploaded",
    "delegations.PrintJob.pdf": "the round of the minute, an hour after it was made",
    "notifications.Way.address": "at once, when its user or the other side ends it",
    "notifications.Way.keys": "the same",
}
NOT_OF_A_PERSON = {
    "delegations.Application.secret": "of the link by which an application is confirmed and read",
    "delegations.BadgeKey.private_key": "the edition's own key",
    "delegations.GroupCode.code": "a mission's letters for joining, which end with their date",
    "delegations.LetterTerms.signature": "of the official who signs for the edition",
    "notifications.WebhookEndpoint.former_secret": "of another system",
    "notifications.WebhookEndpoint.secret": "of another system",
    "scheduling.CalendarFeed.secret": "of an address, until it is revoked",
}
