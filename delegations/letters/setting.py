"""What one letter says on paper, frozen when it is issued. Where it stands there, templates/pdf/letter.typ says."""

from dataclasses import asdict, dataclass, field

from core import little_language
from delegations.letters import languages, variables
from delegations.letters.variables import Occasion
from delegations.models import Delegate, Delegation, LetterHead, LetterTemplate


@dataclass(frozen=True)
class Said:
    """``paragraphs``: of lines, of words with whether they are strong. ``signature``: the name of a private file.
    ``names``: what its holder is called, each of which its reader may type to verify it."""

    language: str
    forum: str
    office: str
    number: str
    date: str
    title: str
    paragraphs: list
    signatory: str
    signatory_title: str = ""
    address: list[str] = field(default_factory=list)
    signature: str = ""
    names: list[str] = field(default_factory=list)

    def as_dict(self) -> dict:
        return asdict(self)


def say(
    template: LetterTemplate, subject: Delegation | Delegate, occasion: Occasion, *, head: LetterHead, signature: str
) -> Said:
    facts = variables.facts(template.kind, subject, occasion)
    return Said(
        language=template.language,
        forum=facts["forum"],
        office=head.office,
        address=[line.strip() for line in head.address.splitlines() if line.strip()],
        number=occasion.number,
        date=languages.day(occasion.language, occasion.issued_on),
        title=little_language.plain(template.title, facts),
        paragraphs=little_language.paragraphs(template.body, facts),
        signatory=head.signatory,
        signatory_title=head.signatory_title,
        signature=signature,
        names=_names(subject),
    )


def _names(subject):
    if isinstance(subject, Delegation):
        return [name for name in (subject.name, subject.native_name) if name]
    person = subject.person
    return [name for name in (person.name, str(person), person.native_name) if name]
