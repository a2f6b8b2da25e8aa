"""The badge of the person who asks, and how the badges of a mission stand."""

from collections.abc import Iterable

from delegations import admission, rights
from delegations.models import Badge, BadgeStatus, Delegate, Zone
from delegations.models.badge import LIVE
from forum.models import Edition


def of(user, edition: Edition) -> Badge | None:
    """The user's newest badge at ``edition`` that was not revoked, with the person and the delegation; or None."""
    rows = Badge.objects.filter(edition=edition, delegate__person__user=user).exclude(status=BadgeStatus.REVOKED)
    return (
        rows.select_related("delegate__person", "delegate__delegation", "edition").order_by("-made_at", "-pk").first()
    )


def code_of(badge: Badge) -> str:
    """What its QR code says, in the statuses in which a gate opens to it; else nothing."""
    return badge.token if badge.status in admission.OPENS else ""


def zones_of(badge: Badge) -> list[Zone]:
    return rights.zones_in(Zone.objects.filter(edition=badge.edition), badge.zone_mask)


def standing(delegates: Iterable[Delegate]) -> dict[int, Badge]:
    """The living or lost badge of each delegate, by the delegate's key, in one query."""
    rows = Badge.objects.filter(delegate__in=list(delegates), status__in=[*LIVE, BadgeStatus.LOST])
    return {badge.delegate_id: badge for badge in rows.order_by("made_at", "pk") if badge.delegate_id}
