"""Printing and handing over the chosen badges, with what each will cause."""

from dataclasses import dataclass, field

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from kombu.exceptions import OperationalError

from core import workflow
from core.errors import DomainError
from delegations import print_progress, tasks
from delegations.actions import handing_over, printing
from delegations.admin.badge_forms import HandOverForm, PrintForm
from delegations.admin.chosen import Deed
from delegations.models import BadgeStatus, PrintJob, PrintJobStatus, Receipt

AT_ONCE = 200
"""As many are printed while the reader waits; more are left to the worker."""


@dataclass(frozen=True)
class Told:
    able: list = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)
    refused: list[tuple] = field(default_factory=list)


def start(badges, *, form, by) -> PrintJob:
    """Order the badges on paper, and print them at once where they are few. Raises DomainError when that is refused."""
    job = printing.order(badges, form=form, by=by, now=now())
    if len(job.chosen) > AT_ONCE:
        _hand_to_worker(job)
        return job
    printing.run(job, now=now(), tell=print_progress.teller(job))
    if job.status == PrintJobStatus.FAILED:
        raise DomainError(job.problem)
    return job


def address_of(thing: PrintJob | Receipt) -> str:
    return reverse(f"admin:delegations_{thing._meta.model_name}_change", args=[thing.pk])  # noqa: SLF001


def _hand_to_worker(job):
    try:
        tasks.print_badges.apply_async((job.pk,), retry=False)
    except OperationalError:  # the broker is away: the minute's round finds the job
        return


def _foresee_printing(badges):
    told = printing.foresee(badges)
    first, again = len(told.first), len(told.again)
    sentences = [ngettext("%(count)d badge is printed.", "%(count)d badges are printed.", first) % {"count": first}]
    if again:
        words = ngettext(
            "%(count)d was on paper before: it is made anew, and the earlier one opens nothing from that moment.",
            "%(count)d were on paper before: they are made anew, and the earlier ones open nothing from that moment.",
            again,
        )
        sentences.append(words % {"count": again})
    if first + again > AT_ONCE:
        sentences.append(_("So many are printed in the background; a page shows how far it is."))
    refused = {badge.pk for badge, _why in told.refused}
    return Told([badge for badge in badges if badge.pk not in refused], sentences, told.refused)


def _print(request, badges, form):
    return HttpResponseRedirect(address_of(start(badges, form=form.cleaned_data["form"], by=request.user)))


def _foresee_handing_over(badges):
    able = [badge for badge in badges if workflow.can(badge, BadgeStatus.ISSUED)]
    words = ngettext("%(count)d badge is handed over.", "%(count)d badges are handed over.", len(able))
    left = [(badge, _not_at_hand(badge)) for badge in badges if badge not in able]
    return Told(able, [words % {"count": len(able)}], left)


def _not_at_hand(badge):
    return _("%(badge)s is %(status)s.") % {"badge": badge, "status": badge.get_status_display()}


def _hand_over(request, badges, form):
    receipt = handing_over.hand_over(badges, **form.cleaned_data, by=request.user, now=now())
    return HttpResponseRedirect(address_of(receipt))


PRINTING = Deed(
    "print_chosen", gettext_lazy("Print badges"), "print_badge", PrintForm, _foresee_printing, _print
)  # fmt: skip
HANDING_OVER = Deed(
    "hand_over_chosen",
    gettext_lazy("Hand badges over"),
    "hand_out_badge",
    HandOverForm,
    _foresee_handing_over,
    _hand_over,
)
