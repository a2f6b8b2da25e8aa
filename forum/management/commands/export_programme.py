"""`manage.py export_programme EDITION --format xml|json|ics`: the public programme for other systems."""

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from forum.exchange.collect import collect
from forum.exchange.write import CONTENT_TYPES, write
from forum.models import Edition


class Command(BaseCommand):
    help = "Write the public programme of an edition as c3voc schedule XML or JSON, or as iCalendar."

    def add_arguments(self, parser):
        parser.add_argument("edition", help="its short name in addresses")
        parser.add_argument("--format", choices=sorted(CONTENT_TYPES), default="xml")
        parser.add_argument("-o", "--output", type=Path, help="the file to write (default: standard output)")

    def handle(self, *args, **options):
        try:
            edition = Edition.objects.get(slug=options["edition"])
        except Edition.DoesNotExist as error:
            raise CommandError(f"There is no edition {options['edition']}.") from error
        body = write(collect(edition), options["format"], now=timezone.now())
        if options["output"] is None:
            sys.stdout.buffer.write(body)
            return
        try:
            options["output"].write_bytes(body)
        except OSError as error:
            raise CommandError(f"{options['output']}: {error.strerror}") from error
