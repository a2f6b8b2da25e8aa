"""Badges as rows: drawing a serial, signing a token. Who may have one and when is for ``actions.badges``."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core.errors import DomainError
from core.models import StatusChange
from delegations import badge_keys, clearing, tokens
from delegations.models import Agency, Badge, BadgeKind, Delegate, DelegateStatus
from delegations.models.badge import LIVE
from forum.models import Edition

SERIALS = 2**63


@dataclass(frozen=True)
class Order:
    """One badge to be made. ``number`` and ``label`` for those that name nobody."""

    category: str
    zone_mask: int
    days: tuple[date, ...]
    valid_from: datetime
    valid_until: datetime
    delegate: Delegate | None = None
    kind: str = BadgeKind.PERSONAL
    number: int | None = None
    label: str = ""
    note: str = ""


def require_printable(delegate: Delegate, missing: list[Agency]) -> None:
    """Raise DomainError unless the delegate may have a badge: approved, and nobody's clearance is ``missing``.

    ``missing``: from ``clearing.missing_of``. Who is approved was cleared, but the terms of a category may change.
    """
    if delegate.status != DelegateStatus.APPROVED:
        sentence = _("%(delegate)s is %(status)s: a badge is for who is approved.")
        words = {"delegate": delegate, "status": delegate.get_status_display()}
        raise DomainError(sentence % words, code="not-approved")
    clearing.require_none(delegate, missing)


def without_badge(edition: Edition) -> QuerySet[Delegate]:
    """The approved who have no living badge."""
    living = Badge.objects.filter(delegate=OuterRef("pk"), status__in=LIVE, kind=BadgeKind.PERSONAL)
    return Delegate.objects.filter(~Exists(living), edition=edition, status=DelegateStatus.APPROVED)


def make(edition: Edition, orders: Iterable[Order], *, now) -> list[Badge]:
    """The badges ordered, signed with the edition's key, in one statement. Raises DomainError without a key."""
    key = badge_keys.signing(edition)
    secret = bytes.fromhex(key.private_key)
    made = [_badge(edition, order, key, now) for order in orders]
    approved = _approved_since([badge.delegate_id for badge in made if badge.delegate_id])
    for badge in made:
        badge.approved_at = approved.get(badge.delegate_id)
        badge.token = tokens.sign(_claims(badge, key), secret)
    return Badge.objects.bulk_create(made)


def sign_anew(edition: Edition, badges: Iterable[Badge]) -> None:
    """Sign what has changed of badges that nobody holds yet, with the key of now. The serials stay."""
    key = badge_keys.signing(edition)
    secret, badges = bytes.fromhex(key.private_key), list(badges)
    for badge in badges:
        badge.key, badge.token = key, tokens.sign(_claims(badge, key), secret)
    Badge.objects.bulk_update(badges, ["category", "zone_mask", "days", "key", "token"])


def _approved_since(delegates):
    """When each of the delegates, by key, was approved last; nothing of who was never approved step by step."""
    if not delegates:
        return {}
    kind = ContentType.objects.get_for_model(Delegate)
    steps = StatusChange.objects.filter(content_type=kind, object_id__in=delegates, after=DelegateStatus.APPROVED)
    return dict(steps.order_by().values_list("object_id").annotate(Max("happened_at")))


def _badge(edition, order, key, now):
    return Badge(
        edition=edition,
        delegate=order.delegate,
        kind=order.kind,
        serial=secrets.randbelow(SERIALS),
        category=order.category,
        zone_mask=order.zone_mask,
        days=list(order.days),
        valid_from=order.valid_from,
        valid_until=order.valid_until,
        number=order.number,
        label=order.label,
        note=order.note,
        key=key,
        made_at=now,
    )


def _claims(badge, key):
    return tokens.Claims(
        key_number=key.number,
        serial=badge.serial,
        zone_mask=badge.zone_mask,
        valid_from=badge.valid_from,
        valid_until=badge.valid_until,
        days=tokens.days_as_bits(badge.days, badge.edition.starts_on),
        kind=badge.kind,
    )
