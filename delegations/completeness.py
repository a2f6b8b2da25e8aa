"""What the edition asks of somebody's category and is not there yet. Asked without reading any secret."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst

from delegations import categories
from delegations.models import Answer, Attachment, Delegate, DelegateCategory, Need, Question
from forum.models import Edition

PAPERS = (Need.ASSIGNMENT_LETTER, Need.PRESS_CARD, Need.EQUIPMENT)
STEP_OF = {
    Need.BIRTH_DATE: "documents",
    Need.DOCUMENT: "documents",
    Need.DOCUMENT_SCAN: "documents",
    Need.PHOTO: "documents",
    Need.TRAVEL: "travel",
    Need.HOTEL: "travel",
    **dict.fromkeys(PAPERS, "papers"),
}


@dataclass(frozen=True)
class Missing:
    """One thing that is not there: what, in words, and the step of the form that asks for it."""

    code: str
    label: str
    step: str


def missing(delegate: Delegate) -> list[Missing]:
    """What is missing of one delegate, in the order of the form."""
    return missing_of_each(delegate.edition, [delegate.pk])[delegate.pk]


def missing_of_each(edition: Edition, delegates: Iterable[int]) -> dict[int, list[Missing]]:
    """The same of delegates of one edition by key, in five queries for any number."""
    read = Delegate.objects.filter(pk__in=delegates).select_related("person__identity_document", "details").order_by()
    rows = list(read.defer(*(f"person__identity_document__{name}" for name in ("number", "born_on"))))
    terms, asked = categories.terms_of(edition), list(Question.objects.filter(edition=edition, is_active=True))
    keys = [one.pk for one in rows]
    papers = defaultdict(set)
    for key, kind in Attachment.objects.filter(delegate__in=keys).values_list("delegate_id", "kind"):
        papers[key].add(kind)
    answered = set(Answer.objects.filter(delegate__in=keys).values_list("delegate_id", "question_id"))
    found = {}
    for one in rows:
        given = _given(one) | papers[one.pk]
        needs = terms[one.category].needs
        lacking = [Missing(need, capfirst(str(Need(need).label)), STEP_OF[need]) for need in STEP_OF if need in needs]
        found[one.pk] = [need for need in lacking if need.code not in given]
        found[one.pk] += [
            Missing(question.public_id, question.label, "questions")
            for question in asked
            if question.is_required and question.asks(one.category) and (one.pk, question.pk) not in answered
        ]
    return found


def questions_for(edition: Edition, category: str) -> list[Question]:
    """The questions that somebody of ``category`` is asked, in their order."""
    return [one for one in Question.objects.filter(edition=edition, is_active=True) if one.asks(category)]


def asks_for_papers(delegate: Delegate) -> bool:
    """Say whether the form has the step of accreditation papers: of media, and where the terms demand one of them."""
    if delegate.category == DelegateCategory.MEDIA:
        return True
    return bool(set(categories.terms_of(delegate.edition)[delegate.category].needs) & set(PAPERS))


def _given(delegate):
    document, details = getattr(delegate.person, "identity_document", None), getattr(delegate, "details", None)
    facts = {
        Need.BIRTH_DATE: document and document.birth_print,
        Need.DOCUMENT: document and document.number_print,
        Need.DOCUMENT_SCAN: document and document.scan,
        Need.PHOTO: delegate.person.photo,
        Need.TRAVEL: details and details.arrives_at and details.departs_at,
        Need.HOTEL: details and details.hotel,
        Need.EQUIPMENT: details and details.equipment,
    }
    return {need.value for need, fact in facts.items() if fact}
