"""What the confirmation adds to a name, saved step by step: document, photo, travel and needs, papers, answers.

Missions and the person save until the date of the edition's terms, and after it while the desk has opened the details
of this delegate; the accreditation desk always. What the clearance
rested on (document, date of birth, photo) re-opens the review when it changes after the approval.
"""

from contextlib import contextmanager
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from delegations import completeness, directory, documents, holding, phases, question_answers, uploads
from delegations.actions import reopening
from delegations.models import (
    Answer,
    Attachment,
    AttachmentKind,
    Delegate,
    DelegateDetails,
    IdentityDocument,
)
from delegations.models.delegate import GONE
from forum.actions import persons
from forum.photos import Crop

TRAVEL = (
    "arrives_at",
    "arrival_flight",
    "departs_at",
    "departure_flight",
    "hotel",
    "diet",
    "accessibility",
    "equipment",
)
DOCUMENT = ("kind", "country", "number", "born_on", "expires_on")


def save_details(delegate: Delegate, facts: dict, *, by, now) -> DelegateDetails:
    """Keep any of ``TRAVEL``. Raises InvalidInput by field."""
    with _opened(delegate, by=by, now=now) as held:
        details = DelegateDetails.objects.filter(delegate=held).first() or DelegateDetails(delegate=held)
        _fill(details, {name: facts[name] for name in TRAVEL if name in facts})
        if details.arrives_at and details.departs_at and details.departs_at <= details.arrives_at:
            raise InvalidInput(_("The departure is before the arrival."), field="departs_at")
        details.save()
    return details


def save_document(delegate: Delegate, facts: dict, *, scan: File | None = None, by, now) -> IdentityDocument:
    """Keep any of ``DOCUMENT``, and the scan. An empty number or date of birth leaves what is kept: nobody is shown
    it, so nobody can send it back. Raises InvalidInput by field, also for a document that another person has."""
    upload = uploads.checked(scan, field="scan") if scan else None
    with _opened(delegate, by=by, now=now) as held:
        _require_own(held, by)
        document = IdentityDocument.objects.filter(person=held.person).first() or IdentityDocument(person=held.person)
        before = (document.number_print, document.birth_print)
        hidden = {name for name in ("number", "born_on") if not facts.get(name)}
        _fill(document, {name: facts[name] for name in DOCUMENT if name in facts and name not in hidden})
        documents.check(document, now=now, edition=held.edition)
        documents.mark(document)
        has_new_scan = bool(upload and document.scan)
        if upload:
            _replace_file(document, "scan", upload.content)
            document.scan_type = upload.content_type
        _save_once(document)
        if has_new_scan or before not in {("", ""), (document.number_print, document.birth_print)}:
            reopening.of_person(held.person, {"document"}, by=by, now=now)
    return document


def give_photo(delegate: Delegate, upload: File, *, crop: Crop | None = None, by, now) -> None:
    """Keep the part ``crop`` of the picture (the middle of it without one), 3 wide by 4 high, written anew.

    Raises InvalidInput (field ``photo``) for what is no picture, too large, or smaller than 300 by 400 pixels.
    """
    with _opened(delegate, by=by, now=now) as held:
        _require_own(held, by)
        had_one = bool(held.person.photo)
        persons.give_portrait(held.person, upload, crop=crop, by=by, now=now)
        if had_one:
            reopening.of_person(held.person, {"photo"}, by=by, now=now)
    delegate.person.photo = held.person.photo


def save_papers(delegate: Delegate, papers: dict[str, File], *, equipment: str | None = None, by, now) -> None:
    """Keep papers by their kind, encrypted, each in the place of a former one, and the list of equipment. All or
    none. Raises InvalidInput (field: the kind) for a file that cannot be kept."""
    if unknown := papers.keys() - set(AttachmentKind.values):
        raise InvalidInput(_("There is no such kind of paper."), field=min(unknown))
    checked = {kind: uploads.checked(upload, field=kind) for kind, upload in papers.items()}
    with _opened(delegate, by=by, now=now) as held:
        for kind, upload in checked.items():
            for former in Attachment.objects.filter(delegate=held, kind=kind):
                _drop(former)
            paper = Attachment(delegation=held.delegation, delegate=held, kind=kind, name=upload.name)
            paper.content_type, paper.added_by, paper.added_at = upload.content_type, by, now
            paper.file.save(upload.name, upload.content, save=False)
            paper.save()
        if equipment is not None:
            DelegateDetails.objects.update_or_create(delegate=held, defaults={"equipment": equipment.strip()})


def detach(paper: Attachment, *, by, now) -> None:
    """Take a delegate's paper away, from the disk too."""
    with _opened(paper.delegate, by=by, now=now):
        _drop(paper)


def save_answers(delegate: Delegate, answers: dict, *, by, now) -> None:
    """Keep answers by the question's public id; nothing instead of an answer takes it away. Raises InvalidInput by
    question for what is no answer to it. What is required may wait, as everything in the confirmation may."""
    with _opened(delegate, by=by, now=now) as held:
        for question in completeness.questions_for(held.edition, held.category):
            if question.public_id not in answers:
                continue
            text = question_answers.text_of(question, answers[question.public_id])
            if text:
                Answer.objects.update_or_create(question=question, delegate=held, defaults={"text": text})
            else:
                Answer.objects.filter(question=question, delegate=held).delete()


@contextmanager
def _opened(delegate, *, by, now):
    """One transaction around the delegate, held, while it may be completed."""
    with transaction.atomic():
        delegation = phases.locked(delegate.delegation)
        phases.require_confirmation(delegation, delegate, by=by, now=now)
        holding.persons([delegate.person_id])
        rows = Delegate.objects.select_for_update(of=("self",)).select_related("person", "delegation", "edition")
        held = rows.get(pk=delegate.pk)
        if held.status in GONE:
            sentence = _("%(delegate)s is %(status)s: nothing can be changed any more.")
            words = {"delegate": held, "status": held.get_status_display()}
            raise DomainError(sentence % words, code="delegate-gone")
        yield held


def _require_own(delegate, by):
    """Document and photo are the person's, at whatever edition: of somebody else's too the desk changes them."""
    if not directory.may_correct(by, delegate.person, delegate.delegation):
        raise DomainError(
            _("%(person)s is known to the secretariat in another role too. The accreditation desk corrects this.")
            % {"person": delegate.person},
            code="shared-person",
        )


def _fill(row, facts):
    for name, value in facts.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(facts))  # noqa: SLF001
    except ValidationError as error:
        field, sentences = next(iter(error.message_dict.items()))
        raise InvalidInput(sentences[0], field=field) from error


def _save_once(document):
    try:
        with transaction.atomic():
            document.save()
    except IntegrityError as error:
        sentence = _(
            "This document is registered for another person. If that person is yours, register them again from the "
            "list of people you registered before; otherwise check the number or ask the accreditation desk."
        )
        raise InvalidInput(sentence, field="number", code="document-known") from error


def _replace_file(row, name, content):
    file = getattr(row, name)
    storage, before = file.storage, file.name
    file.save(name, content, save=False)
    if before:
        transaction.on_commit(partial(storage.delete, before))


def _drop(paper):
    storage, name = paper.file.storage, paper.file.name
    paper.delete()
    transaction.on_commit(partial(storage.delete, name))
