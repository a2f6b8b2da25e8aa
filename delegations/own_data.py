"""What is held of one person, part by part, for that person alone: nothing of anybody else, nobody's name of the desk.

``PARTS`` ends with this room; ``scheduling.own_data`` adds the diary's. What a part leaves out is said in the index.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.models import StatusChange
from delegations.models import (
    Answer,
    Attachment,
    Badge,
    Clearance,
    Delegate,
    DelegateDetails,
    IdentityDocument,
    LateChange,
    Letter,
    Scan,
    SecretReading,
    WaitingEntry,
)
from forum.models import Appearance, Person
from notifications.models import Message, Way, Wish


@dataclass(frozen=True)
class Whose:
    """The account that asks, and the person it is; a focal point may be none."""

    user: User
    person: Person | None


@dataclass(frozen=True)
class Part:
    """``rows``: of whom; ``fields``: in the order in which they are read; ``files``: columns that hold a file."""

    key: str
    title: Any
    rows: Callable[[Whose], models.QuerySet]
    fields: tuple[str, ...]
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class Held:
    """A part with its rows: each by column, as (label, plain value)."""

    key: str
    title: str
    rows: list[dict[str, tuple[str, object]]]
    files: list[tuple[str, Any]] = field(default_factory=list)


def whose(user: User) -> Whose:
    return Whose(user, Person.objects.filter(user=user).first())


def gather(asker: Whose, parts: tuple[Part, ...]) -> Iterator[Held]:
    """Every part in which something is held."""
    for part in parts:
        rows = list(part.rows(asker))
        if rows:
            files = [found for number, row in enumerate(rows, 1) for found in _files(part, row, number)]
            yield Held(part.key, str(part.title), [_plain(row, part.fields) for row in rows], files)


def _plain(row, names):
    return {name: (_label(row, name), _value(row, name)) for name in names}


def _label(row, name):
    if name == "pgh_created_at":
        return str(_("Changed at"))
    return capfirst(str(row._meta.get_field(name).verbose_name))  # noqa: SLF001 - Django's own reflection


def _value(row, name):
    shown = getattr(row, f"get_{name}_display", None)
    value = shown() if shown else getattr(row, name)
    if isinstance(value, (dt.datetime, dt.date)):
        return value.isoformat()
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, dict):
        return {key: str(one) for key, one in value.items()}
    return value if isinstance(value, (bool, int)) else str(getattr(value, "name", None) or value or "")


def _files(part, row, number):
    """(name in the archive, the kept file) of each file of the row that is still there."""
    for name in part.files:
        kept = getattr(row, name)
        if kept and kept.storage.exists(kept.name):
            yield f"files/{part.key}-{number}-{getattr(row, 'name', '') or name}{_ending(row, kept)}", kept


ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}


def _ending(row, kept):
    if "." in str(getattr(row, "name", "")):
        return ""
    kind = getattr(row, "scan_type", "") or getattr(row, "content_type", "")
    return ENDINGS.get(kind) or (f".{kept.name.rpartition('.')[2]}" if "." in kept.name else "")


def of_person(model, path="person"):
    """The rows of ``model`` whose ``path`` leads to the asker's person."""
    rows = model._default_manager  # noqa: SLF001 - any model's
    return lambda one: rows.filter(**{path: one.person.pk}).order_by("pk") if one.person else rows.none()


def _decisions(one):
    delegates = Delegate.objects.filter(person=one.person).values("pk") if one.person else Delegate.objects.none()
    kind = ContentType.objects.get_for_model(Delegate)
    return StatusChange.objects.filter(content_type=kind, object_id__in=delegates.values("pk")).order_by("pk")


def _history(one):
    events = apps.get_model("forum.PersonEvent").objects
    return events.filter(pgh_obj=one.person).order_by("pk") if one.person else events.none()


def _messages(one):
    own = Q(recipient=one.user)
    if one.person and one.person.email:
        own |= Q(email__iexact=one.person.email, recipient=None)  # a mission gives its own mailbox for many
    return Message.objects.filter(own).order_by("pk")


def _ways(one):
    return Way.objects.filter(user=one.user).order_by("pk")


def _wishes(one):
    return Wish.objects.filter(user=one.user).order_by("pk")


NAMED = ("honorific", "name", "native_name", "position", "organisation", "country", "email")
PERSON = (*NAMED, "language", "languages", "timezone", "biography")
PARTS = (
    Part(
        "account",
        _("Account"),
        lambda one: User.objects.filter(pk=one.user.pk),
        ("email", "name", "language", "timezone", "date_joined", "last_login"),
    ),
    Part("person", _("Person"), of_person(Person, "pk"), PERSON, ("photo",)),
    Part("history", _("What stood there before"), _history, ("pgh_created_at", *NAMED)),
    Part(
        "document",
        _("Identity document"),
        of_person(IdentityDocument),
        ("kind", "country", "number", "born_on", "expires_on"),
        ("scan",),
    ),
    Part(
        "registrations",
        _("Registrations"),
        of_person(Delegate),
        ("edition", "delegation", "category", "status", "question", "submitted_at"),
    ),
    Part(
        "details",
        _("Travel and needs"),
        of_person(DelegateDetails, "delegate__person"),
        (
            "arrives_at",
            "arrival_flight",
            "departs_at",
            "departure_flight",
            "hotel",
            "diet",
            "accessibility",
            "equipment",
        ),
    ),
    Part("answers", _("Answers"), of_person(Answer, "delegate__person"), ("question", "text")),
    Part(
        "papers",
        _("Papers"),
        of_person(Attachment, "delegate__person"),
        ("kind", "name", "reference", "issued_on", "added_at"),
        ("file",),
    ),
    Part("decisions", _("Decisions"), _decisions, ("happened_at", "before", "after", "reason")),
    Part(
        "clearances",
        _("Clearances"),
        of_person(Clearance, "delegate__person"),
        ("status", "asked_at", "due_at"),
    ),
    Part(
        "waiting",
        _("Waiting list"),
        of_person(WaitingEntry, "delegate__person"),
        ("category", "facts", "status", "joined_at"),
    ),
    Part(
        "late_changes",
        _("Late changes"),
        of_person(LateChange, "delegate__person"),
        ("kind", "facts", "before", "reason", "answer", "status", "asked_at", "open_until"),
    ),
    Part(
        "letters",
        _("Letters"),
        of_person(Letter, "delegate__person"),
        ("number", "kind", "language", "holder", "status", "issued_at", "said"),
    ),
    Part(
        "badges",
        _("Badges"),
        of_person(Badge, "delegate__person"),
        ("kind", "status", "category", "days", "valid_from", "valid_until", "made_at"),
    ),
    Part(
        "gates",
        _("Readings at gates"),
        of_person(Scan, "badge__delegate__person"),
        ("scanned_at", "checkpoint", "direction", "result"),
    ),
    Part("programme", _("Parts in the programme"), of_person(Appearance), ("session", "role")),
    Part("messages", _("Mails to you"), _messages, ("kind", "email", "created_at", "sent_at")),
    Part("ways", _("Your devices and numbers"), _ways, ("channel", "label", "address", "created_at", "ended_at")),
    Part("wishes", _("What you chose to be told"), _wishes, ("channel", "topic", "is_wanted", "changed_at")),
    Part("readings", _("Who read your documents"), of_person(SecretReading), ("read_at", "what")),
)
