"""``manage.py load_edition pmif25``: the public facts of an edition, from data/<slug>/."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from scheduling.loading.load import BadFacts, load


class Command(BaseCommand):
    help = "Load an edition's facts. A second run changes nothing; bad rows are all named and nothing is written."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the folder below data/, as in pmif25")
        parser.add_argument("--folder", type=Path, help="another folder with the same sheets")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")

    def handle(self, *args, slug, folder, dry_run, **options):
        folder = folder or settings.BASE_DIR / "data" / slug
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            report = load(folder, code=slug.upper(), now=timezone.now(), dry_run=dry_run)
        except BadFacts as bad:
            for problem in bad.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(bad.problems)} problems; nothing was written.") from None
        for line in report.lines() + report.remarks:
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("Dry run: nothing was written.")
        elif report.changed_nothing:
            self.stdout.write("Nothing changed: everything was there already.")
