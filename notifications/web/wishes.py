"""Where a user chooses what to be told by which channel, and adds and ends the own devices and numbers."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.templatetags.devices import device
from core.errors import DomainError
from notifications import push_encryption, topics
from notifications.actions import ways, wishes
from notifications.models import Channel, Topic, Way
from notifications.models.channel import TO_A_NUMBER
from notifications.web.forms import CodeForm, DeviceForm, NumberForm


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def page(request):
    """The whole page; a POST writes the choices."""
    offered = [channel for channel in Channel if topics.is_working(channel)]
    if request.method == "POST":
        chosen = {
            (channel.value, topic.value): f"{channel}-{topic}" in request.POST
            for channel in offered
            for topic in Topic
            if wishes.may_refuse(channel, topic)
        }
        wishes.choose(request.user, chosen, now=now())
        messages.success(request, _("Your choice is saved."))
        return redirect("notifications:wishes")
    return _render(request)


@require_safe
@never_cache
def worker(request):
    """The service worker: it shows what comes and opens what is touched. It says nothing of anybody."""
    return render(request, "notifications/worker.js", content_type="text/javascript")


@login_required
@require_POST
def add_device(request):
    form = DeviceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The browser gave an address that cannot be used."))
        return redirect("notifications:wishes")
    label = device(request.headers.get("User-Agent", ""))
    return _done(
        request,
        lambda: ways.subscribe(request.user, **form.cleaned_data, label=label, now=now()),
        _("This device is told from now on."),
    )


@login_required
@require_POST
def add_number(request):
    form = NumberForm(request.POST)
    if form.is_valid():
        try:
            ways.offer_number(request.user, **form.cleaned_data, now=now())
        except DomainError as refusal:
            field = getattr(refusal, "field", None)
            form.add_error(field if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("A code is on its way. Enter it below."))
            return redirect("notifications:wishes")
    return _render(request, number=form)


@login_required
@require_POST
def confirm(request, way):
    found = _own(request, way)
    code = request.POST.get("code", "")
    return _done(request, lambda: ways.confirm_number(found, code=code, now=now()), _("The number is in use."))


@login_required
@require_POST
def end(request, way):
    found = _own(request, way)
    return _done(request, lambda: ways.end(found, because="by its user", now=now()), _("It is told nothing more."))


def _render(request, number=None):
    offered = [channel for channel in Channel if topics.is_working(channel)]
    wanted = wishes.of_user(request.user)
    own = list(Way.objects.filter(user=request.user, ended_at=None).order_by("channel", "pk"))
    context = {
        "channels": offered,
        "rows": [(topic.label, [_cell(channel, topic, wanted) for channel in offered]) for topic in Topic],
        "in_use": [one for one in own if one.confirmed_at],
        "unproved": [one for one in own if not one.confirmed_at and one.code_until and one.code_until > now()],
        "code_form": CodeForm(),
        "number": (number or NumberForm()) if any(topics.is_working(Channel(one)) for one in TO_A_NUMBER) else None,
        "push_key": push_encryption.public_key(settings.VAPID_PRIVATE_KEY) if settings.VAPID_PRIVATE_KEY else "",
    }
    return render(request, "notifications/wishes.html", context, status=400 if number else 200)


def _cell(channel, topic, wanted):
    return {
        "name": f"{channel}-{topic}",
        "channel": channel.label,
        "is_wanted": wanted[channel.value, topic.value],
        "is_fixed": not wishes.may_refuse(channel, topic),
    }


def _own(request, public_id):
    return get_object_or_404(Way, user=request.user, public_id=public_id, ended_at=None)


def _done(request, act, sentence):
    try:
        act()
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("notifications:wishes")
