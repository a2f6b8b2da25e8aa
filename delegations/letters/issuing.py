"""Letters as rows: what an edition has decided, the next number, the words frozen. Who may have one and when is for
``actions.letters``."""

import json
from functools import cached_property

from django.db.models import Max
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from delegations.letters import codes, standing, templates
from delegations.letters.setting import Said, say
from delegations.letters.variables import Occasion
from delegations.models import (
    Delegate,
    Delegation,
    DocumentKind,
    IdentityDocument,
    Letter,
    LetterHead,
    LetterKind,
    LetterLanguage,
)
from forum.models import Edition, Venue

K = LetterKind
CODES = {K.DELEGATION: "DEL", K.PERSON: "INV", K.VISA: "VISA"}


class Office:
    """All that letters of one kind in one language need from their edition, asked once for many.

    Raises InvalidInput (of ``kind`` or ``language``) for what there is not, and DomainError where nobody signs.
    """

    def __init__(self, edition: Edition, *, kind: str, language: str):
        if kind not in K.values:
            raise InvalidInput(_("There is no such kind of letter."), field="kind")
        if language not in LetterLanguage.values:
            raise InvalidInput(_("Letters are not written in this language."), field="language")
        self.edition, self.kind, self.language = edition, kind, language
        self.terms = standing.terms_of(edition)

    @cached_property
    def template(self):
        found = templates.of(self.edition, self.kind, self.language)
        if found is None:
            raise InvalidInput(_("This letter has no words in this language yet."), field="language", code="no-words")
        return found

    @cached_property
    def head(self) -> LetterHead:
        heads = {one.language: one for one in self.terms.heads.all()} if self.terms.pk else {}
        found = heads.get(self.language) or heads.get(LetterLanguage.ENGLISH)
        if found is None:
            raise DomainError(_("Nobody signs the letters yet: write the letterhead first."), code="no-letterhead")
        return found

    @cached_property
    def venue(self) -> str:
        return Venue.objects.filter(edition=self.edition, is_main=True).values_list("name", flat=True).first() or ""

    @cached_property
    def next_serial(self) -> int:
        """The first free one. Inside the transaction that holds the edition's row."""
        rows = Letter.objects.filter(edition=self.edition, kind=self.kind)
        return (rows.aggregate(last=Max("serial"))["last"] or 0) + 1

    def number(self, serial: int) -> str:
        return f"{self.edition.short_name}/{CODES[K(self.kind)]}/{serial:04d}"

    def passport_of(self, subject: Delegation | Delegate) -> str:
        """The number that the letter names: a reading of a secret, which whoever calls this writes down."""
        is_named = self.kind == K.VISA and self.terms.names_document and "{passport}" in self.template.body
        if not is_named or not isinstance(subject, Delegate):
            return ""
        rows = IdentityDocument.objects.filter(person=subject.person_id, kind=DocumentKind.PASSPORT)
        document = rows.first()
        return document.number if document else ""

    def say(self, subject: Delegation | Delegate, *, number: str, passport: str, now) -> Said:
        issued_on = now.astimezone(self.edition.zone).date()
        occasion = Occasion(self.language, number, issued_on, venue=self.venue, passport=passport)
        return say(self.template, subject, occasion, head=self.head, signature=self.terms.signature.name or "")

    def make(self, subject: Delegation | Delegate, *, serial: int, passport: str, by, now) -> Letter:
        """A letter, not saved."""
        said = self.say(subject, number=self.number(serial), passport=passport, now=now)
        delegate, delegation = (subject, subject.delegation) if isinstance(subject, Delegate) else (None, subject)
        return Letter(
            edition=self.edition,
            kind=self.kind,
            language=self.language,
            delegation=delegation,
            delegate=delegate,
            serial=serial,
            number=said.number,
            code=codes.new(),
            holder=str(subject),
            said=json.dumps(said.as_dict(), ensure_ascii=False),
            names_document=bool(passport),
            issued_at=now,
            issued_by=by,
        )
