"""The meetings desk in the admin panel, and what the organisers decide about reminders."""

from scheduling.admin import broadcasts, meetings, reminders, replies, request_terms

__all__ = ["broadcasts", "meetings", "reminders", "replies", "request_terms"]
