"""Where a member of a delegation registers by a group code: the code, the own address, who one is. Then the steps of
the form as everybody's."""

from allauth.account.views import RequestLoginCodeView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from rest_framework.views import APIView

from core.errors import DomainError
from delegations import group_codes, person_facts
from delegations.actions import group_codes as codes
from delegations.guessing import Guessing
from delegations.web.finding import refusals_in
from delegations.web.joining_forms import AddressForm, CodeForm, OneselfForm
from forum.models import Person

HIDDEN = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "same-origin"}


@never_cache
def ask(request, edition):
    """Where the letters are typed."""
    form = CodeForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "join", {"form": form})
    if wait := _wait(request):
        return _too_often(request, form, wait)
    with refusals_in(form):
        found = group_codes.find(request.edition, form.cleaned_data["code"])
        return redirect("delegations:join-by", edition, found.code)
    return _page(request, "join", {"form": form}, status=404)


@never_cache
def show(request, edition, group_code):
    """Who is signed in registers; who is not says an address, to which a code to sign in is mailed."""
    form = CodeForm({"code": group_code})
    if wait := _wait(request):
        return _too_often(request, form, wait)
    try:
        found = group_codes.find(request.edition, group_code)
        if own := group_codes.own_registration(request.user, request.edition):
            messages.info(request, _("You are registered already: this is your registration."))
            return redirect("delegations:delegate", edition, own.public_id)
        group_codes.require_usable(found, found.delegation, now=timezone.now())
    except DomainError as refusal:
        form.add_error("code", str(refusal))
        return _page(request, "join", {"form": form}, status=404 if refusal.code == "code-unknown" else 409)
    return (_register if request.user.is_authenticated else _sign_in)(request, found)


def _sign_in(request, found):
    form = AddressForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            said = {"language": request.LANGUAGE_CODE, "now": timezone.now()}
            codes.open_account(found, email=form.cleaned_data["email"], **said)
            return RequestLoginCodeView.as_view()(request)
    context = {"code": found, "form": form, "delegation": found.delegation, "next": request.path}
    return _page(request, "join_sign_in", context)


def _register(request, found):
    form = OneselfForm(request.POST or None, initial=_known_of(request.user, found))
    if form.is_valid():
        with refusals_in(form):
            draft = codes.join(found, form.cleaned_data, by=request.user, now=timezone.now())
            return redirect("delegations:contact", request.edition.slug, draft.public_id)
    return _page(request, "join_who", {"code": found, "form": form, "delegation": found.delegation})


def _known_of(user, found):
    person = Person.objects.filter(user=user).first()
    if person is None:
        country = found.delegation.country.code
        return {"name": user.name, "country": country, "organisation": _house_of(found.delegation)}
    return {field: getattr(person, field) for field in OneselfForm.base_fields if field in person_facts.FIELDS}


def _house_of(delegation):
    return "" if delegation.kind == "state" else delegation.name


def _wait(request):
    """How many seconds this address has to wait; 0 while it may go on."""
    throttle = Guessing()
    return 0 if throttle.allow_request(request, APIView()) else int(throttle.wait() or 0) + 1


def _too_often(request, form, wait):
    form.errors.clear()
    form.add_error(None, _("Too many tries from here. Wait a minute, then try again."))
    answer = _page(request, "join", {"form": form}, status=429)
    answer["Retry-After"] = str(wait)
    return answer


def _page(request, name, context, status=200):
    answer = render(request, f"delegations/{name}.html", context, status=status)
    for header, value in HIDDEN.items():
        answer[header] = value
    return answer
