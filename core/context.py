"""What every template may read of the installation."""

from django.conf import settings


def installation(_request):
    """``DEMO``: whether this is the demo, which shows its mailbox and its sample users."""
    return {"DEMO": settings.DEMO}
