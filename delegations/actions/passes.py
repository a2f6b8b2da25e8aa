"""Badges that name nobody: floaters, which are counted and come back every evening, and passes for one day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from delegations import issuing, rights
from delegations.issuing import Order
from delegations.models import Badge, BadgeKind
from forum import editions
from forum.models import Edition

MOST = 200


def add_floaters(edition: Edition, *, category, zones, label, count, days=(), now) -> list[Badge]:
    """``count`` floaters, numbered on from the last. Raises InvalidInput by field."""
    starts, ends = rights.validity(edition)
    order = Order(category, rights.mask_of(zones), tuple(days), starts, ends, kind=BadgeKind.FLOATER, label=label)
    return _add(edition, order, count, now=now)


def add_day_passes(edition: Edition, *, category, zones, label, count, day: date, now) -> list[Badge]:
    """``count`` passes that open on ``day`` only, from its midnight to the next by the forum's clock."""
    if not edition.starts_on <= day <= edition.ends_on:
        raise InvalidInput(_("A badge is valid on days of the forum only."), field="day")
    starts = datetime.combine(day, time.min, edition.zone)
    ends = datetime.combine(day + timedelta(days=1), time.min, edition.zone)
    order = Order(category, rights.mask_of(zones), (day,), starts, ends, kind=BadgeKind.DAY_PASS, label=label)
    return _add(edition, order, count, now=now)


def _add(edition, order, count, *, now):
    if not 1 <= count <= MOST:
        sentence = _("Between 1 and %(most)d at a time.")
        raise InvalidInput(sentence % {"most": MOST}, field="count")
    if not order.label.strip():
        raise InvalidInput(_("Write what stands on them, as in Technician."), field="label")
    with transaction.atomic():
        edition = Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)  # one counts at a time
        editions.require_open(edition)
        last = Badge.objects.filter(edition=edition, kind=order.kind).aggregate(last=Max("number"))["last"] or 0
        orders = [_numbered(order, last + step) for step in range(1, count + 1)]
        return issuing.make(edition, orders, now=now)


def _numbered(order, number):
    return replace(order, number=number, label=order.label.strip())
