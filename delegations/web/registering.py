"""The first two steps of registering somebody, each saved: who it is, how the person is reached."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access
from delegations import categories, directory, person_facts, places
from delegations.actions import registration
from delegations.models import DelegateStatus
from delegations.web import form_steps
from delegations.web.delegates import sentence_of_receipt
from delegations.web.finding import delegate_of, delegation_of, refusals_in
from delegations.web.forms import ContactForm, SubstituteForm, WhoForm

MOST_KNOWN = 30


@login_required
def register(request, edition, delegation):
    """The first step for somebody new, or (``?person=``) for somebody whom the mission registered before."""
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    known = directory.to_register_again(request.user, delegation)
    person = _chosen(request.GET.get("person", ""), known)
    standing, choices = places.of(delegation, now=timezone.now()), categories.open_to(request.user, delegation)
    form = WhoForm(request.POST or None, categories=choices, places=standing, initial=_initial(delegation, person))
    if form.is_valid():
        with refusals_in(form):
            draft = registration.draft(
                delegation, form.cleaned_data, person=person, by=request.user, now=timezone.now()
            )
            return redirect("delegations:contact", edition, draft.public_id)
    context = {
        "delegation": delegation,
        "form": form,
        "steps": form_steps.of(None, "edit"),
        "known": [] if person else known[:MOST_KNOWN],
        "places": standing,
        "left": standing.left,
    }
    return render(request, "delegations/register.html", context)


@login_required
def edit(request, edition, delegate):
    """The first step again, for somebody registered."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "edit_delegate", delegate)
    choices = categories.open_to(request.user, delegate.delegation)
    form = WhoForm(
        request.POST or None,
        categories=choices if delegate.category in choices else [delegate.category, *choices],
        initial=_initial(delegate.delegation, delegate.person, delegate.category),
    )
    if form.is_valid():
        with refusals_in(form):
            before, now = delegate.status, timezone.now()
            delegate = registration.edit(delegate, form.cleaned_data, by=request.user, now=now)
            return _after_edit(request, delegate, is_reopened=delegate.status != before)
    context = {"delegate": delegate, "form": form, "steps": form_steps.of(delegate, "edit")}
    return render(request, "delegations/edit.html", context)


@login_required
def substitute(request, edition, delegate):
    """Somebody else in the delegate's place: the first step for a newcomer, who keeps the category."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "register_delegate", delegate)
    known = directory.to_register_again(request.user, delegate.delegation)
    person = _chosen(request.GET.get("person", ""), known)
    form = SubstituteForm(request.POST or None, initial=_initial(delegate.delegation, person))
    if form.is_valid():
        with refusals_in(form):
            facts, now = form.cleaned_data, timezone.now()
            successor = registration.substitute(delegate, facts, person=person, by=request.user, now=now)
            words = {"new": successor, "former": delegate}
            messages.success(request, _("%(new)s takes the place of %(former)s.") % words)
            return redirect("delegations:contact", edition, successor.public_id)
    context = {"delegate": delegate, "form": form, "known": [] if person else known[:MOST_KNOWN]}
    return render(request, "delegations/substitute.html", context)


@login_required
def contact(request, edition, delegate):
    """The second step: addresses and languages. Its buttons say what comes next; each saves first."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "edit_delegate", delegate)
    may_correct = directory.may_correct(request.user, delegate.person, delegate.delegation)
    initial = {field: getattr(delegate.person, field) for field in ContactForm.base_fields} if may_correct else {}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and (not may_correct or form.is_valid()):
        with refusals_in(form):
            if may_correct:
                delegate = registration.edit(delegate, form.cleaned_data, by=request.user, now=timezone.now())
            return _after_contact(request, delegate)
    may_submit = _is_draft(delegate) and access.allows(request.user, "submit_delegate", delegate)
    context = {
        "delegate": delegate,
        "form": form,
        "may_correct": may_correct,
        "may_submit": may_submit,
        "may_register": access.allows(request.user, "register_delegate", delegate),
        "is_draft": _is_draft(delegate),
        "steps": form_steps.of(delegate, "contact"),
        "left": places.left(delegate.delegation, now=timezone.now()),
    }
    return render(request, "delegations/contact.html", context)


def _chosen(public_id, known):
    """The person that the address names, or None where it names none."""
    if not public_id:
        return None
    if not public_id.isalnum():
        raise Http404
    return get_object_or_404(known, public_id=public_id)


def _after_edit(request, delegate, *, is_reopened):
    if is_reopened:
        messages.warning(request, _("Saved. What was changed had been cleared, so the desk reviews it again."))
    return form_steps.onward(request, delegate, "edit")


def _after_contact(request, delegate):
    """Submit where that was asked for; then on to the next person, or back to where one came from."""
    slug, delegation = delegate.edition.slug, delegate.delegation
    if not {"submit", "another"} & set(request.POST):
        return form_steps.onward(request, delegate, "contact")
    access.require(request.user, "submit_delegate", delegate)
    now = timezone.now()
    delegate = registration.submit(delegate, by=request.user, now=now)
    messages.success(request, sentence_of_receipt(delegate))
    page = (
        "delegations:register"
        if "another" in request.POST
        and access.allows(request.user, "register_delegate", delegation)
        and places.left(delegation, now=now)
        else "delegations:delegation"
    )
    return redirect(page, slug, delegation.public_id)


def _initial(delegation, person=None, category=None):
    """What is known of the person; of somebody new, what is likely: the delegation's country and name."""
    if person is None:
        return {"category": "delegate", "country": delegation.country.code, "organisation": _house_of(delegation)}
    facts = {field: getattr(person, field) for field in WhoForm.base_fields if field in person_facts.FIELDS}
    return facts | {"category": category or "delegate"}


def _house_of(delegation):
    return "" if delegation.kind == "state" else delegation.name


def _is_draft(delegate):
    return delegate.status == DelegateStatus.DRAFT
