"""How allauth works in this house: nobody signs up, mails wear our layout and speak the reader's language."""

from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string, select_template
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import borrowed_words
from accounts.models import User
from core.errors import DomainError

LANGUAGE_COOKIE_DAYS = 365


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | borrowed_words.ERRORS

    def is_open_for_signup(self, request):
        """Users come from invitations and registrations, never from a form for strangers."""
        return False

    def post_login(self, request, user, **kwargs):
        """After signing in, pages speak the language that the user chose."""
        response = super().post_login(request, user, **kwargs)
        remember_language(response, user.language)
        return response

    def send_mail(self, template_prefix, email, context):
        """Send at once: the reader waits for it. A mail server that fails is a refusal in words, not a 500."""
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException) as error:
            raise DomainError(_("The mail could not be sent just now. Try again in a minute."), code="mail") from error

    def render_mail(self, template_prefix, email, context, headers=None):
        """The mail in the language of whoever reads it, as text and as a page in the layout of all our mails."""
        language = _language_of(email)
        with translation.override(language):
            subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", context).split())
            text = render_to_string(f"{template_prefix}_message.txt", context).strip() + "\n"
            page = select_template([f"{template_prefix}_message.html", "account/email/message.html"])
            html = page.render(context | {"subject": subject, "text": _body(text)})
        headers = {"Content-Language": language, "Auto-Submitted": "auto-generated"} | (headers or {})
        mail = EmailMultiAlternatives(subject, text, self.get_from_email(), [email], headers=headers)
        mail.attach_alternative(html, "text/html")
        return mail


def remember_language(response, language) -> None:
    """Leave the language in the cookie that Django reads on the next page; not one that pages do not have."""
    if language not in dict(settings.LANGUAGES):
        return
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=LANGUAGE_COOKIE_DAYS * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _language_of(email):
    user = User.objects.filter(email__iexact=email).only("language").first()
    return user.language if user else translation.get_language()


def _body(text):
    """The text without its first and its last lines: the page has a letterhead and a foot of its own."""
    return text.partition("\n-- \n")[0].partition("\n")[2].strip()
