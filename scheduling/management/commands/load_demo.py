"""``manage.py load_demo``: sample people, delegations and meetings in the demo's edition, plainly named so."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forum.models import Edition
from scheduling.demo.load import load


class Command(BaseCommand):
    help = "Add the demo's samples to PMIF 2025. A second run changes nothing."

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The samples are for a demo. Set DEMO where no real forum is run.")
        edition = Edition.objects.filter(slug="pmif25").first()
        if edition is None:
            raise CommandError("There is no edition pmif25 yet: run load_edition pmif25 first.")
        made = load(edition)
        if not any(made.values()):
            self.stdout.write("The samples were there already.")
        for topic, count in made.items():
            if count:
                self.stdout.write(f"Samples of {topic}: {count} made.")
