"""Registering a whole list: template, upload, everything wrong with it to be mended on the page, and in one go."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from core import access
from delegations import places
from delegations.actions import lists
from delegations.models import Delegate, ListUpload
from delegations.spreadsheets import writing
from delegations.spreadsheets.columns import COLUMNS
from delegations.spreadsheets.report import Choice
from delegations.web.finding import delegation_of, refusals_in
from delegations.web.forms import ListForm

CELL = re.compile(r"cell-(\d{1,6})-(\w{1,30})")
ROW = re.compile(r"choice-(\d{1,6})")
LONGEST = 1000
SHOWN = 100
"""Rows that are mended on one page; the next follow once these are right."""


@login_required
def upload(request, edition, delegation):
    """Where a list begins: the templates, and the file."""
    delegation = _registered_by(request, delegation)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            kept = lists.take_in(delegation, form.cleaned_data["file"], by=request.user, now=timezone.now())
            return redirect("delegations:upload", edition, kept.public_id)
    columns = [(capfirst(str(column.label)), column.is_required) for column in COLUMNS]
    context = {
        "delegation": delegation,
        "form": form,
        "columns": columns,
        "left": places.left(delegation, now=timezone.now()),
    }
    return render(request, "delegations/upload.html", context)


@login_required
@require_GET
def template(request, edition, delegation):
    delegation = _registered_by(request, delegation)
    return _file(writing.template(delegation, by=request.user), f"{edition}-template.xlsx")


@login_required
@require_GET
def template_csv(request, edition, delegation):
    _registered_by(request, delegation)
    return _file(writing.template_csv(), f"{edition}-template.csv", "text/csv; charset=utf-8")


@login_required
@require_GET
def whole_list(request, edition, delegation):
    """The delegation's people as a list that can be changed and uploaded again."""
    delegation = _registered_by(request, delegation)
    rows = Delegate.objects.visible_to(request.user).in_the_count().filter(delegation=delegation)
    made = writing.whole_list(rows.select_related("person").order_by("precedence", "pk"))
    return _file(made, f"{edition}-delegates.xlsx")


@login_required
def show(request, edition, upload):
    """What the list would do, and what is wrong with it; a POST mends cells and decides on rows."""
    upload = _upload_of(request, upload)
    if request.method == "POST":
        lists.mend(upload, *_mended(request.POST), now=timezone.now())
        return redirect("delegations:upload", edition, upload.public_id)
    report = lists.report_of(upload, now=timezone.now())
    is_whole = bool(report.refusals)  # too many people: any of the rows may be left out
    to_mend = [one for one in report.lines if is_whole or one.problems or one.finding or one.is_left_out]
    to_mend.sort(key=lambda line: not line.problems and not line.is_undecided)
    context = {
        "upload": upload,
        "delegation": upload.delegation,
        "report": report,
        "lines": [(line, _options(line)) for line in to_mend[:SHOWN]],
        "more": max(0, len(to_mend) - SHOWN),
        "places": places.of(upload.delegation, now=timezone.now()),
    }
    return render(request, "delegations/upload_preview.html", context)


@login_required
@require_GET
def marked(request, edition, upload):
    """The uploaded list with its errors in a column of their own."""
    upload = _upload_of(request, upload)
    made = writing.marked(lists.report_of(upload, now=timezone.now()))
    return _file(made, f"{edition}-list-with-errors.xlsx")


@login_required
@require_POST
def register(request, edition, upload):
    upload = _upload_of(request, upload)
    tally = lists.register(upload, by=request.user, now=timezone.now())
    messages.success(request, _sentence_of(tally))
    return redirect("delegations:delegation", edition, upload.delegation.public_id)


@login_required
@require_POST
def discard(request, edition, upload):
    upload = _upload_of(request, upload)
    lists.discard(upload)
    messages.success(request, _("The list is erased. Nobody was registered from it."))
    return redirect("delegations:list", edition, upload.delegation.public_id)


def _registered_by(request, delegation):
    delegation = delegation_of(request, delegation)
    access.require(request.user, "register_delegate", delegation)
    return delegation


def _upload_of(request, public_id):
    rows = ListUpload.objects.visible_to(request.user).filter(delegation__edition=request.edition)
    rows = rows.filter(kept_until__gte=timezone.now()).select_related("delegation__edition", "owner")
    upload = get_object_or_404(rows, public_id=public_id)
    access.require(request.user, "register_delegate", upload.delegation)
    return upload


def _mended(given):
    """The cells by row and column key, and the choices by row, of a form's fields."""
    cells = {(int(found[1]), found[2]): given[name][:LONGEST] for name in given if (found := CELL.fullmatch(name))}
    choices = {int(found[1]): given[name] for name in given if (found := ROW.fullmatch(name))}
    return cells, choices


def _options(line):
    """What may be said of a row: a value, its words, whether it was said."""
    words = {
        Choice.SKIP: _("Leave this row out"),
        Choice.KNOWN: _("It is the same person: change what differs"),
        Choice.APART: _("It is somebody else: register"),
    }
    options = line.finding.options if line.finding else (Choice.SKIP,)
    first = _("Choose …") if line.finding else _("Take this row")
    return [("", first, not line.choice)] + [(one.value, words[one], one == line.choice) for one in options]


def _sentence_of(tally):
    said = []
    if tally.registered:
        sentence = ngettext(
            "%(count)d person is registered as a draft. Nothing is with the desk before you submit it.",
            "%(count)d people are registered as drafts. Nothing is with the desk before you submit it.",
            tally.registered,
        )
        said.append(sentence % {"count": tally.registered})
    if tally.changed or not said:
        sentence = ngettext("%(count)d person is changed.", "%(count)d people are changed.", tally.changed)
        said.append(sentence % {"count": tally.changed})
    return " ".join(said)


def _file(data, name, content_type=writing.XLSX):
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=content_type, headers=headers)
