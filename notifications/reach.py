"""Whose messages a desk sees besides its own. This room knows no editions: the room that does registers its answer."""

from collections.abc import Callable, Iterable

from django.db.models import Q

Answer = Callable[..., Iterable[str]]
_answers: list[Answer] = []


def says_editions(answer: Answer) -> Answer:
    """Decorate what gives, for a signed-in user, the slugs of the editions whose messages the user sees."""
    _answers.append(answer)
    return answer


def reach_of(user) -> Q:
    """What the signed-in ``user`` sees: the own messages, and all of the editions that somebody named."""
    seen = Q(recipient=user)
    for answer in _answers:
        seen |= Q(edition__in=answer(user))
    return seen


def editions_of(user, path: str = "edition") -> Q:
    """The rows whose ``path`` is the slug of an edition that somebody named for ``user``."""
    named = Q(pk__in=[])
    for answer in _answers:
        named |= Q(**{f"{path}__in": answer(user)})
    return named
