"""Where a change is noticed on which reminders hang, whoever writes: the desks, an import, a statement by hand.

The lower rooms know nothing of reminders, so the triggers stand on proxies of their tables here.
"""

import pgtrigger

from delegations.models import DelegateDetails, RegistrationTerms
from forum.models import Appearance, Edition, Session
from scheduling.models.meeting import Meeting
from scheduling.models.party import Attendee
from scheduling.models.reminder import MarkKind

_MARK = """
    INSERT INTO scheduling_remindermark (kind, thing_id) VALUES ('{kind}', coalesce(NEW.{key}, OLD.{key}));
    RETURN NULL;
"""


def marking(kind: MarkKind, key: str, *columns: str) -> pgtrigger.Trigger:
    """A trigger for the table whose column ``key`` leads to a thing of ``kind``, and whose ``columns`` matter."""
    return pgtrigger.Trigger(
        name="marks_reminders",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf(*columns),
        func=_MARK.format(kind=kind.value, key=key),
    )


class RemindedEdition(Edition):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.EDITION, "id", "timezone", "quiet_from", "quiet_until", "is_archived")]


class RemindedSession(Session):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.SESSION, "id", "status", "starts_at", "ends_at", "is_time_placeholder")]


class RemindedAppearance(Appearance):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.SESSION, "session_id", "person_id")]


class RemindedTravel(DelegateDetails):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.TRAVEL, "delegate_id", "arrives_at", "departs_at")]


class RemindedTerms(RegistrationTerms):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.EDITION, "edition_id", "nominations_close_at", "confirmations_close_at")]


class RemindedMeeting(Meeting):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.MEETING, "id", "status", "starts_at", "ends_at", "confidentiality")]


class RemindedAttendee(Attendee):
    class Meta:
        proxy = True
        default_permissions = ()
        triggers = [marking(MarkKind.MEETING, "meeting_id", "person_id")]
