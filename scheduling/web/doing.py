"""What people do with a meeting: each verb is one page with a form, or one button. Each makes one call."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from core import access
from core.errors import DomainError, InvalidInput
from scheduling import standing
from scheduling.actions import answers, attendees, clearing, course, requests
from scheduling.models import Attendee, Party, TimeProposal
from scheduling.web.forms import AttendeeForm, ClearingForm, CounterForm, OutcomeForm, ReasonForm
from scheduling.web.meetings import find

Words = Any  # a text that is translated when it is shown


@dataclass(frozen=True)
class Doing:
    """A verb as a page: its words, its form, and whether it is something to be careful with."""

    title: Words
    lede: Words
    button: Words
    done: Words
    form: type[forms.Form] = forms.Form
    is_danger: bool = False


PAGES = {
    "clear": Doing(
        gettext_lazy("Clear the call"),
        gettext_lazy("Whoever answers for the host is asked now, and whoever asked is told."),
        gettext_lazy("Clear"),
        gettext_lazy("Cleared. The host's side is asked."),
        ClearingForm,
    ),
    "refuse": Doing(
        gettext_lazy("Refuse the call"),
        gettext_lazy("Whoever asked is told at once, with your reason. The host's side never hears of it."),
        gettext_lazy("Refuse"),
        gettext_lazy("Refused. Whoever asked is told."),
        ReasonForm,
        is_danger=True,
    ),
    "accept": Doing(
        gettext_lazy("Accept the meeting"),
        gettext_lazy("The meetings desk then finds time and room, and invites everybody."),
        gettext_lazy("Accept"),
        gettext_lazy("Accepted. The desk now finds a time."),
    ),
    "decline": Doing(
        gettext_lazy("Decline the meeting"),
        gettext_lazy("The other side is told at once, with your reason."),
        gettext_lazy("Decline"),
        gettext_lazy("Declined. The other side is told."),
        ReasonForm,
        is_danger=True,
    ),
    "counter": Doing(
        gettext_lazy("Offer another time"),
        gettext_lazy("The other side takes it or leaves it."),
        gettext_lazy("Offer this time"),
        gettext_lazy("The other side is told of your time."),
        CounterForm,
    ),
    "withdraw": Doing(
        gettext_lazy("Withdraw the request"),
        gettext_lazy("Nothing was booked yet. The other side is told."),
        gettext_lazy("Withdraw"),
        gettext_lazy("Withdrawn."),
        ReasonForm,
        is_danger=True,
    ),
    "confirm": Doing(
        gettext_lazy("Confirm the meeting"),
        gettext_lazy("You stand by time and place."),
        gettext_lazy("Confirm"),
        gettext_lazy("Confirmed."),
    ),
    "start": Doing(
        gettext_lazy("The meeting has begun"),
        gettext_lazy("No more reminders are sent."),
        gettext_lazy("It has begun"),
        gettext_lazy("It has begun."),
    ),
    "hold": Doing(
        gettext_lazy("The meeting was held"),
        gettext_lazy("Record in a few sentences what came of it."),
        gettext_lazy("Record"),
        gettext_lazy("Recorded."),
        OutcomeForm,
    ),
    "no_show": Doing(
        gettext_lazy("Somebody did not come"),
        gettext_lazy("Room and people are free again."),
        gettext_lazy("Record"),
        gettext_lazy("Recorded."),
        ReasonForm,
        is_danger=True,
    ),
    "cancel": Doing(
        gettext_lazy("Cancel the meeting"),
        gettext_lazy("Everybody who attends is told at once, and room and people are free again."),
        gettext_lazy("Cancel the meeting"),
        gettext_lazy("Cancelled. Everybody is told."),
        ReasonForm,
        is_danger=True,
    ),
}

PLAIN: dict[str, Any] = {
    "clear": clearing.clear,
    "refuse": clearing.refuse,
    "withdraw": requests.withdraw,
    "confirm": course.confirm,
    "start": course.start,
    "hold": course.hold,
    "no_show": course.no_show,
    "cancel": course.cancel,
}
"""Verbs whose action takes the words of the form as they are; the others speak for a side."""


@login_required
def do(request, edition, public_id, verb):
    """The page of one verb. What may not or cannot be done now sends the reader back with the reason."""
    meeting = find(request, public_id)
    if verb not in PAGES:
        raise Http404
    access.require(request.user, standing.VERBS[verb][0], meeting)
    form = _form(request, PAGES[verb], meeting)
    if request.method == "POST" and form.is_valid():
        try:
            _run(request, meeting, verb, form)
        except InvalidInput as error:
            _point(form, error)
        else:
            messages.success(request, PAGES[verb].done)
            return redirect(meeting)
    context = {"meeting": meeting, "page": PAGES[verb], "form": form, "verb": verb}
    return render(request, "scheduling/do.html", context, status=400 if form.errors else 200)


@login_required
@require_POST
def answer_proposal(request, edition, public_id, proposal, answer):
    """Take or leave the time that the other side offers."""
    found = get_object_or_404(
        TimeProposal.objects.select_related("meeting", "party"), public_id=proposal, meeting=find(request, public_id)
    )
    access.require(request.user, "answer_proposal", found)
    if answer == "take":
        answers.take(found, by=request.user, now=timezone.now())
        messages.success(request, _("Taken. The desk now finds a room at that time."))
    else:
        answers.leave(found, by=request.user, now=timezone.now())
        messages.success(request, _("Left. The question stands as it was."))
    return redirect(found.meeting)


@login_required
def add_attendee(request, edition, public_id, party):
    """Name somebody more for one side."""
    found = _party(request, public_id, party)
    return _seat(request, found, _("Name a person"), attendees.add, found)


@login_required
def swap_attendee(request, edition, public_id, attendee):
    """Let somebody else come in a person's place."""
    leaving = _attendee(request, public_id, attendee)
    title = _("Who comes in the place of %(person)s?") % {"person": leaving.person}
    return _seat(request, leaving.party, title, attendees.swap, leaving)


