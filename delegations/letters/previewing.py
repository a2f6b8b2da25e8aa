"""A letter as it would look, on somebody of the edition. No secret is read for it: a passport's number is dots."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from delegations.letters import paper, setting, standing, templates
from delegations.letters.issuing import Office
from delegations.letters.variables import Occasion
from delegations.models import Delegate, Delegation, DelegationKind, LetterHead, LetterKind, LetterTemplate
from delegations.models.delegation import ABSENT

UNREAD = "•••••••••"


def picture(template: LetterTemplate, *, now: datetime) -> bytes:
    """A PNG of ``template``, which need not be saved. Raises InvalidInput (of ``kind``, ``language``, ``title`` or
    ``body``), DomainError where the edition has nobody to show it on."""
    edition = template.edition
    office = Office(edition, kind=template.kind, language=template.language)
    templates.check(template.kind, template.title, template.body)
    if not template.title.strip() or not template.body.strip():
        raise InvalidInput(_("Write a title and the words."), field="body")
    passport = UNREAD if office.terms.names_document and template.kind == LetterKind.VISA else ""
    issued_on = now.astimezone(edition.zone).date()
    occasion = Occasion(template.language, office.number(0), issued_on, venue=office.venue, passport=passport)
    somebody = _somebody(edition, template.kind, office.terms)
    said = setting.say(template, somebody, occasion, head=_head(office), signature="")
    return paper.preview(said, edition)


def _somebody(edition, kind, terms):
    """Whoever comes first among those that a letter of the kind could be for: a guest, and a sample where there is one,
    for a demo shows no letter to a real person."""
    if kind == LetterKind.DELEGATION:
        found = Delegation.objects.filter(edition=edition).exclude(status__in=ABSENT).exclude(kind=DelegationKind.HOST)
        subject = found.select_related("edition", "head__person").order_by("-is_sample", "name").first()
    else:
        rows = Delegate.objects.in_the_count().filter(edition=edition).exclude(delegation__kind=DelegationKind.HOST)
        rows = rows.select_related("person", "edition", "delegation__edition", "delegation__head__person")
        rows = rows.order_by("-delegation__is_sample", F("submitted_at").desc(nulls_last=True), "pk")[:50]
        able = [one for one in rows if standing.may_have(kind, one, terms)]
        subject = next(iter([*able, *rows]), None)
    if subject is None:
        raise DomainError(_("Nobody is there yet on whom the letter could be shown."))
    return subject


def _head(office):
    """The letterhead, or what stands in its place until it is written."""
    try:
        return office.head
    except DomainError:
        edition = office.edition
        return LetterHead(language=office.language, office=edition.host or edition.name, signatory="…")
