"""An agency's own pages: who waits and until when, one delegate with the granted facts, the answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Count, Q, Value, When
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access, workflow
from core.errors import DomainError
from core.models import StatusChange
from delegations import granted, uploads
from delegations.actions import clearances
from delegations.models import Agency, AgencyMember, Clearance, ClearanceFile, ClearanceStatus
from delegations.web import guest_lists
from delegations.web.clearance_forms import DecisionForm, SearchForm
from delegations.web.finding import refusals_in

S = ClearanceStatus
PER_PAGE = 50
VERBS = {"clear": S.CLEARED, "ask": S.INFO_NEEDED, "refuse": S.REFUSED}
FIELDS = {"reason": "words", "question": "words"}


@login_required
def mine(request, edition):
    """The queue of the reader's agency; a choice where there are several."""
    own = list(_agencies(request))
    if len(own) == 1:
        return redirect("clearance:queue", edition, own[0].public_id)
    return render(request, "clearance/mine.html", {"agencies": own})


@login_required
def queue(request, edition, agency):
    agency = _agency_of(request, agency)
    rows, shown = _rows_of(agency), request.GET.get("status", S.PENDING)
    counts = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    form = SearchForm(request.GET)
    found = rows.filter(status=shown) if shown in S.values else rows
    if form.is_valid() and form.cleaned_data["q"]:
        found = found.filter(_matches(form.cleaned_data["q"]))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "agency": agency,
        "page_obj": page,
        "form": form,
        "now": timezone.now(),
        "overdue": rows.filter(status=S.PENDING, due_at__lt=timezone.now()).count(),
        "tabs": _tabs(counts, shown),
        "may_clear": shown == S.PENDING and not request.edition.is_archived,
        "shown": shown,
        "guest_lists": guest_lists.shown_to(request.user, agency),
    }
    return render(request, "clearance/queue.html", context)


@login_required
@require_POST
def clear_chosen(request, edition, agency):
    """First what will happen to each and how many mails leave; on a second press it is done."""
    agency = _agency_of(request, agency)
    chosen = list(_rows_of(agency).filter(public_id__in=request.POST.getlist("chosen")[:PER_PAGE]))
    if not chosen:
        messages.warning(request, _("Choose at least one name."))
        return redirect("clearance:queue", edition, agency.public_id)
    if "apply" in request.POST:
        _tell(request, clearances.clear_each(chosen, by=request.user, now=timezone.now()))
        return redirect("clearance:queue", edition, agency.public_id)
    forecasts = clearances.foresee(chosen)
    context = {
        "agency": agency,
        "clearing": [one for one in forecasts if not one.refusal],
        "refusals": [one for one in forecasts if one.refusal],
        "mails": sum(one.mails for one in forecasts),
    }
    return render(request, "clearance/preview.html", context)


@login_required
def show(request, edition, clearance):
    return _page(request, _clearance_of(request, clearance), DecisionForm())


@login_required
@require_POST
def decide(request, edition, clearance, verb):
    """Clear, ask or refuse, as the pressed button says."""
    clearance = _clearance_of(request, clearance)
    form = DecisionForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form, FIELDS):
            _DECISIONS[verb](clearance, form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, _("The accreditation desk has your answer."))
            return redirect("clearance:queue", edition, clearance.agency.public_id)
    return _page(request, clearance, form, status=400)


@login_required
@require_POST
def secrets(request, edition, clearance):
    """Show document and date of birth; that they were read is written down first."""
    clearance = _clearance_of(request, clearance)
    read = granted.secrets(clearance, reader=request.user, now=timezone.now())
    return _page(request, clearance, DecisionForm(), read=read)


@login_required
@require_POST
def scan(request, edition, clearance):
    document = granted.scan(_clearance_of(request, clearance), reader=request.user, now=timezone.now())
    if document is None:
        raise Http404
    return _sent(document.scan, document.scan_type, "document")


@login_required
@require_POST
def attachment(request, edition, clearance, attachment):
    clearance = _clearance_of(request, clearance)
    found = granted.attachment(clearance, attachment, reader=request.user, now=timezone.now())
    if found is None:
        raise Http404
    return _sent(found.file, found.content_type, found.name)