@login_required
@require_POST
def drop_attendee(request, edition, public_id, attendee):
    leaving = _attendee(request, public_id, attendee)
    attendees.drop(leaving, by=request.user, now=timezone.now())
    messages.success(request, _("%(person)s no longer attends.") % {"person": leaving.person})
    return redirect(leaving.meeting)


def _seat(request, party, title, action, first):
    form = AttendeeForm(request.POST or None, party=party)
    if request.method == "POST" and form.is_valid():
        try:
            action(first, form.cleaned_data["person"], by=request.user, now=timezone.now())
        except DomainError as error:
            form.add_error("person", str(error))
        else:
            messages.success(request, _("%(person)s attends.") % {"person": form.cleaned_data["person"]})
            return redirect(party.meeting)
    page = Doing(
        title,
        _("If the meeting has its time, it is claimed for the person and the invitation leaves at once."),
        _("Name this person"),
        "",
    )
    context = {"meeting": party.meeting, "page": page, "form": form, "verb": "name"}
    return render(request, "scheduling/do.html", context, status=400 if form.errors else 200)


def _form(request, page, meeting):
    facts = {"edition": meeting.edition} if page.form is CounterForm else {}
    return page.form(request.POST if request.method == "POST" else None, **facts)


def _run(request, meeting, verb, form):
    said = {"by": request.user, "now": timezone.now()}
    words = form.cleaned_data
    if verb in PLAIN:
        PLAIN[verb](meeting, **words, **said)
        return
    party = _speaking(request, meeting, verb)
    if verb == "accept":
        answers.accept(party, **said)
    elif verb == "decline":
        answers.decline(party, reason=words["reason"], **said)
    else:
        starts_at, ends_at = form.window()
        answers.counter(party, starts_at=starts_at, ends_at=ends_at, note=words["note"], **said)


def _speaking(request, meeting, verb):
    party = standing.party_for(request.user, meeting, verb)
    if party is None:
        raise DomainError(_("Your side has answered, or it is not asked."), code="already-answered")
    return party


def _point(form, error):
    field = {"starts_at": "from_time", "ends_at": "until_time"}.get(error.field, error.field)
    form.add_error(field if field in form.fields else None, str(error))


def _party(request, public_id, party):
    rows = Party.objects.select_related("meeting__edition", "delegation")
    found = get_object_or_404(rows, public_id=party, meeting=find(request, public_id))
    access.require(request.user, "name_attendees", found)
    return found


def _attendee(request, public_id, attendee):
    rows = Attendee.objects.select_related("meeting__edition", "party__delegation", "person", "booking")
    found = get_object_or_404(rows, public_id=attendee, meeting=find(request, public_id))
    found.party.meeting = found.meeting
    access.require(request.user, "name_attendees", found.party)
    return found
