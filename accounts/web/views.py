"""The user's own pages beside allauth's: profile, sessions, language."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_http_methods, require_POST

from accounts.actions import profile
from accounts.adapter import remember_language
from accounts.web.forms import ZONES, ProfileForm
from core.errors import InvalidInput


@login_required
@require_http_methods(["GET", "POST"])
def account(request):
    """Name, language and zone; the ways to the password, the second factor and the sessions."""
    user = request.user
    known = {"name": user.name, "language": user.language, "timezone": user.timezone}
    form = ProfileForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            profile.change(user, **form.cleaned_data)
        except InvalidInput as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(request, _("Your account is saved."))
            response = redirect("account")
            remember_language(response, user.language)
            return response
    return render(request, "account/account.html", {"form": form, "zones": ZONES})


@login_required
@require_POST
def end_session(request, pk):
    profile.end_session(get_object_or_404(UserSession, pk=pk, user=request.user))
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")


def set_language(request):
    """Django's switch; who is signed in keeps the choice on every device."""
    response = i18n.set_language(request)
    if request.method == "POST" and request.user.is_authenticated:
        profile.prefer_language(request.user, request.POST.get("language"))
    return response
