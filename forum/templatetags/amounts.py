"""``{% amount value currency %}``: a sum of money as one says it, the exact figure for those who ask."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()

BILLION, MILLION = Decimal(10**9), Decimal(10**6)


@register.simple_tag
def amount(value: Decimal | None, currency: str):
    """USD 8.83 billion, USD 356 million, USD 50,000. Nothing for None.

    >>> amount(Decimal("8830000000"), "USD")
    '<bdi title="USD 8,830,000,000">USD 8.83 billion</bdi>'
    """
    if value is None:
        return ""
    exact = f"{currency} {number_format(value.quantize(Decimal(1)), force_grouping=True)}".strip()
    return format_html('<bdi title="{}">{}</bdi>', exact, f"{currency} {_said(value)}".strip())


def _said(value):
    if value >= BILLION:
        return _("%(figure)s billion") % {"figure": _short(value / BILLION)}
    if value >= MILLION:
        return _("%(figure)s million") % {"figure": _short(value / MILLION)}
    return number_format(value.quantize(Decimal(1)), force_grouping=True)


def _short(value):
    return number_format(value.quantize(Decimal("0.01")).normalize() + 0)
