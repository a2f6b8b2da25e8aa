"""A person asks to be erased; the desk carries it out or refuses; the night finishes what a ground had kept."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError, required
from delegations import erasure_notices, fates
from delegations.actions import guest_lists
from delegations.models import ErasureRequest, ErasureStatus, PersonFacts
from delegations.person_erasers import erase
from forum.models import Edition, Person

DAYS_TO_ANSWER = 30


def ask(person: Person, edition: Edition, *, identity: str, by, now, reason: str = "") -> ErasureRequest:
    """File the request at the desk of ``edition``, archived or not. ``identity``: how it is known that the person asks.

    Raises DomainError where one is with the desk already, or where the person is erased.
    """
    sentence = _("Write how you made sure that it is this person who asks.")
    identity = required(identity, sentence, field="identity")
    due_on = now.astimezone(edition.zone).date() + dt.timedelta(days=DAYS_TO_ANSWER)
    filed = ErasureRequest(
        person=person, edition=edition, identity=identity[:300], reason=(reason or "").strip()[:1000]
    )
    filed.asked_by, filed.asked_at, filed.due_on = by, now, due_on
    try:
        with transaction.atomic():
            filed.save()
    except IntegrityError as error:
        raise DomainError(_("The desk has this request already."), code="asked-already") from error
    return filed


def withdraw(request: ErasureRequest, *, by, now) -> None:
    """The person wants to be known after all; nothing was erased yet."""
    with transaction.atomic():
        workflow.move(_held(request), ErasureStatus.WITHDRAWN, by=by, now=now)


def refuse(request: ErasureRequest, *, reason: str, by, now) -> None:
    """Erase nothing, for a reason that the person is told."""
    reason = required(reason, _("Write the reason: the person reads it."), field="reason")
    with transaction.atomic():
        request = _held(request)
        step = workflow.move(request, ErasureStatus.REFUSED, by=by, now=now, reason=reason)
        erasure_notices.refused(request, step, now=now)


def carry_out(request: ErasureRequest, *, by, now) -> ErasureRequest:
    """Erase all that no ground keeps, write down what is kept until when, and tell the person by mail.

    Raises DomainError where the badge is inside a running edition, or the person is registered for one to come.
    """
    today = now.astimezone(request.edition.zone).date()
    with transaction.atomic():
        request = _held(request)
        person = Person.objects.select_for_update(of=("self",)).get(pk=request.person_id)
        if sentence := fates.obstacle(person, today=today):
            raise DomainError(sentence, code="erasure-not-now")
        told = erasure_notices.address_of(person)
        decided = fates.of(person, today=today)
        kept = [one for one in decided if one.ground]
        erased = [one for one in decided if not one.ground]
        gone, written = [one.group for one in erased], [_written(one) for one in kept]
        step = workflow.move(request, ErasureStatus.CARRIED_OUT, by=by, now=now, erased=gone, kept=written)
        for one in erased:
            _erase(person, one.group, now=now)
        ErasureRequest.objects.filter(pk=request.pk).update(reason="")  # what was written there is of the person too
        erasure_notices.carried_out(request, step, told, decided, now=now)
    return request


def finish(*, now) -> int:
    """Erase what grounds kept until a day that is over; gives how many groups. Each request is a transaction."""
    open_ones = ErasureRequest.objects.filter(status=ErasureStatus.CARRIED_OUT).exclude(kept=[])
    return sum(_finish(pk, now=now) for pk in open_ones.values_list("pk", flat=True))


def _finish(pk, *, now):
    with transaction.atomic():
        request = _held(ErasureRequest(pk=pk))
        today = now.astimezone(request.edition.zone).date()
        over = [one for one in fates.from_kept(request.kept) if one.until and one.until < today]
        for one in over:
            _erase(request.person, one.group, now=now)
        groups = [one.group for one in over]
        request.kept = [one for one in request.kept if one["group"] not in groups]
        request.erased = [*request.erased, *groups]
        request.save(update_fields=["kept", "erased"])
    return len(over)


def _erase(person, group, *, now):
    erase(person, group)
    if group == PersonFacts.NAME:
        for delegate in person.delegates.all():
            guest_lists.erase(delegate, now=now)


def _written(fate):
    return {"group": fate.group, "ground": fate.ground, "until": fate.until.isoformat() if fate.until else ""}


def _held(request):
    rows = ErasureRequest.objects.select_for_update(of=("self",)).select_related("edition", "person")
    return rows.get(pk=request.pk)
