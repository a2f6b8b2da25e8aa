"""The life of badges: made, printed, handed out, taken back, lost, ended.

Rows are locked in one order: delegates, then badges, then the list of dead serials.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, InvalidInput
from delegations import clearing, events, issuing, revocations, rights
from delegations.issuing import Order
from delegations.models import Badge, BadgeKind, BadgePrint, BadgeStatus, Delegate
from delegations.models.badge import LIVE
from forum import editions
from forum.models import Edition

S = BadgeStatus
FORMS = ["card", "sheet"]
NOTE_LENGTH = 200


@dataclass(frozen=True)
class Prepared:
    """The one living badge of each delegate, and who has none with the sentence why."""

    badges: list[Badge] = field(default_factory=list)
    refused: list[tuple[Delegate, str]] = field(default_factory=list)


def prepare(delegate: Delegate, *, now) -> Badge:
    """The delegate's badge, made where there is none. Raises DomainError for who may not have one."""
    prepared = prepare_each(delegate.edition, [delegate.pk], now=now)
    if prepared.refused:
        raise DomainError(prepared.refused[0][1], code="not-approved")
    return prepared.badges[0]


def prepare_each(edition: Edition, delegates: Iterable[int], *, now) -> Prepared:
    """A badge for each of the delegates by key; those who have one keep it, and who may not have one stops nobody."""
    with transaction.atomic():
        editions.require_open(edition)
        prepared, able, held = Prepared(), [], _held_delegates(edition, delegates)
        missing = clearing.missing_of(held)
        for delegate in held:
            try:
                issuing.require_printable(delegate, missing[delegate.pk])
                able.append(delegate)
            except DomainError as refusal:
                prepared.refused.append((delegate, str(refusal)))
        living = {one.delegate_id: one for one in _living(able)}
        made = _make(edition, [one for one in able if one.pk not in living], now=now)
        prepared.badges.extend([*living.values(), *made])
    return prepared


def print_all(badges: Iterable[Badge], *, form, by, now) -> list[Badge]:
    """Put badges of one edition on paper; gives those that the paper shows, in the same order.

    A badge that was printed before is made anew with another serial, and the earlier one opens nothing from then on.
    What was only prepared takes up what has changed since. ``form``: one of FORMS. Raises DomainError for a badge
    that is revoked, or whose delegate is not approved any more.
    """
    badges = list(badges)
    if form not in FORMS:
        raise InvalidInput(_("There is no such format."), field="form")
    if not badges:
        raise InvalidInput(_("Choose the badges first."))
    with transaction.atomic():
        edition = _one_edition(badges)
        held_delegates = _held_delegates(edition, [one.delegate_id for one in badges if one.delegate_id])
        held = {one.pk: one for one in _held(badges)}
        missing = clearing.missing_of(held_delegates)
        for delegate in held_delegates:
            issuing.require_printable(delegate, missing[delegate.pk])
        _refuse_revoked(held.values())
        opens = rights.of_each(edition, held_delegates)
        _bring_up_to_date(edition, [one for one in held.values() if one.status == S.READY], opens)
        replaced = _replace(edition, [one for one in held.values() if one.status != S.READY], opens, by=by, now=now)
        paper = [replaced.get(one.pk) or held[one.pk] for one in badges]
        workflow.move_all(paper, S.PRINTED, by=by, now=now)
        events.badges("printed", paper, edition, now=now)
        BadgePrint.objects.bulk_create(BadgePrint(badge=one, printed_by=by, printed_at=now, form=form) for one in paper)
    return paper


def take_back(badge: Badge, *, by, now) -> Badge:
    """The badge was handed in. One that had been lost is ended, since another may be about in its place."""
    with transaction.atomic():
        badge = _held_one(badge)
        if badge.status == S.LOST:
            workflow.move(badge, S.REVOKED, by=by, now=now, reason=_("Found and handed in."))
        else:
            workflow.move(badge, S.RETURNED, by=by, now=now)
    return badge


def report_lost(badge: Badge, *, by, now) -> Badge:
    """From now on the badge opens nothing. Its holder gets another by a new printing."""
    with transaction.atomic():
        badge = _held_one(badge)
        workflow.move(badge, S.LOST, by=by, now=now)
        revocations.add(badge.edition, [badge.serial], now=now)
        events.badges("ended", [badge], badge.edition, now=now)
    return badge


def revoke(badge: Badge, *, reason, by, now) -> Badge:
    """End the badge for a reason that the print log shows."""
    if not (reason or "").strip():
        raise InvalidInput(_("Write the reason."), field="reason")
    with transaction.atomic():
        badge = _held_one(badge)
        workflow.move(badge, S.REVOKED, by=by, now=now, reason=reason.strip())
        revocations.add(badge.edition, [badge.serial], now=now)
        events.badges("ended", [badge], badge.edition, now=now)
    return badge


