"""The notes verbales of a delegation: listed, handed in, read, removed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from delegations import phases
from delegations.actions import notes_verbales
from delegations.models import Attachment
from delegations.web.finding import delegation_of, note_of, refusals_in
from delegations.web.forms import NoteForm


@login_required
def show(request, edition, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    form = NoteForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        with refusals_in(form):
            facts = dict(form.cleaned_data)
            notes_verbales.attach(delegation, facts.pop("file"), **facts, by=request.user, now=timezone.now())
            messages.success(request, _("The note is kept, encrypted."))
            return redirect("delegations:notes", edition, delegation.public_id)
    context = {
        "delegation": delegation,
        "notes": Attachment.objects.notes().filter(delegation=delegation).select_related("added_by"),
        "form": form,
        "may_change": delegation.status in phases.TAKES_REGISTRATIONS and not request.edition.is_archived,
    }
    return render(request, "delegations/notes.html", context)


@login_required
@require_POST
def read(request, edition, note):
    """The file as a download; that it was read is written down first."""
    note = note_of(request, note)
    notes_verbales.note_reading(note, by=request.user, now=timezone.now())
    answer = FileResponse(note.file.open(), as_attachment=True, filename=note.name, content_type=note.content_type)
    answer["Cache-Control"] = "private, no-store"
    return answer


@login_required
@require_POST
def remove(request, edition, note):
    note = note_of(request, note)
    access.require(request.user, "register_delegate", note)
    notes_verbales.remove(note, by=request.user, now=timezone.now())
    messages.success(request, _("The note is removed."))
    return redirect("delegations:notes", edition, note.delegation.public_id)
