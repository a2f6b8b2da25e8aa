"""A print job: badges put on paper, and the file of it, either both or neither.

The badges become printed in the transaction in which the file is made, so whoever cancels, or a worker that dies,
leaves everything as it was; and while the file is kept a download that was lost costs no second printing.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import turns, workflow
from core.errors import DomainError, InvalidInput, Stale
from core.turns import Turn
from delegations import badge_pdf, clearing, issuing
from delegations.actions import badges as life
from delegations.models import Badge, BadgeStatus, PrintJob, PrintJobStatus
from forum import editions

S = PrintJobStatus
KEPT = timedelta(hours=1)
ASKS_EVERY = 25


@dataclass(frozen=True)
class Forecast:
    """What a printing would do. ``again``: those whose earlier badge opens nothing any more once it is done."""

    first: list[Badge] = field(default_factory=list)
    again: list[Badge] = field(default_factory=list)
    refused: list[tuple[Badge, str]] = field(default_factory=list)


def foresee(badges: Iterable[Badge]) -> Forecast:
    """Tell without doing. ``badges`` with delegate and person at hand."""
    told, badges = Forecast(), list(badges)
    missing = clearing.missing_of(badge.delegate for badge in badges if badge.delegate)
    for badge in badges:
        try:
            _require_printable(badge, missing)
        except DomainError as refusal:
            told.refused.append((badge, str(refusal)))
        else:
            (told.first if badge.status == BadgeStatus.READY else told.again).append(badge)
    return told


def order(badges: Iterable[Badge], *, form, by, now) -> PrintJob:
    """A job that waits to be run. Raises InvalidInput for no badges, two editions or an unknown format."""
    badges = list(badges)
    if form not in life.FORMS:
        raise InvalidInput(_("There is no such format."), field="form")
    if not badges:
        raise InvalidInput(_("Choose the badges first."))
    if len({badge.edition_id for badge in badges}) > 1:
        raise InvalidInput(_("Choose badges of one edition."))
    editions.require_open(badges[0].edition)
    chosen = [badge.pk for badge in badges]
    return PrintJob.objects.create(edition=badges[0].edition, chosen=chosen, form=form, asked_by=by, asked_at=now)


def run(job: PrintJob, *, now: datetime, tell: Callable[[int], object] = int) -> bool:
    """Print the badges of a job and keep the file; False where another process is at it, or it was cancelled.

    ``tell`` is called with how many badges are ready for the page. A refusal ends the job as failed, with its words.
    """
    try:
        with transaction.atomic():
            if not _is_ours(job):
                return False
            _print(job, now, tell)
    except Stale:
        return False
    except DomainError as refusal:
        workflow.move(job, S.FAILED, by=None, now=now, problem=str(refusal)[:500], ended_at=now)
        return False
    return True


def cancel(job: PrintJob, *, by, now) -> PrintJob:
    """Nothing is printed. Raises DomainError for a job that has ended."""
    workflow.move(job, S.CANCELLED, by=by, now=now, ended_at=now)
    return job


def erase_old(*, now: datetime) -> int:
    """Erase the files of jobs that ended an hour ago; gives how many."""
    old = list(PrintJob.objects.filter(status=S.DONE, ended_at__lte=now - KEPT))
    for job in old:
        job.pdf.delete(save=False)
        workflow.move(job, S.ERASED, by=None, now=now, pdf="")
    return len(old)


def _require_printable(badge, missing):
    if badge.status == BadgeStatus.REVOKED:
        raise DomainError(_("The badge of %(badge)s is revoked. Prepare a new one.") % {"badge": badge})
    if badge.delegate:
        issuing.require_printable(badge.delegate, missing[badge.delegate_id])


def _is_ours(job):
    """Whether this process may run the job: it waits still, and no other one has begun."""
    if not turns.is_free(Turn.PRINT_JOB, job.pk):
        return False
    job.refresh_from_db(fields=["status"])
    return job.status == S.QUEUED


def _print(job, now, tell):
    found = Badge.objects.in_bulk(job.chosen)
    chosen = [found[key] for key in job.chosen if key in found]
    paper = life.print_all(chosen, form=job.form, by=job.asked_by, now=now)
    rows = Badge.objects.select_related("delegate__person", "delegate__delegation", "edition")
    printed = rows.in_bulk([badge.pk for badge in paper])
    in_order = [printed[badge.pk] for badge in paper]
    made = badge_pdf.of(job.edition, in_order, form=job.form, tell=_telling(job, tell))
    job.pdf.save("badges", ContentFile(made), save=False)
    try:
        workflow.move(job, S.DONE, by=job.asked_by, now=now, pdf=job.pdf.name, ended_at=now)
    except Stale:
        job.pdf.storage.delete(job.pdf.name)
        raise


def _telling(job, tell):
    """Tells on, and ends the work once the job was cancelled meanwhile."""

    def told(number):
        tell(number)
        if number % ASKS_EVERY == 0 and not PrintJob.objects.filter(pk=job.pk, status=S.QUEUED).exists():
            raise Stale

    return told
