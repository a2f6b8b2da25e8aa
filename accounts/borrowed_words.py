"""Sentences of allauth and of Django's passwords that people read on our pages. Named here, they enter our catalogue:
allauth has no Urdu, Django's is unfinished."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

ERRORS = {
    "account_inactive": _("This account is currently inactive."),
    "duplicate_email": _("This email address is already associated with this account."),
    "email_password_mismatch": _("The e-mail and the password do not belong together."),
    "email_taken": _("A user is already registered with this email address."),
    "incorrect_code": _("Incorrect code."),
    "incorrect_password": _("Incorrect password."),
    "invalid_login": _("Invalid login."),
    "too_many_login_attempts": _("Too many attempts. Wait a few minutes, then try again."),
    "same_as_current": _("The new value must be different from the current one."),
    "rate_limited": _("Too many requests. Wait a minute, then try again."),
}

LABELS = [
    _("Email"),
    _("Email address"),
    _("Password"),
    _("Current Password"),
    _("New Password"),
    _("New Password (again)"),
    _("Remember Me"),
    _("Forgot your password?"),
    _("Code"),
    _("Authenticator code"),
    _("Name"),
    _("Passwordless"),
    _("Master key"),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("Use a security key"),
    _("You must type the same password each time."),
    _(
        "Enabling passwordless operation allows you to sign in using just this key, but imposes "
        "additional requirements such as biometrics or PIN protection."
    ),
]

MESSAGES = [
    _("You have signed out."),
    _("Password successfully changed."),
    _("Password successfully set."),
    _("Authenticator app activated."),
    _("Authenticator app deactivated."),
    _("A new set of recovery codes has been generated."),
    _("Security key added."),
    _("Security key removed."),
    _("Signed out of all other sessions."),
    _("Your password has been changed."),
    _("Your password has been set."),
    _("Your email has been confirmed."),
    _("New recovery codes have been generated."),
    _("A new security key has been added."),
    _("A security key has been removed."),
]

LETTERS = [
    _("Authenticator App Activated"),
    _("Authenticator App Deactivated"),
    _("Security Key Added"),
    _("Security Key Removed"),
    _("New Recovery Codes Generated"),
    _("A new set of Two-Factor Authentication recovery codes has been generated."),
    _("Password Changed"),
    _("Password Set"),
    _("Email Changed"),
    _("Email Removed"),
    _("Email Confirmation"),
    _("Your email has been changed from %(from_email)s to %(to_email)s."),
    _("Email address %(deleted_email)s has been removed from your account."),
]

PASSWORDS = [
    _("Your password can’t be too similar to your other personal information."),
    _("Your password can’t be a commonly used password."),
    _("Your password can’t be entirely numeric."),
    _("The password is too similar to the %(verbose_name)s."),
    _("This password is too common."),
    _("This password is entirely numeric."),
    _("You cannot activate two-factor authentication until you have verified your email address."),
    _("Password (again)"),
    ngettext_lazy(
        "Your password must contain at least %(min_length)d character.",
        "Your password must contain at least %(min_length)d characters.",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
]
