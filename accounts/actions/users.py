"""Who has an account: making it for an invited address, changing the address, closing and opening."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import InvalidInput


def of_address(email, *, name="", language="en") -> User:
    """The user who signs in with ``email``, made if there is none. No mail leaves; the invitation is another's verb."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    return user or User.objects.create_user(email.strip(), name=name, language=language)


def change_address(user, email) -> None:
    """Give the user another address to sign in with; the old one, with its devices, opens nothing any more.

    Raises InvalidInput when somebody else has the address.
    """
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        raise InvalidInput(_("Another user signs in with this address."), field="email")
    with transaction.atomic():
        EmailAddress.objects.filter(user=user).delete()
        user.email = email
        user.save(update_fields=["email"])
        user.note_address()
        _end_sessions(user)


def close(user) -> None:
    """Sign the user out everywhere and let nobody in with the account."""
    with transaction.atomic():
        user.is_active = False
        user.save(update_fields=["is_active"])
        _end_sessions(user)


def open_again(user) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])


def _end_sessions(user):
    for session in UserSession.objects.filter(user=user):
        session.end()
