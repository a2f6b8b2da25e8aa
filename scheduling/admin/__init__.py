"""The meetings desk in the admin panel, and what the organisers decide about reminders."""

from scheduling.admin import broadcasts, meetings, plan_items, plans, reminders, replies, request_terms

__all__ = ["broadcasts", "meetings", "plan_items", "plans", "reminders", "replies", "request_terms"]
