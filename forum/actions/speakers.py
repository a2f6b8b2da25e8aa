"""Who appears in a session. Adding a speaker to what is scheduled claims the speaker's time."""

from datetime import datetime

from django.utils.translation import gettext as _

from core.errors import DomainError, InvalidInput
from forum import ledger, slots
from forum.models import Appearance, AppearanceRole, BookingPurpose, Person, Session, SessionStatus
from forum.programme import changing

OVER = (SessionStatus.DONE, SessionStatus.CANCELLED)


def add(
    session: Session, person: Person, *, role: str = AppearanceRole.SPEAKER, by, now: datetime, **facts
) -> Appearance:
    """Let ``person`` appear in ``session``, last unless ``position`` is given. ``facts``: fields of Appearance.

    Raises Taken (who is busy and when next free), DomainError when the person is there already or all is over.
    """
    _check_part(role)
    with changing(session) as held:
        _require_ahead(held)
        others = held.appearances.all()
        if any(other.person_id == person.pk for other in others):
            sentence = _("%(person)s is already in this session.") % {"person": person}
            raise DomainError(sentence, code="already-appears")
        facts.setdefault("position", max((other.position for other in others), default=0) + 1)
        booking = _claim(held, person)
        return Appearance.objects.create(session=held, person=person, role=role, booking=booking, **facts)


def change_part(appearance: Appearance, *, role: str, position: int, by, now: datetime) -> None:
    """Give somebody another part or place in the order. Raises InvalidInput for a part that there is not."""
    _check_part(role)
    with changing(appearance.session):
        appearance.role, appearance.position = role, position
        appearance.save(update_fields=["role", "position"])


def remove(appearance: Appearance, *, by, now: datetime) -> None:
    """Take somebody out of a session: the time is the person's own again."""
    with changing(appearance.session) as held:
        _require_ahead(held)
        ledger.release([appearance.booking])
        appearance.delete()


def _check_part(role):
    if role not in AppearanceRole.values:
        raise InvalidInput(_("There is no such part in a session."), field="role")


def _require_ahead(session):
    if session.status in OVER:
        sentence = _("%(session)s is %(status)s; its speakers stay as they are.") % {
            "session": session,
            "status": session.get_status_display(),
        }
        raise DomainError(sentence, code="session-over")


def _claim(session, person):
    slot = slots.of(session)
    if slot is None:
        return None
    wanted = ledger.Claim(person, slot.starts_at, slot.ends_at)
    return ledger.claim(session.edition, BookingPurpose.SESSION, [wanted])[person]
