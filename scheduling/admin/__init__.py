"""The meetings desk in the admin panel, and what the organisers decide about reminders."""

from scheduling.admin import meetings, reminders, replies

__all__ = ["meetings", "reminders", "replies"]
