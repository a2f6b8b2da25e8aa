"""A desk's powers need a second factor in the API as they do in the admin panel."""

from rest_framework.permissions import BasePermission

from accounts import second_factor
from forum.models import TeamMember


class TeamPassedSecondFactor(BasePermission):
    """Refuses whoever holds a role in the address's edition and lacks the second factor, whatever is asked.

    Public rows too: among them a member of the team sees drafts. Raises SecondFactorMissing.
    """

    def has_permission(self, request, view):
        edition = getattr(request, "edition", None)
        if edition is not None and TeamMember.objects.is_shut_to(request.user, edition):
            raise second_factor.SecondFactorMissing
        return True
