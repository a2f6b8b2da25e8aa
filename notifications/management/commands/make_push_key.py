"""Makes the key that a server's notifications on devices are signed with."""

from django.core.management.base import BaseCommand

from notifications.push_encryption import new_private_key


class Command(BaseCommand):
    help = "Print a line for the environment. Whoever changes the key later loses every device."

    def handle(self, **_options):
        self.stdout.write(f"VAPID_PRIVATE_KEY={new_private_key()}")
