from notifications.models.message import Message, MessageStatus
from notifications.models.received import ReceivedMail

__all__ = ["Message", "MessageStatus", "ReceivedMail"]
