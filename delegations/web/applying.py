"""Where a company or media house applies, and the secret page on which it confirms, follows, answers, withdraws."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from core import workflow
from core.models import StatusChange
from delegations import applications
from delegations.actions import applications as actions
from delegations.models import Application, ApplicationStatus
from delegations.web.applying_forms import AnswerForm, ApplicationForm
from delegations.web.finding import refusals_in

S = ApplicationStatus


class Applying(SimpleRateThrottle):
    """How often one address may send the form."""

    scope = "applying"
    rate = "20/hour"

    def get_cache_key(self, request, view):
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


@never_cache
def apply(request, edition):
    """The form; whoever sends it is told the same, whatever is known of the address."""
    now = timezone.now()
    kinds = applications.kinds_open(request.edition, now=now)
    if not kinds:
        context = {"sentence": applications.why_closed(request.edition, now=now)}
        return render(request, "delegations/apply_closed.html", context)
    form = ApplicationForm(request.POST or None, kinds=kinds, language=request.LANGUAGE_CODE)
    if form.is_bound and form.is_by_a_machine:
        return redirect("delegations:applied", edition)
    if form.is_valid():
        if not Applying().allow_request(request, APIView()):
            form.add_error(None, _("Too many applications from here. Try again in an hour."))
            return render(request, "delegations/apply.html", {"form": form}, status=429)
        with refusals_in(form):
            actions.apply(request.edition, form.cleaned_data, now=now)
            return redirect("delegations:applied", edition)
    return render(request, "delegations/apply.html", {"form": form})


def applied(request, edition):
    return render(request, "delegations/applied.html")


@never_cache
def show(request, edition, secret):
    return _page(request, _application_of(request, secret), AnswerForm())


@require_POST
def confirm(request, edition, secret):
    application = actions.confirm(_application_of(request, secret), now=timezone.now())
    messages.success(request, _("The secretariat has your application."))
    return redirect("delegations:application", edition, application.secret)


@require_POST
@never_cache
def answer(request, edition, secret):
    application, form = _application_of(request, secret), AnswerForm(request.POST)
    if form.is_valid():
        with refusals_in(form):
            actions.answer(application, text=form.cleaned_data["text"], now=timezone.now())
            messages.success(request, _("The secretariat has your answer."))
            return redirect("delegations:application", edition, secret)
    return _page(request, application, form)


@require_POST
def withdraw(request, edition, secret):
    actions.withdraw(_application_of(request, secret), now=timezone.now())
    messages.success(request, _("The application is withdrawn."))
    return redirect("delegations:application", edition, secret)


def _application_of(request, secret):
    rows = Application.objects.by_secret(secret).filter(edition=request.edition)
    return get_object_or_404(rows.select_related("edition", "delegation"))


def _page(request, application, form):
    labels = dict(S.choices)
    is_open = not request.edition.is_archived
    events = [
        {"at": change.happened_at, "status": change.after, "status_label": labels[change.after], "note": change.reason}
        for change in StatusChange.objects.of(application).reverse()
    ]
    context = {
        "application": application,
        "form": form,
        "events": events,
        "is_unconfirmed": is_open and application.status == S.UNCONFIRMED,
        "is_asked": is_open and application.status == S.INFO_NEEDED,
        "is_accepted": application.status == S.ACCEPTED and application.delegation,
        "may_withdraw": is_open and workflow.can(application, S.WITHDRAWN),
    }
    answer = render(request, "delegations/application.html", context)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
