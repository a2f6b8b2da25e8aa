"""The words of each kind of letter: the edition's own, or those that the house brings in data/letters."""

from django.conf import settings

from core import little_language
from delegations.letters import variables
from delegations.models import LetterLanguage, LetterTemplate
from forum.models import Edition

FOLDER = settings.BASE_DIR / "data" / "letters"


def of(edition: Edition, kind: str, language: str) -> LetterTemplate | None:
    """The words at ``edition``, perhaps not saved; None where nobody has written any in the language."""
    own = LetterTemplate.objects.filter(edition=edition, kind=kind, language=language).first()
    return own or shipped(edition, kind, language)


def shipped(edition: Edition, kind: str, language: str) -> LetterTemplate | None:
    """The house's words: a file whose first line is the title."""
    file = FOLDER / f"{kind}.{language}.txt"
    if not file.exists():
        return None
    title, _blank, body = file.read_text(encoding="utf-8").partition("\n")
    return LetterTemplate(edition=edition, kind=kind, language=language, title=title.strip(), body=body.strip())


def languages_of(edition: Edition, kind: str) -> list[tuple[str, str]]:
    """The languages in which the kind has words at ``edition``, with their names."""
    own = set(LetterTemplate.objects.filter(edition=edition, kind=kind).values_list("language", flat=True))
    ours = {code for code in LetterLanguage.values if (FOLDER / f"{kind}.{code}.txt").exists()}
    return [(code, str(name)) for code, name in LetterLanguage.choices if code in own | ours]


def check(kind: str, title: str, body: str) -> None:
    """Raise InvalidInput (of ``title`` or ``body``) for words that no letter of the kind could be made of."""
    known = variables.names_for(kind)
    little_language.check(title, known=known, field="title")
    little_language.check(body, known=known, field="body")
