"""Sends one mail the way that every other goes: through the outbox, the worker and the mail server."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from core.errors import InvalidInput
from notifications import notices
from notifications.outbox import Recipient
from notifications.rendering import sender


class Command(BaseCommand):
    help = "Queue a mail that says only that mail arrives."

    def add_arguments(self, parser):
        parser.add_argument("address")
        parser.add_argument("--language", default="en")
        parser.add_argument("--timezone", default="", help="the recipient's, as in Asia/Karachi")

    def handle(self, *, address, language, timezone, **_options):
        house = {"name": settings.SITE_NAME, "short_name": settings.SITE_NAME, "slug": ""}
        house |= {"timezone": settings.TIME_ZONE, "contact_email": sender()}
        moment = now()
        recipient = Recipient(address, language=language, timezone=timezone)
        try:
            notices.delivery_test(recipient, edition=house, key=moment.isoformat(), now=moment)
        except InvalidInput as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Queued. A worker sends it to {settings.EMAIL_HOST}:{settings.EMAIL_PORT} within seconds.")
