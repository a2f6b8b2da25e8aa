"""``{{ text|written_in }}``: the language tag whose type and line height suit the script that a text is written in."""

import re

from django import template

register = template.Library()

ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@register.filter
def written_in(text: str) -> str:
    """``ur`` for Arabic script (set in Nastaliq), ``zh`` for Chinese, else ``en``: an English title keeps its own line
    height on an Urdu page, and the other way round."""
    if ARABIC.search(text):
        return "ur"
    return "zh" if CHINESE.search(text) else "en"
