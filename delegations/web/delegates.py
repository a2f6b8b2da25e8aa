"""One accreditation: where it stands, what the desk asks, what happened; for the mission and for the person."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core import access, workflow
from core.errors import InvalidInput
from core.listing import listed
from core.models import StatusChange
from delegations import completeness, directory, late_changes, phases, places
from delegations.actions import accreditation, overflow, registration
from delegations.models import DelegateStatus
from delegations.models.delegate import GONE
from delegations.web import form_steps, letters, next_steps
from delegations.web.finding import delegate_of, reason_of, refusals_in
from delegations.web.forms import AnswerForm


@login_required
def show(request, edition, delegate):
    delegate = delegate_of(request, delegate)
    return _page(request, delegate, AnswerForm())


@login_required
@require_POST
def submit(request, edition, delegate):
    """Hand a draft in. What is missing is asked for in the step where it belongs."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "submit_delegate", delegate)
    try:
        registration.submit(delegate, by=request.user, now=timezone.now())
    except InvalidInput as refusal:
        messages.error(request, str(refusal))
        return redirect("delegations:edit", edition, delegate.public_id)
    messages.success(request, sentence_of_receipt(delegate))
    may_go_on = "another" in request.POST and access.allows(request.user, "register_delegate", delegate)
    if may_go_on and places.left(delegate.delegation, now=timezone.now()):
        return redirect("delegations:register", edition, delegate.delegation.public_id)
    return redirect("delegations:delegation", edition, delegate.delegation.public_id)


@login_required
@require_POST
def withdraw(request, edition, delegate):
    delegate = delegate_of(request, delegate)
    access.require(request.user, "register_delegate", delegate)
    registration.withdraw(delegate, reason=reason_of(request), by=request.user, now=timezone.now())
    messages.success(request, _("%(delegate)s is withdrawn. The place is free again.") % {"delegate": delegate})
    return redirect("delegations:delegation", edition, delegate.delegation.public_id)


@login_required
@require_POST
def use_place(request, edition, delegate):
    """From the overflow pass to a place that is free again."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "register_delegate", delegate)
    overflow.give_place(delegate, by=request.user, now=timezone.now())
    messages.success(request, _("%(delegate)s uses a place now. The overflow pass is free.") % {"delegate": delegate})
    return redirect("delegations:delegate", edition, delegate.public_id)


@login_required
@require_POST
def answer(request, edition, delegate):
    delegate = delegate_of(request, delegate)
    access.require(request.user, "edit_delegate", delegate)
    form = AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            accreditation.answer(delegate, text=form.cleaned_data["text"], by=request.user, now=timezone.now())
            messages.success(request, _("The desk has your answer."))
            return redirect("delegations:delegate", edition, delegate.public_id)
    return _page(request, delegate, form)


def sentence_of_receipt(delegate) -> str:
    """Says that the delegate is submitted and how many places are left."""
    left = places.left(delegate.delegation, now=timezone.now())
    sentence = ngettext(
        "%(delegate)s is submitted. One place is left.", "%(delegate)s is submitted. %(left)d places are left.", left
    )
    return sentence % {"delegate": delegate, "left": left}


def _page(request, delegate, form):
    may_edit = access.allows(request.user, "edit_delegate", delegate)
    may_register = access.allows(request.user, "register_delegate", delegate)
    shows_contact = directory.may_correct(request.user, delegate.person, delegate.delegation)
    is_open = delegate.status not in GONE and not request.edition.is_archived
    may_complete = may_edit and is_open and shows_contact
    said = {"by": request.user, "now": timezone.now()}
    may_ask = may_register and is_open
    names_late = may_ask and phases.are_names_late(delegate.delegation, **said)
    details = late_changes.details_of(delegate, **said) if may_edit and is_open else late_changes.Details(is_late=False)
    missing = completeness.missing(delegate) if may_complete else []
    context = {
        "delegate": delegate,
        "missing": form_steps.with_addresses(delegate, missing),
        "steps": [one for one in form_steps.of(delegate, "check") if one["number"] > 2] if may_complete else [],
        "person": delegate.person,
        "delegation": delegate.delegation,
        "facts": _facts(delegate, shows_contact=shows_contact),
        "next_step": next_steps.SENTENCES[delegate.status],
        "events": _events(delegate),
        "form": form,
        "is_own_badge": delegate.person.user_id == request.user.pk and delegate.status == DelegateStatus.APPROVED,
        "may_edit": may_complete,
        "may_answer": may_edit and is_open and delegate.status == DelegateStatus.INFO_NEEDED,
        "may_submit": access.allows(request.user, "submit_delegate", delegate)
        and is_open
        and delegate.status == DelegateStatus.DRAFT,
        "may_withdraw": may_register and is_open and workflow.can(delegate, DelegateStatus.WITHDRAWN),
        "may_use_place": may_ask and not names_late and _has_place(delegate, now=said["now"]),
        "delegation_url": _delegation_url(delegate),
        "asks_for_names": names_late,
        "asks_for_facts": names_late or (may_ask and details.is_late),
        "details": details,
        "due_at": phases.terms_of(delegate.edition).confirmations_close_at,
        **letters.beside(request, delegate),
    }
    return render(request, "delegations/delegate.html", context)


def _has_place(delegate, *, now):
    """Whether somebody on an overflow pass could use a place; asked only of those."""
    if not delegate.is_overflow:
        return False
    return bool(places.of(delegate.delegation, now=now, besides=delegate).categories[delegate.category].left)


def _facts(delegate, *, shows_contact):
    person = delegate.person
    facts = [
        (_("Category"), capfirst(delegate.get_category_display())),
        *([(_("Overflow pass"), _("Yes: it uses no place"))] if delegate.is_overflow else []),
        (_("Position"), person.position),
        (_("Organisation"), person.organisation),
        (_("Nationality"), person.country.name),
    ]
    if shows_contact:
        facts += [
            (_("E-mail"), person.email),
            (_("Language of mails"), person.get_language_display()),
            (_("Languages spoken"), listed(person.languages)),
        ]
    return facts


def _events(delegate):
    """The life of the accreditation, newest first, without the names of the desk's officers."""
    labels = dict(DelegateStatus.choices)
    return [
        {"at": change.happened_at, "status": change.after, "status_label": labels[change.after], "note": change.reason}
        for change in StatusChange.objects.of(delegate).reverse()
    ]


def _delegation_url(delegate):
    return reverse("delegations:delegation", args=[delegate.edition.slug, delegate.delegation.public_id])
