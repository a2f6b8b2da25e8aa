"""The later steps of the form, each saved by itself: document, photo, travel and needs, papers, questions, check."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access
from delegations import completeness, phases, places
from delegations.actions import confirmation
from delegations.models import AttachmentKind, DelegateDetails, DelegateStatus, IdentityDocument
from delegations.web import form_steps
from delegations.web.confirmation_forms import DocumentForm, PapersForm, PhotoForm, QuestionsForm, TravelForm
from delegations.web.finding import delegate_of, refusals_in


@login_required
def document(request, edition, delegate):
    """The identity document. What is kept is not shown again: the page says only that it is there."""
    delegate = _found(request, delegate)
    kept = IdentityDocument.objects.filter(person=delegate.person).defer("number", "born_on").first()
    form = DocumentForm(request.POST or None, request.FILES or None, kept=kept)
    if form.is_valid():
        with refusals_in(form):
            facts = dict(form.cleaned_data)
            scan = facts.pop("scan")
            confirmation.save_document(delegate, facts, scan=scan, by=request.user, now=timezone.now())
            return _onward(request, delegate, "document")
    return _page(request, delegate, "document", form, lede=_("Kept encrypted. Only the accreditation desk reads it."))


@login_required
def photo(request, edition, delegate):
    """The photo, with the part of it that stands on the badge."""
    delegate = _found(request, delegate)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_in(form):
            if form.cleaned_data["photo"]:
                given = {"crop": form.crop, "by": request.user, "now": timezone.now()}
                confirmation.give_photo(delegate, form.cleaned_data["photo"], **given)
            return _onward(request, delegate, "photo")
    return _page(request, delegate, "photo", form)


@login_required
def travel(request, edition, delegate):
    delegate = _found(request, delegate)
    kept = DelegateDetails.objects.filter(delegate=delegate).first()
    form = TravelForm(request.POST or None, instance=kept)
    if form.is_valid():
        with refusals_in(form):
            confirmation.save_details(delegate, form.cleaned_data, by=request.user, now=timezone.now())
            return _onward(request, delegate, "travel")
    return _page(request, delegate, "travel", form)


@login_required
def papers(request, edition, delegate):
    """What media hand in: the letter of assignment, the press card, the list of equipment."""
    delegate = _found(request, delegate, "papers")
    details = DelegateDetails.objects.filter(delegate=delegate).first()
    kept = {paper.kind: paper.name for paper in delegate.attachments.all()}
    form = PapersForm(
        request.POST or None,
        request.FILES or None,
        kept=kept,
        initial={"equipment": details.equipment if details else ""},
    )
    if form.is_valid():
        with refusals_in(form):
            facts = form.cleaned_data
            given = {kind: facts[kind] for kind in AttachmentKind.values if facts.get(kind)}
            said = {"equipment": facts["equipment"], "by": request.user, "now": timezone.now()}
            confirmation.save_papers(delegate, given, **said)
            return _onward(request, delegate, "papers")
    return _page(request, delegate, "papers", form)


@login_required
def questions(request, edition, delegate):
    """What the organisers ask of the category."""
    delegate = _found(request, delegate, "questions")
    asked = completeness.questions_for(delegate.edition, delegate.category)
    kept = {answer.question_id: answer.text for answer in delegate.answers.all()}
    form = QuestionsForm(request.POST or None, asked=asked, kept=kept, language=request.LANGUAGE_CODE)
    if form.is_valid():
        with refusals_in(form):
            confirmation.save_answers(delegate, form.cleaned_data, by=request.user, now=timezone.now())
            return _onward(request, delegate, "questions")
    return _page(request, delegate, "questions", form)


@login_required
def check(request, edition, delegate):
    """What is still missing, in words, and the submission."""
    delegate = _found(request, delegate)
    is_draft = delegate.status == DelegateStatus.DRAFT
    may_submit = is_draft and access.allows(request.user, "submit_delegate", delegate)
    context = {
        "delegate": delegate,
        "steps": form_steps.of(delegate, "check"),
        "missing": form_steps.with_addresses(delegate, completeness.missing(delegate)),
        "may_submit": may_submit,
        "may_register": access.allows(request.user, "register_delegate", delegate),
        "waits_for_focal_point": is_draft and not may_submit,
        "due_at": phases.terms_of(delegate.edition).confirmations_close_at,
        "left": places.left(delegate.delegation, now=timezone.now()),
    }
    return render(request, "delegations/check.html", context)


def _found(request, public_id, step="check"):
    """The delegate; 404 where the form of their category has no such step."""
    delegate = delegate_of(request, public_id)
    access.require(request.user, "edit_delegate", delegate)
    if not form_steps.has(delegate, step):
        raise Http404
    return delegate


def _onward(request, delegate, step):
    before = delegate.status
    delegate.refresh_from_db(fields=["status"])
    if delegate.status != before:
        messages.warning(request, _("Saved. What was changed had been cleared, so the desk reviews it again."))
    return form_steps.onward(request, delegate, step)


def _page(request, delegate, step, form, **more):
    steps = form_steps.of(delegate, step)
    context = {"delegate": delegate, "form": form, "steps": steps, "columns": step in {"document", "travel"}, **more}
    context["is_draft"] = delegate.status == DelegateStatus.DRAFT
    context["reopens"] = step in {"document", "photo"}
    context["is_closed"] = phases.are_details_late(delegate.delegation, delegate, by=request.user, now=timezone.now())
    context["needed"] = form_steps.labels_of(completeness.missing(delegate), step)
    return render(request, f"delegations/steps/{step}.html", context)
