"""The link in a mail by which its reader wants no more of the kind, without signing in: made here, and read here."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from core.links import absolute
from notifications.models import Message
from notifications.topics import is_essential

SALT = "notifications.unsubscribe"


def link_for(message: Message) -> str:
    """The address for the reader of ``message``; empty where the mail cannot be refused."""
    if is_essential(message.kind) or not message.public_id:
        return ""
    return absolute(reverse("notifications:unsubscribe", args=[_signer().sign(message.public_id)]))


def message_of(token: str) -> Message | None:
    """The message whose link has ``token``; None for what we have not signed, and for one that is erased."""
    try:
        public_id = _signer().unsign(token)
    except BadSignature:
        return None
    return Message.objects.filter(public_id=public_id).select_related("recipient").first()


def _signer():
    return Signer(salt=SALT, sep=".", fallback_keys=settings.SECRET_KEY_FALLBACKS)
