"""Registering a whole list: taken in and kept for an hour, mended, and written in one go or not at all."""

import datetime as dt
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.errors import DomainError
from delegations import directory, documents, phases
from delegations.actions import confirmation, offering, registration
from delegations.models import (
    Delegate,
    DelegateCategory,
    Delegation,
    IdentityDocument,
    ListUpload,
)
from delegations.spreadsheets import checking
from delegations.spreadsheets.columns import BY_KEY
from delegations.spreadsheets.reading import read
from delegations.spreadsheets.report import Choice, Line, Report
from delegations.spreadsheets.sheet import Sheet
from forum import editions
from forum.models import Person

KEPT = dt.timedelta(hours=1)
AT_ONCE = 500
LONGEST_NAME = 120


@dataclass(frozen=True)
class Tally:
    registered: int
    changed: int


def take_in(delegation: Delegation, file: File, *, by, now) -> ListUpload:
    """Keep a list for its check. Nobody is registered by it. Raises InvalidInput (``file``), DomainError when nobody
    may be registered now."""
    phases.require_registration(delegation, by=by, now=now)
    name = (file.name or "").replace("\\", "/").rpartition("/")[2]
    return ListUpload.objects.create(
        delegation=delegation,
        owner=by,
        name="".join(filter(str.isprintable, name))[:LONGEST_NAME],
        content=read(file).to_json(),
        kept_until=now + KEPT,
    )


def report_of(upload: ListUpload, *, now) -> Report:
    """The list as it would be written now."""
    sheet = Sheet.from_json(upload.content)
    return checking.check(sheet, upload.choices, upload.delegation, by=upload.owner, now=now)


def mend(upload: ListUpload, values: dict[tuple[int, str], str], choices: dict[int, str], *, now) -> ListUpload:
    """Put other text into cells, by row number and column key, and decide on rows. What the list has not is ignored."""
    with transaction.atomic():
        upload = _held(upload, now=now)
        sheet = Sheet.from_json(upload.content)
        rows = {row.number: row for row in sheet.rows}
        for (number, key), text in values.items():
            if number in rows and key in BY_KEY:
                rows[number].values[key] = text.strip()
                rows[number].faults.pop(key, None)
                sheet.columns += [key] * (key not in sheet.columns)
        decided = {str(number): choice for number, choice in choices.items() if number in rows}
        upload.choices = {
            number: choice for number, choice in (upload.choices | decided).items() if choice in list(Choice)
        }
        upload.content = sheet.to_json()
        upload.kept_until = now + KEPT
        upload.save(update_fields=["content", "choices", "kept_until"])
    return upload


def register(upload: ListUpload, *, by, now) -> Tally:
    """Register everybody of the list as a draft and change whom it changes: all of them, or nobody.

    Checks once more, with the delegation held. Raises DomainError (``list-not-ready``) when something is wrong by now.
    """
    with _refusing_doubles(), transaction.atomic():
        upload = _held(upload, now=now)
        delegation = phases.locked(upload.delegation)
        offering.settle(delegation, now=now)
        sheet = Sheet.from_json(upload.content)
        report = checking.check(sheet, upload.choices, delegation, by=by, now=now)
        if not report.is_ready:
            raise DomainError(_("The list cannot be registered as it stands. Look at it again."), code="list-not-ready")
        registration.open_list(delegation, by=by, now=now)
        changed = sum(_change(line, by=by, now=now) for line in report.changes)
        _register_new(report.new, delegation, by=by, now=now)
        upload.delete()
    return Tally(len(report.new), changed)


def discard(upload: ListUpload) -> None:
    """Erase it before its hour. Raises DomainError in an edition that is archived, where the hour does it."""
    editions.require_open(upload.delegation.edition)
    upload.delete()


def erase_old(*, now) -> int:
    """Erase the lists that nobody registered; gives how many."""
    return ListUpload.objects.filter(kept_until__lt=now).delete()[0]


def _held(upload, *, now):
    rows = ListUpload.objects.select_for_update(of=("self",)).select_related("delegation__edition", "owner")
    found = rows.filter(pk=upload.pk, kept_until__gte=now).first()
    if found is None:
        raise DomainError(_("The list is registered already, or its hour is over. Upload it again."), code="list-gone")
    return found


def _register_new(lines, delegation, *, by, now):
    own = _correct_known([line for line in lines if line.person], delegation, by=by, now=now)
    strangers = [line for line in lines if line.person is None]
    for line in strangers:
        line.person = Person(is_sample=delegation.is_sample, **line.facts)
    Person.objects.bulk_create([line.person for line in strangers], batch_size=AT_ONCE)
    made = [
        Delegate(edition=delegation.edition, delegation=delegation, person=line.person, category=line.category)
        for line in lines
    ]
    own |= {line.person.pk for line in strangers}
    Delegate.objects.bulk_create(made, batch_size=AT_ONCE)
    for one in made:
        if one.category == DelegateCategory.HEAD_OF_DELEGATION:
            registration.point_at_head(one, delegation)
    _write_documents([line for line in lines if line.person.pk in own])


def _correct_known(lines, delegation, *, by, now):
    """Persons known from elsewhere keep what is not this mission's to change; gives the keys of the others."""
    allowed = directory.correctable(by, [line.person for line in lines], delegation) if lines else set()
    for line in lines:
        if line.person.pk in allowed:
            registration.correct_known(line.person, line.facts, by=by, now=now)
    return allowed


def _write_documents(lines):
    given = [line for line in lines if any(line.document.values())]
    people = [line.person for line in given]
    present = {row.person_id: row for row in IdentityDocument.objects.filter(person__in=people)}
    new = []
    for line in given:
        if row := present.get(line.person.pk):
            documents.written(row, _said(line)).save()
        else:
            new.append(documents.written(IdentityDocument(person=line.person), line.document))
    IdentityDocument.objects.bulk_create(new, batch_size=AT_ONCE)


def _change(line: Line, *, by, now) -> bool:
    """Say whether anything was other than it is now."""
    facts = checking.differing(line)
    if facts and line.delegate:
        registration.edit(line.delegate, facts, by=by, now=now)
    return _change_document(line, by=by, now=now) or bool(facts)


def _change_document(line, *, by, now):
    said = _said(line)
    if not said:
        return False
    before = _identity(line.delegate.person)
    confirmation.save_document(line.delegate, said, by=by, now=now)
    return _identity(line.delegate.person) != before


def _said(line):
    """An empty cell does not take away what is kept encrypted: lists leave these columns empty."""
    return {field: value for field, value in line.document.items() if value}


def _identity(person):
    rows = IdentityDocument.objects.filter(person=person)
    return rows.values_list("kind", "number_print", "birth_print", "expires_on").first()


@contextmanager
def _refusing_doubles():
    """What two missions upload in the same moment the database refuses to the second."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name not in {"delegate_accredited_once", "identity_document_once"}:
            raise
        sentence = _("Somebody in the list has just been registered elsewhere. Look at it again.")
        raise DomainError(sentence, code="list-not-ready") from error
