"""What erasing one person means, group by group; each may be done again without harm. The caller holds a transaction.

Rows that count people stay, without what says who it was: places, badges and meetings must still add up.
"""

from collections.abc import Callable

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from core.models import StatusChange
from delegations.erasers import remove
from delegations.models import (
    Answer,
    Attachment,
    Badge,
    Clearance,
    ClearanceFile,
    ClearanceOverride,
    Delegate,
    DelegateDetails,
    GuestListAmendment,
    IdentityDocument,
    LateChange,
    Letter,
    PersonFacts,
    Presence,
    Scan,
    WaitingEntry,
)
from forum.models import Person
from notifications.models import Message, Way, Wish

NOBODY = "Erased person"
G = PersonFacts


_beside: dict[str, list[Callable[[Person], None]]] = {}


def beside(group: str) -> Callable:
    """Decorate what a room above this one erases of a person together with ``group``."""

    def register(eraser: Callable[[Person], None]) -> Callable[[Person], None]:
        _beside.setdefault(group, []).append(eraser)
        return eraser

    return register


def erase(person: Person, group: str) -> None:
    for eraser in (ERASERS[group], *_beside.get(group, ())):
        eraser(person)


def _secrets(person):
    document = IdentityDocument.objects.filter(person=person)
    attachments = Attachment.objects.filter(delegate__person=person)
    files = ClearanceFile.objects.filter(clearance__delegate__person=person)
    for rows, name in ((document, "scan"), (attachments, "file"), (files, "file")):
        for row in rows:
            remove(getattr(row, name))
        rows.delete()
    DelegateDetails.objects.filter(delegate__person=person).delete()
    Answer.objects.filter(delegate__person=person).delete()


def _contact(person):
    remove(person.photo)
    blank = {"email": "", "photo": "", "biography": "", "timezone": ""}
    Person.objects.filter(pk=person.pk).update(**blank)
    _events().filter(pgh_obj=person.pk).update(**blank)


def _letters(person):
    Letter.objects.filter(delegate__person=person).delete()


def _mails(person):
    """To the person, and about their accreditation to the mission; by the addresses that they have now."""
    about = [f"delegate:{one}" for one in person.delegates.values_list("public_id", flat=True)]
    own = Q(about__in=about)
    if person.email:
        own |= Q(email__iexact=person.email, recipient=None)  # a mission gives its own mailbox for many
    if person.user_id:
        own |= Q(recipient=person.user_id)
    Message.objects.filter(own).delete()
    if person.email:
        Wish.objects.filter(email__iexact=person.email).delete()
    if person.user_id:
        Way.objects.filter(user=person.user_id).delete()
        Wish.objects.filter(user=person.user_id).delete()


def _decisions(person):
    delegates = person.delegates.values_list("pk", flat=True)
    kind = ContentType.objects.get_for_model(Delegate)
    StatusChange.objects.filter(content_type=kind, object_id__in=list(delegates)).update(reason="")
    Delegate.objects.filter(person=person).update(question="")
    apps.get_model("delegations.DelegateEvent").objects.filter(person=person).update(question="")
    Badge.objects.filter(delegate__person=person).update(note="")
    ClearanceOverride.objects.filter(delegate__person=person).update(reason="")
    Clearance.objects.filter(delegate__person=person).update(note="")
    LateChange.objects.filter(delegate__person=person).update(reason="", answer="")
    GuestListAmendment.objects.filter(delegate__person=person).update(reason="")


def _gates(person):
    Presence.objects.filter(badge__delegate__person=person).delete()
    Scan.objects.filter(badge__delegate__person=person).update(badge=None, serial=None)


def _name(person):
    named = {"honorific": "", "native_name": "", "position": "", "organisation": "", "country": "", "languages": []}
    Person.objects.filter(pk=person.pk).update(name=NOBODY, external_id="", **named)
    _events().filter(pgh_obj=person.pk).delete()
    LateChange.objects.filter(delegate__person=person).update(facts={}, before={})
    WaitingEntry.objects.filter(delegate__person=person).update(facts={})


def _account(person):
    """Nobody signs in with it any more; what its user did for others stays done by a user without a name."""
    user = person.user
    if user is None:
        return
    EmailAddress.objects.filter(user=user).delete()
    user.email, user.name, user.timezone, user.is_active = f"erased-{user.pk}@invalid.example", "", "", False
    user.set_unusable_password()
    user.save()
    Person.objects.filter(pk=person.pk).update(user=None)
    _events().filter(pgh_obj=person.pk).update(user=None)


def _events():
    return apps.get_model("forum.PersonEvent").objects


ERASERS: dict[str, Callable[[Person], None]] = {
    G.SECRETS: _secrets,
    G.LETTERS: _letters,
    G.MAILS: _mails,
    G.DECISIONS: _decisions,
    G.GATES: _gates,
    G.CONTACT: _contact,
    G.ACCOUNT: _account,
    G.NAME: _name,
}
"""In the order in which they are done: mails are found by the address, before it goes."""
