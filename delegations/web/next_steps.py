"""What a delegate's status means for the mission: one line, and whether it is the mission's turn."""

from django.utils.translation import gettext_lazy as _

from delegations.models import DelegateStatus

SENTENCES = {
    DelegateStatus.DRAFT: _("Complete it and submit it to the desk."),
    DelegateStatus.SUBMITTED: _("The desk has it. Nothing to do now."),
    DelegateStatus.IN_REVIEW: _("The desk is looking at it. Nothing to do now."),
    DelegateStatus.INFO_NEEDED: _("The desk waits for your answer."),
    DelegateStatus.APPROVED: _("Accredited. Nothing more is needed."),
    DelegateStatus.REJECTED: _("Not approved. The place is free again."),
    DelegateStatus.REVOKED: _("The accreditation is no longer valid."),
    DelegateStatus.WITHDRAWN: _("Withdrawn. The place is free again."),
}
TO_DO = (DelegateStatus.INFO_NEEDED, DelegateStatus.DRAFT)
"""The statuses in which the mission has to act, the most pressing first."""


def urgency(delegate) -> int:
    """Sorts a list: what the mission has to do first, the rest as it was."""
    return TO_DO.index(delegate.status) if delegate.status in TO_DO else len(TO_DO)
