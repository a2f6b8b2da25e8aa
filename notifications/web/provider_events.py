"""What a mail provider says later of a mail that it took. django-anymail checks the secret and reads the provider's own
words; what came back is noted as a bounce by mail is. Mounted only where a provider and a secret are set."""

from functools import cache
from importlib import import_module

from anymail.signals import EventType, tracking
from django.conf import settings
from django.utils.timezone import now
from django.views.decorators.csrf import csrf_exempt

from notifications.actions import receiving
from notifications.by_provider import OUR_ID
from notifications.inbound.bounces import Bounce

CAME_BACK = {EventType.BOUNCED, EventType.REJECTED, EventType.FAILED}
VIEWS = ("TrackingWebhookView", "CombinedWebhookView")


@csrf_exempt
def events(request):
    """Events of the provider that mail goes by. Without the secret, 400."""
    return _view(settings.EMAIL_BACKEND.split(".")[2])(request)


@cache
def _view(provider):
    found = vars(import_module(f"anymail.webhooks.{provider}"))
    [view] = [one for name, one in found.items() if name.endswith(VIEWS) and one.__module__.endswith(f".{provider}")]
    return view.as_view()


def _heard(event, **_more):
    if event.event_type in CAME_BACK:
        words = event.mta_response or event.description or event.reject_reason or event.event_type
        receiving.note(Bounce((event.metadata or {}).get(OUR_ID, ""), " ".join(str(words).split())[:1000]), now=now())


tracking.connect(_heard, dispatch_uid="bounces of a provider")
