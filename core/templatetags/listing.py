"""``{{ things|listed }}``: the things of a list with the comma of the reader's language."""

from django import template

from core.listing import listed

register = template.Library()
register.filter("listed", listed)