@login_required
def file(request, edition, clearance, file):
    """A file that the agency itself has added."""
    found = get_object_or_404(ClearanceFile, clearance=_clearance_of(request, clearance), public_id=file)
    return _sent(found.file, found.content_type, found.name)


def _clear(clearance, words, **said):
    clearances.clear(clearance, reason=words["words"], files=_files(words), **said)


def _ask(clearance, words, **said):
    clearances.ask(clearance, question=words["words"], files=_files(words), **said)


def _refuse(clearance, words, **said):
    clearances.refuse(clearance, reason=words["words"], files=_files(words), **said)


_DECISIONS = {"clear": _clear, "ask": _ask, "refuse": _refuse}


def _files(words):
    return [uploads.checked(words["file"])] if words["file"] else []


def _agencies(request):
    own = AgencyMember.objects.filter(user=request.user).values("agency")
    return Agency.objects.filter(edition=request.edition, pk__in=own)


def _agency_of(request, public_id):
    return get_object_or_404(_agencies(request).select_related("edition"), public_id=public_id)


def _clearance_of(request, public_id):
    """A clearance of the reader's own agency; the desk reads them in the panel."""
    rows = Clearance.objects.visible_to(request.user).filter(agency__in=_agencies(request))
    found = rows.select_related("agency", "delegate__person", "delegate__delegation", "delegate__edition")
    clearance = get_object_or_404(found, public_id=public_id)
    access.require(request.user, "answer_clearance", clearance)
    return clearance


def _rows_of(agency):
    """Of the present rounds, who waits first and among them the most urgent."""
    rows = Clearance.objects.in_the_queue().filter(agency=agency)
    first = Case(When(status=S.PENDING, then=Value(0)), default=Value(1))
    return rows.select_related("delegate__person", "delegate__delegation", "delegate__edition", "agency").order_by(
        first, "due_at", "pk"
    )


def _matches(words):
    fields = ("person__name", "person__native_name", "person__organisation", "delegation__name")
    found = Q()
    for one in fields:
        found |= Q(**{f"delegate__{one}__icontains": words})
    return found


def _tabs(counts, shown):
    links = [(value, label) for value, label in S.choices if value in counts or value == shown]
    tabs = [("", _("all"), sum(counts.values())), *((value, label, counts.get(value, 0)) for value, label in links)]
    return [
        {"label": label, "count": count, "url": f"?status={value or 'all'}", "is_current": (value or "all") == shown}
        for value, label, count in tabs
    ]


def _tell(request, tally):
    if done := len(tally.done):
        messages.success(request, _("Cleared: %(count)d.") % {"count": done})
    for _clearance, sentence in tally.refused:
        messages.warning(request, sentence)


def _page(request, clearance, form, *, read=(), status=200):
    delegate = clearance.delegate
    is_open = not request.edition.is_archived and _is_answerable(clearance)
    context = {
        "clearance": clearance,
        "delegate": delegate,
        "person": delegate.person,
        "granted": granted.to(clearance.agency, delegate),
        "read": read,
        "form": form,
        "files": clearance.files.all(),
        "events": _events(clearance),
        "now": timezone.now(),
        "verbs": [verb for verb, to in VERBS.items() if is_open and workflow.can(clearance, to)],
    }
    return render(request, "clearance/show.html", context, status=status)


def _is_answerable(clearance):
    try:
        clearances.require_answerable(clearance)
    except DomainError:
        return False
    return True


def _events(clearance):
    labels = dict(S.choices)
    return [
        {"at": change.happened_at, "status": change.after, "status_label": labels[change.after], "note": change.reason}
        for change in StatusChange.objects.of(clearance).reverse()
    ]


def _sent(kept, content_type, name):
    """As a download, never shown in the page of this site."""
    answer = FileResponse(kept.open(), as_attachment=True, filename=name, content_type=content_type)
    answer["Cache-Control"] = "private, no-store"
    return answer
