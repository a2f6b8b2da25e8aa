"""A list of 2,000 people: uploaded, checked against as many known ones, and registered."""

import datetime as dt
import io
import time
from collections.abc import Iterable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from accounts.models import User
from benchmarks.bench import Bench
from benchmarks.rows import Row
from delegations.actions import lists
from delegations.models import Delegate, Delegation, DelegationStatus, FocalPoint
from forum.models import Edition, Person

COUNT = 2000
HEADINGS = ["Name", "Position", "Organisation", "Nationality", "E-mail", "Date of birth", "Passport number"]
GIVEN = ["Muhammad", "Ayesha", "Yusuf", "Fatima", "Weiming", "Olga", "Şükrü", "Ingrid", "Kofi", "Noor"]
FAMILY = ["Khan", "Malik", "Öztürk", "Petrov", "Zhang", "Al-Zahra", "Hansen", "Mensah", "Ahmed", "Silva"]


def run(bench: Bench) -> Iterable[Row]:
    starts_on = dt.date.today() + dt.timedelta(days=60)  # noqa: DTZ011 - whichever day
    edition = Edition.objects.create(slug="bench", name="Bench", short_name="B", starts_on=starts_on, ends_on=starts_on)
    one, other = (_mission(edition, name) for name in ("Sample Mission A", "Sample Mission B"))
    _registered(other, _workbook("B"))
    data, begun = _workbook("A"), time.perf_counter()
    upload, checked_s = _checked(one, data)
    lists.register(upload, by=upload.owner, now=timezone.now())
    ours = time.perf_counter() - begun
    yield Row(f"list of {COUNT:,}: uploaded, checked, registered", ours, "s", _bare_s(edition, data), most=10)
    yield Row(f"list of {COUNT:,}: upload and preview", checked_s, "s", most=10)
    yield Row("people registered by it", one.delegates.count(), exactly=COUNT)


def _mission(edition, name):
    status = DelegationStatus.REGISTERING
    made = Delegation.objects.create(edition=edition, name=name, country="TR", quota=COUNT + 10, status=status)
    user = User.objects.create_user(f"{name[-1].lower()}@mission.example")
    FocalPoint.objects.create(delegation=made, user=user, is_primary=True)
    return made


def _checked(delegation, data):
    begun, now = time.perf_counter(), timezone.now()
    by = delegation.focal_points.get().user
    upload = lists.take_in(delegation, SimpleUploadedFile("list.xlsx", data), by=by, now=now)
    report = lists.report_of(upload, now=now)
    assert report.is_ready, (report.refusals, report.problems[:3], [line.finding for line in report.undecided[:3]])
    return upload, time.perf_counter() - begun


def _registered(delegation, data):
    upload, _seconds = _checked(delegation, data)
    lists.register(upload, by=upload.owner, now=timezone.now())


def _workbook(letter):
    book = Workbook()
    book.active.append(HEADINGS)
    for number in range(COUNT):
        others = 5 if letter == "B" else 0
        name = f"{GIVEN[(number + others) % 10]} {FAMILY[(number // 10 + others) % 10]} {_word(number * 3 + others)}"
        born = dt.date(1950, 1, 1) + dt.timedelta(days=number * 7)
        address = f"person{number}.{letter.lower()}@mission.example"
        row = [name, "Director", "Sample House", "Türkiye", address, born, f"{letter}{number:08}"]
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _word(number):
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:05}")


def _bare_s(edition, data):
    """Reading the cells, and inserting as many persons and delegates, without looking at anything."""
    begun = time.perf_counter()
    rows = list(load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(min_row=2, values_only=True))
    bare = Delegation.objects.create(edition=edition, name="Bare", quota=COUNT)
    people = Person.objects.bulk_create(Person(name=row[0], position=row[1], country="TR") for row in rows)
    Delegate.objects.bulk_create(Delegate(edition=edition, delegation=bare, person=person) for person in people)
    return time.perf_counter() - begun
