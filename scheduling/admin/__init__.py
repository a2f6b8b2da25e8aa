"""The meetings desk in the admin panel."""

from scheduling.admin import meetings, replies

__all__ = ["meetings", "replies"]
