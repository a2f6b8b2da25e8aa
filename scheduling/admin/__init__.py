"""The meetings desk in the admin panel."""

from scheduling.admin import meetings

__all__ = ["meetings"]
