"""``{{ address|publisher }}``: who stands behind a source."""

from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def publisher(address: str) -> str:
    """The host that an address names, without its www: ``https://www.dawn.com/x`` gives ``dawn.com``."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
