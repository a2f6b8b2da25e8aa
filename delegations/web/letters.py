"""Letters in the portal: a mission gets those of its people, one or all; a person the own ones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from core import access
from core.errors import DomainError
from delegations.actions import letters
from delegations.letters import standing, templates
from delegations.models import Delegate, Letter, LetterKind
from delegations.web.finding import delegate_of, delegation_of


@login_required
def show(request, edition, delegation):
    """Everything that was issued for the delegation and its people."""
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    terms = _terms(request)
    context = {
        "delegation": delegation,
        "rows": rows_of(request, delegation.letters.all()),
        "languages": templates.languages_of(request.edition, LetterKind.VISA),
        "able": sum(standing.may_have(LetterKind.VISA, one, terms) for one in _everybody(delegation)),
    }
    return render(request, "delegations/letters.html", context)


@login_required
@require_POST
def get_all(request, edition, delegation):
    """The visa letters of everybody who may have one, as one file."""
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    back = redirect("delegations:letters", edition, delegation.public_id)
    return _file_of(request, list(_everybody(delegation)), f"{edition}-visa-letters.pdf", back)


@login_required
@require_POST
def get_one(request, edition, delegate):
    """One person's visa letter in the language that was chosen."""
    delegate = delegate_of(request, delegate)
    access.require(request.user, "get_letter", delegate)
    back = redirect("delegations:delegate", edition, delegate.public_id)
    return _file_of(request, [delegate], f"{edition}-visa-letter.pdf", back)


@login_required
@require_POST
def download(request, edition, letter):
    """A letter that was issued, as it was then. A POST: what names a passport is a reading that is written down."""
    rows = Letter.objects.visible_to(request.user).filter(edition=request.edition)
    letter = get_object_or_404(rows.select_related("edition", "delegate"), public_id=letter)
    made = letters.pdf_of([letter], by=request.user, now=timezone.now())
    return _pdf(made, f"{letter.number.replace('/', '-').lower()}.pdf")


def beside(request, delegate: Delegate) -> dict:
    """What a page of one delegate says of letters: those that were issued, and whether the visa letter can be got."""
    if not access.allows(request.user, "get_letter", delegate):
        return {}
    may_have = standing.may_have(LetterKind.VISA, delegate, _terms(request)) and not request.edition.is_archived
    return {
        "letter_rows": rows_of(request, delegate.letters.all()),
        "may_get_letter": may_have,
        "languages": templates.languages_of(request.edition, LetterKind.VISA) if may_have else [],
    }


def rows_of(request, rows) -> list[tuple[Letter, standing.Standing]]:
    """The letters among ``rows`` that the reader may see, with how each stands."""
    seen = rows.filter(pk__in=Letter.objects.visible_to(request.user).values("pk"))
    terms = _terms(request)
    found = seen.select_related("edition", "delegation", "delegate__delegation", "delegate__person")
    return [(one, standing.of(one, terms)) for one in found.order_by("-issued_at", "-pk")]


def _terms(request):
    return standing.terms_of(request.edition)


def _everybody(delegation):
    rows = Delegate.objects.in_the_count().filter(delegation=delegation)
    return rows.select_related("person", "delegation", "edition").order_by("precedence", "pk")


def _file_of(request, delegates, name, back):
    said = {"by": request.user, "now": timezone.now()}
    try:
        found = letters.get(delegates, language=request.POST.get("language", ""), **said)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return back
    return _pdf(letters.pdf_of(found, **said), name)


def _pdf(made, name):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
