from notifications.models.channel import Channel, Topic
from notifications.models.hold import Hold
from notifications.models.message import Message, MessageStatus
from notifications.models.received import ReceivedMail
from notifications.models.way import Way, Wish
from notifications.models.webhooks import (
    DeliveryStatus,
    EndpointStatus,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
)
from notifications.models.wording import Wording

__all__ = [
    "Channel",
    "DeliveryStatus",
    "EndpointStatus",
    "Hold",
    "Message",
    "MessageStatus",
    "ReceivedMail",
    "Topic",
    "Way",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
    "Wish",
    "Wording",
]
