"""`manage.py import_programme FILE`: takes in a c3voc schedule, XML or JSON."""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from core.errors import DomainError
from forum.actions import imports
from forum.exchange import clock
from forum.exchange.read import read
from forum.exchange.schedule import BadFile
from forum.models import Edition


class Command(BaseCommand):
    help = "Take in a programme from a c3voc schedule file (XML or JSON). A second import of a file updates the first."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        into = parser.add_mutually_exclusive_group()
        into.add_argument("--edition", help="the edition to import into (default: the one with the file's acronym)")
        into.add_argument("--create", action="store_true", help="make the edition from the file, if there is none yet")
        parser.add_argument("--timezone", default="", help="for a file that names none, as in Asia/Karachi")

    def handle(self, *args, **options):
        zone = self._zone(options["timezone"])
        if options["edition"]:
            edition = self._edition(options["edition"])
            zone = zone or edition.zone
        try:
            schedule = read(options["file"], zone=zone)
            with transaction.atomic():
                if not options["edition"]:
                    edition = self._edition_of(schedule, may_create=options["create"], zone_name=options["timezone"])
                outcome = imports.take_in(edition, schedule, by=None, now=timezone.now())
        except BadFile as error:
            raise CommandError("\n".join([str(error), *map(str, error.problems)])) from error
        except DomainError as error:
            raise CommandError(str(error)) from error
        self._tell(edition, outcome)

    def _zone(self, name):
        zone = clock.zone(name) if name else None
        if name and zone is None:
            raise CommandError(f"{name} is no time zone; write one as in Asia/Karachi.")
        return zone

    def _edition(self, slug):
        try:
            return Edition.objects.get(slug=slug)
        except Edition.DoesNotExist as error:
            known = ", ".join(Edition.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no edition {slug}; there are: {known}.") from error

    def _edition_of(self, schedule, *, may_create, zone_name):
        slug = imports.slug_of(schedule)
        edition = Edition.objects.filter(slug=slug).first()
        if edition is None and not may_create:
            raise CommandError(f"There is no edition {slug}. Name one with --edition, or make it with --create.")
        try:
            return edition or imports.create_edition(schedule, zone_name=zone_name)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error

    def _tell(self, edition, outcome):
        made = ", ".join(f"{count} {what}" for what, count in outcome.made.items())
        self.stdout.write(
            f"{edition.name} ({edition.slug}): {outcome.created} sessions created, {outcome.updated} updated, "
            f"{outcome.unchanged} unchanged. New: {made}; {outcome.persons_changed} persons updated."
        )
        self._list("Imported unscheduled, because somebody or some room is taken:", map(str, outcome.conflicts))
        self._list("Kept their time, because they are on, over or cancelled:", outcome.kept)
        self._list("Imported earlier and not in this file any more; they stay as they are:", outcome.missing)

    def _list(self, head, lines):
        lines = list(lines)
        if lines:
            self.stdout.write("\n".join([f"\n{head} ({len(lines)})", *(f"  {line}" for line in lines)]))
