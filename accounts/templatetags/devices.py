"""A device in two words, from what its browser says of itself."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()

BROWSERS = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
SYSTEMS = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS", "Mac")]


@register.filter
def device(user_agent: str) -> str:
    """``Firefox, Android``; what is neither a known browser nor system is given back, shortened."""
    known = [_first(BROWSERS, user_agent), _first([*SYSTEMS, ("Linux", "Linux")], user_agent)]
    return ", ".join(filter(None, known)) or user_agent[:60] or _("unknown")


def _first(names, user_agent):
    return next((name for mark, name in names if mark in user_agent), "")
