from notifications.admin.messages import MessageAdmin

__all__ = ["MessageAdmin"]
