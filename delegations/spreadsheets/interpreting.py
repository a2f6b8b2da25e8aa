"""From the text of a row to facts, by the rules of the form: ``person_facts`` and ``documents``. All errors at once."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.errors import InvalidInput
from delegations import documents, person_facts
from delegations.models import DelegateCategory, IdentityDocument
from delegations.spreadsheets import values
from delegations.spreadsheets.columns import ID
from delegations.spreadsheets.report import Line
from delegations.spreadsheets.sheet import FORMULA

MEANINGS: dict[str, Callable] = {
    "category": values.category,
    "country": values.country,
    "language": values.language,
    "languages": values.languages,
    "birth_date": values.day,
    "document_kind": values.document_kind,
    "document_country": values.country,
    "document_expires_on": values.day,
}
"""Of the columns that hold more than text."""
DOCUMENT = {
    "document_kind": "kind",
    "document_country": "country",
    "document_number": "number",
    "birth_date": "born_on",
    "document_expires_on": "expires_on",
}
COLUMN_OF = {field: key for key, field in DOCUMENT.items()}


def interpret(line: Line, columns: list[str], edition, *, now) -> None:
    """Fill the line's facts from the cells of its row, and note what is wrong with each cell."""
    given = {key: _meaning(line, key) for key in columns if key != ID}
    given = {key: value for key, value in given.items() if value is not None}
    line.category = given.get("category") or ("" if line.row.values.get(ID) else DelegateCategory.DELEGATE)
    line.facts = _tidy(line, {key: value for key, value in given.items() if key in person_facts.FIELDS})
    papers = {DOCUMENT[key]: value for key, value in given.items() if key in DOCUMENT}
    line.document = _checked_document(line, papers, edition, now=now)
    _require_complete(line, columns)


def _meaning(line, key):
    """None where the cell says nothing that could be kept: it is wrong, or the language was left open."""
    if fault := line.row.faults.get(key):
        formula, broken = _("There is a formula here. Paste its value instead."), _("The cell holds an error.")
        line.refuse(key, formula if fault == FORMULA else broken)
        return None
    text = line.row.values.get(key, "")
    if not text and key == "language":
        return None
    if not text or key not in MEANINGS:
        return [] if key == "languages" else text
    try:
        return MEANINGS[key](text)
    except ValidationError as error:
        line.refuse(key, error.message)
        return None


def _tidy(line, facts):
    """The whole row at once, and only where that is refused field by field: most rows are right.

    What ``values`` has chosen from a list is not looked for in that list again, which for countries takes long.
    """
    chosen = {field: value for field, value in facts.items() if field in MEANINGS and value}
    written = {field: value for field, value in facts.items() if field not in chosen}
    try:
        return person_facts.cleaned(written) | chosen
    except InvalidInput:
        return _each_by_itself(written, person_facts.cleaned, line.refuse) | chosen


def _checked_document(line, papers, edition, *, now):
    """Where nobody says who issued the document, it is of the person's own nationality."""
    if papers.get("number") and not papers.get("country"):
        papers["country"] = line.facts.get("country") or (line.known.country.code if line.known else "")
    if papers.get("born_on"):
        papers["born_on"] = papers["born_on"].isoformat()
    if not any(papers.values()):
        return {}

    def check(facts):
        country = {"country": papers.get("country", "")} if "number" in facts else {}
        documents.check(documents.written(IdentityDocument(), facts | country), edition=edition, now=now)
        return facts

    try:
        return check(papers)
    except InvalidInput:
        return _each_by_itself(papers, check, lambda field, refusal: line.refuse(COLUMN_OF[field], refusal))


def _each_by_itself(facts, check, refuse):
    tidy: dict = {}
    for field, value in facts.items():
        try:
            tidy |= check({field: value})
        except InvalidInput as refusal:
            refuse(field, refusal)
    return tidy


def _require_complete(line, columns):
    """What the form asks of everybody; of somebody who is registered, only that it is not taken away."""
    refused = {problem.column for problem in line.problems}
    is_new = not line.row.values.get(ID)
    for key in person_facts.REQUIRED_TO_SUBMIT:
        if not line.facts.get(key) and key not in refused and (is_new or key in columns):
            line.refuse(key, _("This is missing."))
