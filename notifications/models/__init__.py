from notifications.models.message import Message, MessageStatus

__all__ = ["Message", "MessageStatus"]
