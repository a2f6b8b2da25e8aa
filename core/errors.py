"""Refusals. Every one carries a sentence that a delegate could read and a code that a program can."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """Something cannot be done now, for a reason that the person asking can act on.

    ``message``: a translated sentence. ``code``: stable, kebab-case, the last part of the problem type in the API.
    ``facts``: JSON-ready details (a next free time, alternatives) that the API gives beside the sentence.
    Pages show it as a message, the API answers 409 with a problem document (RFC 9457).
    """

    code = "refused"

    def __init__(self, message, *, code=None, facts=None):
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.facts = facts or {}

    def __str__(self):
        return str(self.message)


class InvalidInput(DomainError):
    """What was given cannot be right whatever the state: ends before it starts, unknown zone. 400 in the API.

    ``field`` names the input at fault, so that a form or a problem document can point at it.
    """

    code = "invalid"

    def __init__(self, message, *, field=None, code=None, facts=None):
        super().__init__(message, code=code, facts=facts)
        self.field = field


def required(text: str | None, sentence, *, field: str) -> str:
    """``text`` without the space around it. Raises InvalidInput, with ``sentence`` at ``field``, where none is left."""
    text = (text or "").strip()
    if not text:
        raise InvalidInput(sentence, field=field)
    return text


class IllegalTransition(DomainError):
    """The life cycle has no such step from where the thing stands."""

    code = "illegal-transition"


class Stale(DomainError):
    """Somebody else moved the thing first."""

    code = "stale"

    def __init__(self, message=None, **kwargs):
        super().__init__(message or _("Somebody else has just changed this. Look again, then decide."), **kwargs)


class Taken(DomainError):
    """A person or a room is busy in the span asked for."""

    code = "taken"
