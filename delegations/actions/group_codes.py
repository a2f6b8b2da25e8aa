"""Group codes: a focal point makes, renews and closes them, and members register themselves by them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.encryption import fingerprint
from core.errors import DomainError, InvalidInput
from delegations import categories, directory, group_codes, notices, person_facts, phases, sign_ins
from delegations.actions import registration
from delegations.models import Delegate, Delegation, GroupCode, GroupCodeUse
from delegations.models.group_code import new_code
from forum.models import Person

MOST_USES = 1000


def make(
    delegation: Delegation, *, category: str, most_uses: int, expires_at: datetime, submits_directly=False, by, now
) -> GroupCode:
    """A new code for one category. One that is out of date is closed for it.

    Raises InvalidInput by field; DomainError while there is a code for the category that is good still.
    """
    with transaction.atomic():
        delegation = phases.locked(delegation)
        phases.require_registration(delegation, by=by, now=now)
        categories.require(category, by, delegation)
        _check(most_uses=most_uses, expires_at=expires_at, now=now)
        open_ones = delegation.group_codes.filter(category=category, closed_at=None)
        open_ones.filter(expires_at__lte=now).update(closed_at=now)
        if open_ones.exists():
            sentence = _("There is a group code for this category. Close it first.")
            raise InvalidInput(sentence, field="category", code="code-there")
        code = new_code()
        terms = {"category": category, "most_uses": most_uses, "expires_at": expires_at}
        terms |= {"submits_directly": submits_directly, "code_print": fingerprint(code)}
        return GroupCode.objects.create(delegation=delegation, code=code, made_by=by, made_at=now, **terms)


def rotate(code: GroupCode, *, by, now) -> GroupCode:
    """Give the code other letters: who has the former ones gets nowhere. Terms and uses stay."""
    with transaction.atomic():
        phases.require_registration(phases.locked(code.delegation), by=by, now=now)
        code = _open(code)
        code.code = new_code()
        code.code_print = fingerprint(code.code)
        code.save(update_fields=["code", "code_print"])
    return code


def close(code: GroupCode, *, by, now) -> GroupCode:
    """End the code. Who came by it stays registered."""
    with transaction.atomic():
        phases.require_taking(phases.locked(code.delegation))
        code = _open(code)
        code.closed_at = now
        code.save(update_fields=["closed_at"])
    return code


def open_account(code: GroupCode, *, email: str, language="en", now) -> User:
    """The account of whoever reads ``email``, made if there is none, so that a code to sign in can go there.

    Raises DomainError for a group code that opens nothing, InvalidInput (field ``email``).
    """
    with transaction.atomic():
        group_codes.require_usable(code, phases.locked(code.delegation), now=now)
        return sign_ins.user_at(email, language=language)


def join(code: GroupCode, facts: dict, *, by, now) -> Delegate:
    """Register ``by`` as a draft in the code's delegation and category; its focal points are told.

    ``facts``: any of ``person_facts.FIELDS`` save the address, which is the one that ``by`` signs in with. The person
    is the one that the account is already, or whom the mission knows by this address and name, or somebody new; never
    anybody else of the mission, however alike the names. Raises as ``registration.draft`` does, and DomainError for a
    code that opens nothing.
    """
    tidy = {**person_facts.cleaned(facts), "email": by.email.lower()}
    if not tidy.get("name"):
        raise InvalidInput(_("Write the name as in the passport."), field="name")
    with transaction.atomic():
        delegation = phases.locked(code.delegation)
        code = GroupCode.objects.select_related("delegation__edition").get(pk=code.pk)
        group_codes.require_usable(code, delegation, now=now)
        person = _person_of(by, delegation, tidy)
        delegate = registration.draft(delegation, {**tidy, "category": code.category}, by=by, now=now, person=person)
        use = GroupCodeUse.objects.create(code=code, delegate=delegate, used_at=now)
        notices.member_joined(delegate, use, now=now)
    return delegate


def _check(*, most_uses, expires_at, now):
    if not 1 <= most_uses <= MOST_USES:
        sentence = _("Write a number from 1 to %(count)d.")
        raise InvalidInput(sentence % {"count": MOST_USES}, field="most_uses")
    if expires_at <= now:
        raise InvalidInput(_("This moment has passed."), field="expires_at")


def _open(code):
    """The row as it is now. Raises DomainError for one that is closed."""
    code = GroupCode.objects.select_related("delegation__edition").get(pk=code.pk)
    if code.closed_at:
        raise DomainError(_("This code is closed. Make another."), code="code-closed")
    return code


def _person_of(user, delegation, tidy):
    if person := Person.objects.filter(user=user).first():
        return person
    known = directory.of_mission(user, delegation).filter(user=None, email__iexact=user.email)
    if person := known.filter(name__iexact=tidy["name"]).order_by("pk").first():
        person.user = user
        person.save(update_fields=["user"])
        return person
    facts = {"name": tidy["name"], "email": user.email.lower(), "language": user.language}
    person, _new = Person.objects.get_or_create(user=user, defaults={**facts, "is_sample": delegation.is_sample})
    return person
