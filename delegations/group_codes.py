"""Whether a group code opens a delegation now, and whose it is; in words for whoever was given it."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.errors import DomainError
from delegations import phases
from delegations.models import Delegate, Delegation, GroupCode
from forum.models import Edition


def find(edition: Edition, text: str) -> GroupCode:
    """The code that ``text`` names, at ``edition``. Raises DomainError (``code-unknown``)."""
    rows = GroupCode.objects.by_code(text).filter(delegation__edition=edition)
    if found := rows.select_related("delegation__edition__registration_terms").first():
        return found
    sentence = _("This code is not known. Check it letter by letter, or ask who gave it to you for the present one.")
    raise DomainError(sentence, code="code-unknown")


def require_usable(code: GroupCode, delegation: Delegation, *, now) -> None:
    """Raise DomainError where nobody can come by ``code``: closed, out of date, used up, or the delegation is not
    open. ``delegation``: the code's own."""
    phases.require_taking(delegation)
    if code.closed_at:
        raise DomainError(_("This code is closed. Ask your delegation for the present one."), code="code-closed")
    if code.expires_at <= now:
        local = code.expires_at.astimezone(delegation.edition.zone)
        words = {"time": date_format(local, _("j F Y, H:i")), "zone": delegation.edition.timezone}
        sentence = _("This code was good until %(time)s (%(zone)s). Ask your delegation for another.")
        raise DomainError(sentence % words, code="code-expired")
    if code.uses.count() >= code.most_uses:
        sentence = ngettext(
            "This code was used once, as often as it may be. Ask your delegation for another.",
            "This code was used %(count)d times, as often as it may be. Ask your delegation for another.",
            code.most_uses,
        )
        raise DomainError(sentence % {"count": code.most_uses}, code="code-used-up")


def own_registration(user, edition: Edition) -> Delegate | None:
    """How ``user`` is registered at ``edition`` already, or None."""
    if not user.is_authenticated:
        return None
    rows = Delegate.objects.in_the_count().filter(edition=edition, person__user=user)
    return rows.select_related("person", "delegation", "edition").first()
