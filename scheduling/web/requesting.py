"""Asking for a meeting, in two steps: whom, then who comes, about what and when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core import access
from core.errors import DomainError, InvalidInput
from scheduling.actions import requests
from scheduling.actions.requests import Side
from scheduling.web.forms import HostForm, RequestForm
from scheduling.web.meetings import may_request

FACTS = ("subject", "topics", "level", "length_minutes")
FIELDS = {"wished_from": "from_time", "wished_until": "until_time", "host": None, "hosts": None, "guest": None}


@login_required
def request_meeting(request, edition):
    if not may_request(request):
        raise PermissionDenied
    choice = HostForm(request.GET if "host" in request.GET else None, edition=request.edition, user=request.user)
    if not choice.is_bound or not choice.is_valid():
        return render(request, "scheduling/request_host.html", {"form": choice})
    host = choice.cleaned_data["host"]
    filled = request.POST if request.method == "POST" else None
    form = RequestForm(filled, edition=request.edition, user=request.user, host=host)
    if request.method == "POST" and form.is_valid():
        access.require(request.user, "request_meeting", form.cleaned_data["guest"])
        try:
            meeting = _ask(request, form, host)
        except InvalidInput as error:
            _say(form, str(error), error.field)
        except DomainError as error:
            for cause in error.facts.get("causes") or [{"sentence": str(error), "field": None}]:
                _say(form, cause["sentence"], cause["field"])
        else:
            messages.success(request, _("Your request is on its way. You will be told of the answer by mail."))
            return redirect(meeting)
    status = 400 if form.errors else 200
    return render(request, "scheduling/request.html", {"form": form, "host": host}, status=status)


def _say(form, sentence, field):
    field = FIELDS.get(field, field)
    form.add_error(field if field in form.fields else None, sentence)


def _ask(request, form, host):
    words = form.cleaned_data
    wished_from, wished_until = form.window()
    return requests.request(
        request.edition,
        guest=Side(words["guest"], words["people"]),
        hosts=[Side(host, words.get("host_people") or [])],
        wished_from=wished_from,
        wished_until=wished_until,
        by=request.user,
        now=timezone.now(),
        **{name: words[name] for name in FACTS},
    )
