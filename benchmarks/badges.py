"""A thousand badges: prepared and printed, photos and flags and both scripts on every one, beside a bare PDF."""

import datetime as dt
import time
from collections.abc import Iterable
from io import BytesIO

import typst
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from benchmarks.bench import Bench
from benchmarks.programme import sample_edition
from benchmarks.rows import Row
from delegations import badge_pdf
from delegations.actions import badge_keys, badges
from delegations.models import Badge, CategoryTerms, Delegate, DelegateStatus, Delegation, Zone
from forum.models import Person

MANY = 1000
COUNTRIES = ["PK", "SA", "CN", "TR", "AU", "CA", "DE", "GB", "KZ", "ZA"]
NOW = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)
BARE = """#set page(width: 86mm, height: 124mm)
#for number in range(1000) [ #if number > 0 { pagebreak() } Sample Delegate #number ]"""


def run(bench: Bench) -> Iterable[Row]:
    edition = sample_edition()
    delegates = _approved(edition)
    badge_keys.make_first(edition, by=None, now=NOW)
    prepared, took = _timed(lambda: badges.prepare_each(edition, delegates, now=NOW).badges)
    yield Row(f"{MANY} badges signed and stored", took, "s", most=5)
    rows = Badge.objects.filter(pk__in=[one.pk for one in prepared])
    rows = list(rows.select_related("delegate__person", "delegate__delegation"))
    badge_pdf.of(edition, rows[:1], form="card")  # fonts are read once in a process
    _unused, floor = _timed(lambda: typst.compile(BARE.encode(), format="pdf"))
    for form in ("card", "sheet"):
        _unused, took = _timed(lambda form=form: badge_pdf.of(edition, rows, form=form))
        yield Row(f"PDF of {MANY} badges, {form}", took, "s", floor, most=5)


def _timed(work):
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def _approved(edition):
    photo = _photo()
    zones = [Zone.objects.create(edition=edition, code=code, name=code, bit=bit) for bit, code in enumerate("ABC")]
    CategoryTerms.objects.create(edition=edition, category="delegate", rank=60).zones.set(zones)
    delegations = [
        Delegation.objects.create(edition=edition, name=f"Sample Delegation of {code}", country=code, quota=MANY)
        for code in COUNTRIES
    ]
    people = Person.objects.bulk_create(
        Person(
            name=f"Sample Delegate {number}",
            native_name=f"نمونہ مندوب {number}",
            position="Director of Minerals",
            organisation="Sample Ministry",
            country=COUNTRIES[number % 10],
            photo=default_storage.save(f"persons/bench-{number}.jpg", ContentFile(photo)),
        )
        for number in range(MANY)
    )
    made = Delegate.objects.bulk_create(
        Delegate(edition=edition, delegation=delegations[number % 10], person=person, status=DelegateStatus.APPROVED)
        for number, person in enumerate(people)
    )
    return [one.pk for one in made]


def _photo():
    """As large as a kept photo may be."""
    kept = BytesIO()
    Image.effect_mandelbrot((960, 1200), (-2, -1.2, 1, 1.2), 60).convert("RGB").save(kept, "JPEG", quality=85)
    return kept.getvalue()
