"""Issuing letters, handing them out, taking them back. What one says is frozen when it is issued."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from core import access, workflow
from core.errors import DomainError, InvalidInput, required
from delegations import notices
from delegations.letters import paper, standing
from delegations.letters.issuing import Office
from delegations.models import Delegate, Delegation, Letter, LetterKind, LetterStatus, SecretReading
from forum import editions
from forum.models import Edition

Subject = Delegation | Delegate


@dataclass(frozen=True)
class Forecast:
    """What issuing would do. ``again``: whose earlier letter is replaced. ``refused``: with the reason."""

    first: list[Subject] = field(default_factory=list)
    again: list[Subject] = field(default_factory=list)
    refused: list[tuple[Subject, str]] = field(default_factory=list)


def issue(subject: Subject, *, kind, language, by, now) -> Letter:
    """A letter for one, told by mail with a link. An earlier one of the kind in this language is replaced.

    Raises InvalidInput (of ``kind`` or ``language``), DomainError for whom it may not be issued.
    """
    return issue_each([subject], kind=kind, language=language, by=by, now=now)[0]


def issue_each(subjects: Iterable[Subject], *, kind, language, by, now) -> list[Letter]:
    """Letters for many of one edition, all or none; each mission is told once. Raises as ``issue`` does."""
    subjects = list(subjects)
    if not subjects:
        raise InvalidInput(_("Choose for whom the letters are."))
    with transaction.atomic():
        office = Office(_held(subjects), kind=kind, language=language)
        made = _issue(office, subjects, by=by, now=now)
        notices.letters_issued(made, now=now)
    return made


def foresee(subjects: Iterable[Subject], *, kind) -> Forecast:
    """What ``issue_each`` would do with each, in any language. Changes nothing. ``subjects`` of one edition."""
    told, subjects = Forecast(), list(subjects)
    terms = standing.terms_of(subjects[0].edition)
    column = _column(kind)
    rows = Letter.objects.filter(kind=kind, status=LetterStatus.VALID, **{f"{column}__in": subjects})
    lettered = set(rows.values_list(column, flat=True))
    for subject in subjects:
        try:
            standing.require(kind, subject, terms)
        except DomainError as refusal:
            told.refused.append((subject, str(refusal)))
        else:
            (told.again if subject.pk in lettered else told.first).append(subject)
    return told


def get(delegates: Iterable[Delegate], *, language, by, now) -> list[Letter]:
    """The visa letters of ``delegates`` of one delegation: those there are, and new ones for whom none fits.

    One that names somebody otherwise than now is replaced. Where the edition leaves the issuing to its desk, a mission
    gets those that the desk has issued. Who may have none is passed over. Raises DomainError where that is everybody.
    """
    delegates = list(delegates)
    if not delegates:
        raise DomainError(_("Nobody in the delegation may have a visa letter yet."), code="no-letters")
    with transaction.atomic():
        office = Office(_held(delegates), kind=LetterKind.VISA, language=language)
        able = [one for one in delegates if standing.may_have(LetterKind.VISA, one, office.terms)]
        found = _valid(office, able)
        if office.terms.missions_get_visa_letters or access.allows(by, "issue_letter", office.edition):
            lacking = [one for one in able if one.pk not in found or found[one.pk].holder != str(one)]
            found |= {one.delegate_id: one for one in _issue(office, lacking, by=by, now=now)}
        if not found:
            raise DomainError(_none_yet(delegates, office), code="no-letters")
    return [found[one.pk] for one in able if one.pk in found]


def pdf_of(letters: Iterable[Letter], *, by, now) -> bytes:
    """The letters on paper. That of one which names a passport is written down as a reading of it, before."""
    letters = list(letters)
    _note((one.delegate for one in letters if one.names_document and one.delegate), by=by, now=now)
    return paper.of(letters)


def revoke(letter: Letter, *, reason, by, now) -> Letter:
    """The letter is not valid any more, and its page says so. Raises InvalidInput (field ``reason``) without one."""
    reason = required(reason, _("Write the reason."), field="reason")
    with transaction.atomic():
        editions.require_open(letter.edition)
        workflow.move(letter, LetterStatus.REVOKED, by=by, now=now, reason=reason)
    return letter


def _held(subjects) -> Edition:
    """The edition of all, held: two letters at once get two numbers."""
    if len({subject.edition_id for subject in subjects}) > 1:
        raise InvalidInput(_("Choose people of one edition."))
    edition = Edition.objects.select_for_update(no_key=True).get(pk=subjects[0].edition_id)
    editions.require_open(edition)
    return edition


def _issue(office, subjects, *, by, now):
    _prefetch(subjects)
    for subject in subjects:
        standing.require(office.kind, subject, office.terms)
    earlier = _valid(office, subjects)
    workflow.move_all(earlier.values(), LetterStatus.REPLACED, by=by, now=now)
    made: list[Letter] = []
    for subject in subjects:
        passport = office.passport_of(subject)
        letter = office.make(subject, serial=office.next_serial + len(made), passport=passport, by=by, now=now)
        letter.replaces = earlier.get(subject.pk)
        made.append(letter)
    _note((one.delegate for one in made if one.names_document), by=by, now=now)
    return Letter.objects.bulk_create(made)


def _prefetch(subjects):
    """Everything that the words may name, in a few queries for many."""
    people = [one for one in subjects if isinstance(one, Delegate)]
    prefetch_related_objects(people, "person", "details", "edition", "delegation__edition", "delegation__head__person")


def _valid(office, subjects) -> dict[int, Letter]:
    """The valid letters of the office's kind and language by their subject's key."""
    column = _column(office.kind)
    rows = Letter.objects.filter(kind=office.kind, language=office.language, status=LetterStatus.VALID)
    rows = rows.filter(**{f"{column}__in": subjects}).select_related("edition", "delegate")
    return {getattr(letter, f"{column}_id"): letter for letter in rows}


def _column(kind):
    return "delegation" if kind == LetterKind.DELEGATION else "delegate"


def _note(delegates, *, by, now):
    what = str(_("Passport, in a visa letter"))[:40]
    SecretReading.objects.bulk_create(
        SecretReading(person_id=one.person_id, edition_id=one.edition_id, reader=by, what=what, read_at=now)
        for one in delegates
    )


def _none_yet(delegates, office):
    if office.terms.missions_get_visa_letters:
        return _("Nobody in the delegation may have a visa letter yet.")
    return _("The secretariat has issued no visa letter in this language yet.")
