"""The way out of a mail, without signing in: a mail program's one click (RFC 8058), or a page that asks and undoes."""

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.errors import DomainError
from notifications import topics, unsubscribing
from notifications.actions import wishes


@csrf_exempt  # a mail program has no cookie of ours; the token is the proof, and can do nothing else
@never_cache
@require_http_methods(["GET", "POST"])
def page(request, token):
    """A GET only shows: programs that look at links in mails must not change anything."""
    message = unsubscribing.message_of(token)
    if message is None or topics.is_essential(message.kind):
        raise Http404
    topic = topics.topic_of(message.kind)
    if request.method == "POST":
        try:
            wishes.set_for_reader(message, topic, is_wanted="again" in request.POST, now=now())
        except DomainError as refusal:
            raise Http404 from refusal
    context = {"topic": topic.label, "is_wanted": wishes.wants_mail(message, topic)}
    return render(request, "notifications/unsubscribe.html", context)