def write_note(badge: Badge, *, note) -> Badge:
    """What the guard is to know when the badge is read, in a few words. A new printing keeps it."""
    note = (note or "").strip()
    if len(note) > NOTE_LENGTH:
        raise InvalidInput(_("A note has %(count)d letters at most.") % {"count": NOTE_LENGTH}, field="note")
    with transaction.atomic():
        badge = _held_one(badge)
        badge.note = note
        badge.save(update_fields=["note"])
    return badge


def end_of(delegates: Iterable[Delegate], *, by, now) -> None:
    """Their accreditation does not hold any more, so neither do their badges. In the caller's transaction."""
    living = Badge.objects.filter(delegate__in=list(delegates), status__in=LIVE)
    badges = list(living.select_related("edition").select_for_update(of=("self",)).order_by("pk"))
    if badges:
        workflow.move_all(badges, S.REVOKED, by=by, now=now, reason=_("The accreditation does not hold any more."))
        revocations.add(badges[0].edition, [badge.serial for badge in badges], now=now)
        events.badges("ended", badges, badges[0].edition, now=now)


def _held_delegates(edition, keys):
    rows = Delegate.objects.filter(edition=edition, pk__in=list(keys)).select_related("person", "edition")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _held(badges):
    rows = Badge.objects.filter(pk__in=[badge.pk for badge in badges]).select_related("edition", "delegate__person")
    return list(rows.select_for_update(of=("self",)).order_by("pk"))


def _held_one(badge):
    editions.require_open(badge.edition)
    return _held([badge])[0]


def _one_edition(badges):
    if len({badge.edition_id for badge in badges}) > 1:
        raise InvalidInput(_("Choose badges of one edition."))
    editions.require_open(badges[0].edition)
    return badges[0].edition


def _living(delegates):
    rows = Badge.objects.filter(delegate__in=delegates, status__in=LIVE)
    return rows.select_related("edition", "delegate__person")


def _refuse_revoked(badges):
    for badge in badges:
        if badge.status == S.REVOKED:
            raise DomainError(_("The badge of %(badge)s is revoked. Prepare a new one.") % {"badge": badge})


def _make(edition, delegates, *, now):
    if not delegates:
        return []
    opens = rights.of_each(edition, delegates)
    return issuing.make(edition, [_order(one, opens[one.pk]) for one in delegates], now=now)


def _order(delegate, opens):
    starts, ends = rights.validity(delegate.edition)
    return Order(opens.category, opens.zone_mask, opens.days, starts, ends, delegate=delegate)


def _bring_up_to_date(edition, badges, opens):
    changed = [one for one in badges if one.kind == BadgeKind.PERSONAL and _is_behind(one, opens[one.delegate_id])]
    for badge in changed:
        now_opens = opens[badge.delegate_id]
        badge.category, badge.zone_mask = now_opens.category, now_opens.zone_mask
        badge.days = list(now_opens.days)
    if changed:
        issuing.sign_anew(edition, changed)


def _is_behind(badge, opens):
    return (badge.category, badge.zone_mask, badge.days) != (opens.category, opens.zone_mask, list(opens.days))


def _replace(edition, badges, opens, *, by, now):
    """New badges for those that were on paper before, by the key of the one that each replaces."""
    if not badges:
        return {}
    standing = [one for one in badges if one.status != S.LOST]
    _refuse_second(badges)
    workflow.move_all(standing, S.REVOKED, by=by, now=now, reason=_("Printed again."))
    events.badges("ended", standing, edition, now=now)
    revocations.add(edition, [one.serial for one in badges], now=now)
    orders = [replace(_order_again(one, opens), note=one.note) for one in badges]
    return dict(zip((one.pk for one in badges), issuing.make(edition, orders, now=now), strict=True))


def _refuse_second(badges):
    """Who lost a badge and was given another gets no third from the first."""
    for badge in badges:
        if badge.status == S.LOST and _others_like(badge).exists():
            sentence = _("%(badge)s has another badge already. Print that one again.")
            raise DomainError(sentence % {"badge": badge}, code="has-another")


def _others_like(badge):
    rows = Badge.objects.filter(edition=badge.edition, status__in=LIVE)
    if badge.delegate_id:
        return rows.filter(delegate=badge.delegate_id)
    return rows.filter(kind=badge.kind, number=badge.number)


def _order_again(badge, opens):
    if badge.kind == BadgeKind.PERSONAL:
        return _order(badge.delegate, opens[badge.delegate_id])
    days, span = tuple(badge.days), (badge.valid_from, badge.valid_until)
    return Order(badge.category, badge.zone_mask, days, *span, kind=badge.kind, number=badge.number, label=badge.label)
