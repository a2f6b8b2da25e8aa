"""Handing in the drafts of a delegation together, as a list or a group code leaves them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import workflow
from core.errors import DomainError
from delegations import directory, drafts, holding, notices, phases, sign_ins
from delegations.drafts import Draft
from delegations.models import Delegate, DelegateStatus, Delegation


@dataclass(frozen=True)
class HandedIn:
    """Who is submitted, and who stays a draft for what is lacking."""

    done: list[Delegate]
    kept: list[Draft]


def submit_drafts(delegation: Delegation, *, by, now, chosen: Iterable[str] | None = None) -> HandedIn:
    """Submit every draft that is complete, or those of them with the public ids ``chosen``; the others stay.

    Each focal point gets one receipt of all of them, each delegate with an address the own one. Raises DomainError
    where none of the drafts is meant, and after the date by which names are due.
    """
    with transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_registration(delegation, by=by, now=now)
        wanted = None if chosen is None else set(chosen)
        meant = [one for one in drafts.of(delegation) if wanted is None or one.delegate.public_id in wanted]
        if not meant:
            raise DomainError(_("None of them is a draft. Choose whom to submit."), code="no-drafts")
        done = [one.delegate for one in meant if one.is_complete]
        if done:
            _submit(done, delegation, by=by, now=now)
        return HandedIn(done, [one for one in meant if not one.is_complete])


def _submit(delegates, delegation, *, by, now):
    holding.persons(one.person_id for one in delegates)
    changes = workflow.move_all(delegates, DelegateStatus.SUBMITTED, by=by, now=now)
    Delegate.objects.filter(pk__in=[one.pk for one in delegates]).update(submitted_at=now)
    own = directory.correctable(by, [one.person for one in delegates], delegation)
    for one in delegates:
        if one.person_id in own:
            sign_ins.link(one.person, by=by)
    notices.submitted_together(delegates, changes, now=now)
