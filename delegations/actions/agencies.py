"""Who answers for an agency."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from delegations import clearance_notices, sign_ins
from delegations.models import Agency, AgencyMember
from forum import editions


def invite(agency: Agency, *, email, by, now, name="", language="en") -> AgencyMember:
    """Make whoever reads ``email`` a member of the agency, and tell them by mail how to sign in.

    Raises InvalidInput (field ``email``), DomainError for somebody who is a member already.
    """
    with transaction.atomic():
        editions.require_open(agency.edition)
        user = sign_ins.user_at(email, name=name, language=language)
        sign_ins.refuse_deactivated(user)
        member, is_new = AgencyMember.objects.get_or_create(agency=agency, user=user)
        if not is_new:
            raise DomainError(_("%(email)s answers for %(agency)s already.") % {"email": user.email, "agency": agency})
        clearance_notices.invited(member, now=now)
    return member


def remove(agency: Agency, user: User, *, by, now) -> None:
    """Take the agency's pages away from ``user``. Raises DomainError for who is no member."""
    with transaction.atomic():
        editions.require_open(agency.edition)
        gone, _rows = AgencyMember.objects.filter(agency=agency, user=user).delete()
        if not gone:
            raise DomainError(_("%(email)s is no member of %(agency)s.") % {"email": user.email, "agency": agency})
