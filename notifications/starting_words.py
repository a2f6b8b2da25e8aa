"""The house's words of a notice as an organiser begins to change them: its templates, with names for the facts."""

from django.conf import settings
from django.template import Context
from django.template.loader_tags import ExtendsNode
from django.utils import translation

from core.errors import InvalidInput
from notifications import own_words, variables
from notifications.mime import one_line
from notifications.rendering import WRONG, engine
from notifications.templatetags.moments import StandIn

EDITION = {"name": "{edition}", "short_name": "{edition_short}", "contact_email": "{contact}", "timezone": "UTC"}
AS_IT_IS = {"subject": "", "heading": "", "body": "{usual}"}


def of(kind: str, language: str) -> dict[str, str]:
    """``subject``, ``heading``, ``body``; of a kind that says different things by case, the house's text as it is."""
    if variables.is_varied(kind):
        return AS_IT_IS
    try:
        with translation.override(language):
            said = _said(kind, _stand_ins(kind))
            said["body"] = _with_brackets(kind, said["body"])
        own_words.check(kind, **said)
    except (*WRONG, InvalidInput):
        return AS_IT_IS
    return said


def _said(kind, facts):
    subject = engine().get_template(f"mail/{kind}/subject.txt").template
    return {
        "subject": one_line(subject.render(Context(facts, autoescape=False))),
        "heading": one_line(_block(kind, "heading", facts)),
        "body": _content(kind, facts),
    }


def _content(kind, facts):
    text = _block(kind, "content", facts)
    if "details" in variables.blocks(kind):
        table = engine().get_template("mail/components/meeting.txt").template
        text = text.replace(table.render(Context(facts, autoescape=False)), "\n{details}\n")
    lines = [line.strip() for line in text.strip().splitlines()]
    return "\n".join(line for before, line in zip(["x", *lines], lines, strict=False) if line or before)


def _block(kind, name, facts):
    template = engine().get_template(f"mail/{kind}/body.txt").template
    [extends] = template.nodelist.get_nodes_by_type(ExtendsNode)
    context = Context(facts, autoescape=False)
    with context.bind_template(template):
        return extends.blocks[name].nodelist.render(context)


def _with_brackets(kind, body):
    """A line that the house leaves out without its fact stands in [ ]."""
    facts = _stand_ins(kind)
    whole = _content(kind, facts)
    for name in variables.names(kind):
        lines, mark = body.splitlines(), f"{{{name}}}"
        if mark not in body or name not in variables.explained():
            continue
        if _full(_content(kind, facts | {name: StandIn()})) != _full(whole, but=mark):
            continue
        body = "\n".join(f"[{line}]" if _needs(line, mark) else line for line in lines)
    return body


def _needs(line, mark):
    return mark in line and line[0] != "[" and line != mark  # a line of nothing is left out by itself


def _full(text, *, but=None):
    return [line for line in text.splitlines() if line and not (but and but in line)]


def _stand_ins(kind):
    facts: dict = {}
    for name, value in variables.samples()[kind].items():
        stand_in = StandIn("{link}" if name in variables.LINKS else f"{{{name}}}")
        facts[name] = [stand_in] if isinstance(value, list) else stand_in
    reader = {"name": "{recipient}", "email": "", "language": settings.LANGUAGE_CODE, "timezone": ""}
    return facts | {"edition": EDITION, "edition_name": EDITION["short_name"], "recipient": reader}
