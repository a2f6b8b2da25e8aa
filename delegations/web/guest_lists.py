"""A guest list at the pages of its office: a version, what is new in it, that one has taken note, the files."""

from operator import attrgetter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import access
from core.errors import DomainError
from delegations import guest_list_files, guest_list_words
from delegations import guest_lists as lists
from delegations.actions import guest_lists
from delegations.models import Agency, GuestListAcknowledgment, GuestListVersion
from delegations.spreadsheets.writing import XLSX
from delegations.web.clearance_forms import SearchForm

PER_PAGE = 100
SEARCHED = ("name", "native_name", "organisation", "delegation")


@login_required
def show(request, edition, version):
    version = _version_of(request, version)
    known = lists.known_before(version, request.user)
    entries = version.entries.all()
    form = SearchForm(request.GET)
    found = entries.filter(_matches(form.cleaned_data["q"])) if form.is_valid() else entries
    difference = lists.difference(known.entries.all(), entries) if known else None
    newest = lists.last_version(version.guest_list)
    mine = version.acknowledgments.filter(user=request.user).first()
    is_reader = access.allows(request.user, "acknowledge_guest_list", version)
    context = {
        "version": version,
        "agency": version.guest_list.agency,
        "newest": newest if newest != version else None,
        "known": known,
        "difference": difference,
        "changes": guest_list_words.changes(difference) if difference else [],
        "mine": mine,
        "is_reader": is_reader,
        "may_acknowledge": is_reader and not mine and newest == version and not request.edition.is_archived,
        "form": form,
        "page_obj": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "others": version.guest_list.versions.all(),
    }
    return render(request, "clearance/guest_list.html", context)


@login_required
@require_POST
def acknowledge(request, edition, version):
    version = _version_of(request, version)
    access.require(request.user, "acknowledge_guest_list", version)
    try:
        guest_lists.acknowledge(version, by=request.user, now=timezone.now())
        messages.success(request, _("You have taken note of version %(number)d.") % {"number": version.number})
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("clearance:guest-list", edition, version.public_id)


@login_required
def pdf(request, edition, version):
    version = _version_of(request, version)
    return _file(guest_list_files.pdf_of(version), version, "pdf", "application/pdf")


@login_required
def workbook(request, edition, version):
    version = _version_of(request, version)
    return _file(guest_list_files.workbook_of(version), version, "xlsx", XLSX)


def shown_to(reader, agency: Agency) -> list[GuestListVersion]:
    """The newest version of each list of ``agency``; ``is_acknowledged`` says whether ``reader`` has taken note."""
    mine = GuestListAcknowledgment.objects.filter(version=OuterRef("pk"), user=reader)
    rows = lists.newest_of(Agency.objects.filter(pk=agency.pk)).annotate(is_acknowledged=Exists(mine))
    return sorted(rows, key=attrgetter("is_acknowledged", "title"))


def _version_of(request, public_id):
    rows = GuestListVersion.objects.visible_to(request.user).filter(guest_list__edition=request.edition)
    found = rows.select_related("guest_list__edition", "guest_list__agency", "guest_list__session", "frozen_by")
    return get_object_or_404(found, public_id=public_id)


def _file(made, version, ending, content_type):
    name = slugify(version.title) or version.guest_list.public_id
    whole = f"{version.edition.slug}-guest-list-{name}-v{version.number}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{whole}"', "Cache-Control": "private, no-store"}
    return HttpResponse(made, content_type=content_type, headers=headers)


def _matches(words):
    found = Q()
    for field in SEARCHED:
        found |= Q(**{f"{field}__icontains": words})
    return found
