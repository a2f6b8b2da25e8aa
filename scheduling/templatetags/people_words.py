"""Words that an organiser wrote, in a mail or on a page. They are made safe here, where they are shown."""

from django import template
from django.utils.safestring import mark_safe

from scheduling.broadcasts import markup

register = template.Library()


@register.filter
def as_paragraphs(text):
    """Paragraphs and links; everything else is shown as it was typed."""
    return mark_safe(markup.to_html(text))  # noqa: S308 - cleaned by nh3


@register.filter
def as_plain_words(text):
    return markup.to_text(text)
