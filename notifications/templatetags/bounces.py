"""What mail servers said of an address: whoever keeps the address should know that nothing arrives there."""

from django import template

from notifications.models import Message

register = template.Library()


@register.inclusion_tag("notifications/bounce.html")
def bounce_of(email):
    """A remark beside ``email``, where what was sent there last came back; nothing elsewhere."""
    newest = Message.objects.filter(email=(email or "").lower(), sent_at__isnull=False).order_by("-sent_at").first()
    return {"message": newest if newest and newest.bounced_at else None}
