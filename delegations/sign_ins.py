"""The accounts behind people's addresses: whoever reads the mail there signs in by a mailed code."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import InvalidInput
from forum.models import Person


def user_at(email: str, *, name: str = "", language: str = "en") -> User:
    """The user who signs in with ``email``, made if there is none. Raises InvalidInput (field ``email``)."""
    email = email.strip().lower()
    try:
        validate_email(email)
        User._meta.get_field("email").run_validators(email)  # noqa: SLF001 - its length too
    except ValidationError as error:
        raise InvalidInput(error.messages[0], field="email") from error
    try:
        with transaction.atomic():
            return User.objects.filter(email__iexact=email).get()
    except User.DoesNotExist:
        return _made(email, name=name, language=language)


def link(person: Person, *, by) -> None:
    """Let whoever reads the person's mail follow the accreditation: the user at that address becomes this person.

    Nobody loses what they have: a user who is somebody already (one mailbox for a whole mission) stays that. A link to
    another address than the person's is taken away, unless the person made the change.
    """
    user = person.user
    if user and user != by and user.email.lower() != person.email.lower():
        person.user = None
        person.save(update_fields=["user"])
    if not person.email or person.user_id:
        return
    user = user_at(person.email, name=person.name, language=person.language)
    if not Person.objects.filter(user=user).exists():
        person.user = user
        person.save(update_fields=["user"])


def _made(email, *, name, language):
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name, language=language)
    except IntegrityError:  # somebody invited the same address in this moment
        return User.objects.get(email__iexact=email)


def refuse_deactivated(user: User) -> None:
    """Raise InvalidInput for an account that may not sign in any more."""
    if not user.is_active:
        raise InvalidInput(_("This address belongs to an account that was closed."), field="email")
