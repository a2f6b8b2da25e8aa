"""Whose work needs which of the delegations' screens."""

from forum.models import Role

DESKS = frozenset({Role.ORGANISER, Role.ACCREDITATION, Role.PROTOCOL})
"""Who hands out badges and letters and stands behind the gates."""

KNOW_DELEGATES = DESKS | {Role.MEETINGS, Role.VIEWER}
"""Who reads the people of the delegations and what is asked of them; the programme and the press do not."""
