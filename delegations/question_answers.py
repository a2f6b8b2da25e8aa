"""What counts as an answer to an organiser's question, and how it is kept as text and read again."""

import datetime as dt
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from core.errors import InvalidInput
from core.listing import listed
from delegations.models import Question, QuestionKind

LONGEST = {QuestionKind.TEXT: 300, QuestionKind.LONG_TEXT: 4000}
K = QuestionKind


def text_of(question: Question, value) -> str:
    """The answer as it is kept, "" for none. Raises InvalidInput (field: the question's id) for what is no answer."""
    if value in (None, "", []):
        return ""
    if question.kind == K.SEVERAL:
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(_chosen(question, one) for one in chosen)
    if question.kind == K.CHOICE:
        return _chosen(question, value)
    if question.kind == K.YES_NO:
        return _yes_or_no(question, value)
    return _written(question, str(value).strip())


def value_of(question: Question, text: str):
    """The kept answer as a form takes it: a list for several choices, else text."""
    return text.split("\n") if question.kind == K.SEVERAL and text else text


def shown(question: Question, text: str) -> str:
    """The kept answer in a reader's words."""
    if question.kind == K.YES_NO:
        return _("Yes") if text == "yes" else _("No")
    return listed(text.split("\n")) if question.kind == K.SEVERAL else text


def _chosen(question, value):
    if value not in question.choices:
        raise _refusal(question, _("Choose one of the answers."))
    return value


def _yes_or_no(question, value):
    known = {True: "yes", False: "no", "yes": "yes", "no": "no"}
    if not isinstance(value, (bool, str)) or value not in known:
        raise _refusal(question, _("Answer yes or no."))
    return known[value]


def _written(question, text):
    try:
        if question.kind == K.NUMBER and not Decimal(text).is_finite():
            raise _refusal(question, _("Write a number."))
        if question.kind == K.DATE:
            return dt.date.fromisoformat(text).isoformat()
    except InvalidOperation as error:
        raise _refusal(question, _("Write a number.")) from error
    except ValueError as error:
        raise _refusal(question, _("Write a date.")) from error
    if len(text) > LONGEST.get(question.kind, 100):
        raise _refusal(question, _("The answer is too long."))
    return text


def _refusal(question, sentence):
    return InvalidInput(sentence, field=question.public_id)
