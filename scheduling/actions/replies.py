"""Answers to invitations that come by mail. What is proven and fits becomes the person's answer; the rest is set aside
for the desk, with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core import access
from core.errors import DomainError
from notifications.inbound.reading import Mail, words
from notifications.models import Message
from scheduling import addressees, invitation_tokens, itip
from scheduling.actions import answers
from scheduling.changing import changing
from scheduling.models import Meeting, SetAsideReply
from scheduling.models.meeting import PLACED
from scheduling.wording import about

EXCERPT = 4000


def receive(mail: Mail, *, now: datetime) -> str:
    """Take the answer in ``mail``, or set it aside; gives a word for which. Never refuses: the sender is not there."""
    try:
        answer = _answer_in(mail)
        with transaction.atomic():
            take(answer, tokens=mail.tokens, now=now)
    except (itip.Unreadable, DomainError) as error:
        _set_aside(mail, str(error), now=now)
        return "set aside"
    return "taken"


def take(answer: itip.Answer, *, tokens: frozenset[str] = frozenset(), now: datetime) -> None:
    """Note a REPLY with the attendees that the address stands for, or offer the time of a COUNTER for their side.

    Raises DomainError: not proven (code ``forged``), unknown, of an earlier invitation (``overtaken``), too late.
    """
    meeting = Meeting.objects.select_related("edition").filter(public_id=answer.meeting).first()
    if meeting is None:
        raise DomainError(_("It answers an invitation that is not ours."), code="unknown")
    if not invitation_tokens.is_proven(meeting, answer.email, tokens | {answer.token}):
        raise DomainError(_("Its sender did not prove to be the one who was invited."), code="forged")
    with changing(meeting) as held:
        seats = addressees.seats_told_at(held, answer.email)
        if not seats:
            raise DomainError(_("Nobody at this address attends any more."), code="not-attending")
        if answer.method == "COUNTER":
            _offer(answer, seats[0].party, now)
            return
        if held.status not in PLACED:
            raise DomainError(_("The meeting has no time any more, or is over."), code="not-placed")
        if answer.sequence < _latest(held, answer.email):
            raise DomainError(_("It answers an earlier time or place than the present one."), code="overtaken")
        for seat in seats:
            seat.reply, seat.replied_at = answer.reply, now
            seat.save(update_fields=["reply", "replied_at"])


def settle(reply: SetAsideReply, *, by, now: datetime) -> None:
    """Somebody has read it and done what was to be done. Raises DomainError when it was settled before."""
    open_ones = SetAsideReply.objects.open().filter(pk=reply.pk)
    if not open_ones.update(settled_at=now, settled_by=by):
        raise DomainError(_("This reply is settled already."), code="already-settled")
    reply.refresh_from_db()


def _answer_in(mail):
    if mail.fault:
        raise itip.Unreadable(_("It was not read: it is %(fault)s.") % {"fault": mail.fault})
    if not mail.calendars:
        raise itip.Unreadable(_("It has no calendar in it: somebody wrote by hand."))
    return itip.parse(mail.calendars[0])


def _offer(answer, party, now):
    """As the portal does it, by the focal point whose address it is: others name no times."""
    user = User.objects.filter(email__iexact=answer.email, is_active=True).first()
    if user is None or not access.allows(user, "offer_time", party):
        sentence = _("It asks for another time: %(window)s. Only a focal point offers one without the desk.")
        window = f"{answer.starts_at:%F %H:%M}–{answer.ends_at:%H:%M} UTC"
        raise DomainError(sentence % {"window": window}, code="asks-for-another-time")
    said = {"note": answer.comment, "by": user, "now": now}
    answers.counter(party, starts_at=answer.starts_at, ends_at=answer.ends_at, **said)


def _latest(meeting, email):
    """The SEQUENCE of the newest invitation that went to the address."""
    rows = Message.objects.filter(about=about(meeting), email=email, calendar__contains="METHOD:REQUEST")
    return rows.order_by("-version").values_list("version", flat=True).first() or 0


def _set_aside(mail, why, *, now):
    said = "\n\n".join(one.text for one in mail.calendars)
    text = "\n\n".join(words(part) for part in mail.parts if part.get_content_type() == "text/plain")
    named = itip.meeting_named(said)
    SetAsideReply.objects.create(
        meeting=Meeting.objects.filter(public_id=named).first() if named else None,
        sender=mail.sender,
        subject=mail.subject,
        why=why,
        words=f"{text[:EXCERPT]}\n\n{said[:EXCERPT]}".replace("\x00", "").strip(),
        received_at=now,
    )
