"""The public page on which anyone verifies a letter by its code. It is limited by address and in no search engine."""

from django import forms
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from delegations.letters import codes, verifying

HIDDEN = {"X-Robots-Tag": "noindex, nofollow"}


class LookingUp(SimpleRateThrottle):
    """How often one address may ask for a code or a name."""

    scope = "letters"
    rate = "60/min"

    def get_cache_key(self, request, view):
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}

    def seconds_to_wait(self, request) -> int:
        """Count the request; 0 where it may be answered."""
        return 0 if self.allow_request(request, APIView()) else int(self.wait() or 0) + 1


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the letter"),
        max_length=40,
        help_text=_("Twelve letters and digits, at the foot of the letter."),
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "autocapitalize": "characters"}),
    )


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Name in the letter"),
        max_length=300,
        help_text=_("In either script. The page says whether it is the one."),
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


@require_safe
@never_cache
def ask(request, edition):
    """Where a code is typed."""
    form = CodeForm(request.GET) if "code" in request.GET else CodeForm()
    if form.is_bound and form.is_valid():
        if code := codes.read(form.cleaned_data["code"]):
            return redirect("delegations:verify-letter", edition, codes.grouped(code))
        form.add_error("code", _("This is no code of a letter. Compare it with the paper: one sign is wrong."))
    return _page(request, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show(request, edition, code):
    """How the letter stands; a POST asks whether a name is the one in it."""
    if seconds := LookingUp().seconds_to_wait(request):
        answer = _page(request, {"form": CodeForm(), "is_too_often": True}, status=429)
        answer["Retry-After"] = str(seconds)
        return answer
    plain = codes.read(code)
    found = verifying.find(request.edition, plain)
    if found is None:
        return _page(request, {"form": CodeForm(initial={"code": code}), "is_unknown": True}, status=404)
    asking = NameForm(request.POST or None)
    is_right = None
    if request.method == "POST" and asking.is_valid():
        is_right = verifying.is_name_of(found.letter, asking.cleaned_data["name"])
    return _page(request, {"found": found, "code": codes.grouped(plain), "asking": asking, "is_right": is_right})


def _page(request, context, *, status=200):
    return hidden_page(request, "letters/verify.html", context, status=status)


def hidden_page(request, template, context, *, status=200):
    """A public page that no search engine shall keep."""
    answer = render(request, template, context, status=status)
    for header, value in HIDDEN.items():
        answer[header] = value
    return answer
