"""Who signs in. What a user may do in an edition stands in forum's team and in delegations' focal points."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def create_user(self, email, password=None, **facts):
        """Make a user who signs in by a mailed code; a password is possible, not needed."""
        user = self.model(email=self.normalize_email(email).lower(), **facts)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            user.note_address()
        return user

    def create_superuser(self, email, password=None, **facts):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.NOTICE_LANGUAGES, default="en")
    timezone = models.CharField(_("time zone"), max_length=64, blank=True, help_text=_("As in Asia/Karachi."))
    is_staff = models.BooleanField(_("may open the admin panel"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined at"), default=now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), name="user_email_any_case", violation_error_message=_("This e-mail is in use.")
            )
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self):
        """Asked for by the panel's frame, which writes it above the address."""
        return self.name

    def note_address(self):
        """Let allauth know the address from the beginning; the first code that comes back from it confirms it."""
        self.emailaddress_set.create(email=self.email, primary=True)  # type: ignore[attr-defined] # allauth's relation
