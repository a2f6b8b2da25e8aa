"""Mails about an account: what was changed, said in the language of whose account it is."""

import re

import pytest
from allauth.account.adapter import get_adapter

from accounts.models import User

LETTERS = [
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
    "mfa/email/recovery_codes_generated",
    "account/email/password_changed",
    "account/email/password_set",
    "account/email/email_changed",
    "account/email/email_deleted",
]
GIVEN = {"ip": "", "user_agent": "", "from_email": "", "to_email": "", "deleted_email": ""}


@pytest.mark.parametrize("letter", LETTERS)
def test_letter_about_an_account_is_urdu_for_who_reads_urdu(delegate, letter):
    User.objects.filter(pk=delegate.pk).update(language="ur")
    mail = get_adapter().render_mail(letter, delegate.email, dict(GIVEN))
    assert re.findall(r"[A-Za-z]{3,}", f"{mail.subject} {mail.body}".replace("Majlis", "")) == []
    assert mail.extra_headers["Content-Language"] == "ur"
    assert "ignore the code" not in mail.body
