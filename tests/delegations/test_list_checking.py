"""A list against the rules: everything wrong at once, everybody known, in a few queries for any number of rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations import documents
from delegations.models import CategoryQuota, DelegateStatus, IdentityDocument, RegistrationTerms
from delegations.spreadsheets import checking
from delegations.spreadsheets.reading import read
from delegations.spreadsheets.report import Choice
from tests.delegations.lists import BORN, HEADINGS, csv_file, person
from tests.delegations.missions import NOW, accredited

ALL = (*HEADINGS, "category", "language", "languages", "document_country", "document_expires_on", "id")


def checked(delegation, by, rows, choices=None, *, now=NOW):
    return checking.check(read(csv_file(rows, ALL)), choices or {}, delegation, by=by, now=now)


def with_document(delegate, number="U1234567", *, country="TR", born=BORN):
    facts = {"number": number, "country": country, "born_on": born}
    documents.written(IdentityDocument(person=delegate.person), facts).save()
    return delegate


def findings(report):
    return [(line.number, line.finding.sentence, list(line.finding.options)) for line in report.lines if line.finding]


def test_every_error_of_every_row_is_told_at_once(delegation, focal):
    rows = [
        person(1, email="no address", country="Nowhere", birth_date="31/31/1980", category="emperor"),
        person(2),
        person(3, name="", languages="English, Klingon", language="Latin", position="x" * 300),
        person(4, birth_date="2090-01-01", document_number="---", document_expires_on="2024-01-01", category="crew"),
    ]
    report = checked(delegation, focal, rows)
    assert {(one.row, one.column) for one in report.problems} == {
        (2, "email"),
        (2, "country"),
        (2, "birth_date"),
        (2, "category"),
        (4, "name"),
        (4, "languages"),
        (4, "language"),
        (4, "position"),
        (5, "birth_date"),
        (5, "document_number"),
        (5, "document_expires_on"),
        (5, "category"),
    }
    assert all(one.sentence for one in report.problems)
    assert not report.is_ready


def test_words_of_a_cell_are_understood_in_many_ways(delegation, focal):
    rows = [
        person(
            1, country="Türkiye", birth_date="31.12.1980", languages="English; اردو", category="Media", language="ur"
        ),
        person(2, country="TUR", birth_date="31 December 1980", document_number="AB 123456", languages="tr"),
    ]
    report = checked(delegation, focal, rows)
    assert report.problems == []
    first, second = report.lines
    assert (first.facts["country"], first.facts["languages"], first.category) == ("TR", ["en", "ur"], "media")
    assert first.document["born_on"] == second.document["born_on"] == BORN
    assert (second.facts["country"], second.document["country"]) == ("TR", "TR")


def test_duplicates_in_the_list_are_found(delegation, focal):
    rows = [
        person(1, name="Muhammad Yousuf", birth_date=BORN, document_number="U1234567"),
        person(2, name="Somebody Else", document_number="u-123 4567"),
        person(3, name="Mohammed Yusuf", birth_date=BORN),
        person(1, name="Muhammad Yousuf"),
    ]
    delegation.quota = 9
    assert findings(checked(delegation, focal, rows)) == [
        (3, "The same person or document as in row 2.", [Choice.SKIP]),
        (4, "Nearly the same name and the same date of birth as in row 2.", [Choice.SKIP, Choice.APART]),
        (5, "The same person or document as in row 2.", [Choice.SKIP]),
    ]


def test_duplicates_in_the_delegation_are_found(delegation, focal):
    with_document(accredited(delegation, 1, name="Muhammad Yousuf"))
    rows = [
        person(1, name="Muhammad Yousuf", email="delegate1@mission.example"),
        person(2, name="Another Name", document_number="U1234567"),
        person(3, name="Yusuf Mohammed", birth_date=BORN),
    ]
    here = "Muhammad Yousuf is in this delegation already."
    near = "Nearly the name of Muhammad Yousuf of this delegation, and the same date of birth."
    assert findings(checked(delegation, focal, rows)) == [
        (2, here, [Choice.SKIP, Choice.KNOWN]),
        (3, here, [Choice.SKIP, Choice.KNOWN]),
        (4, near, [Choice.SKIP, Choice.KNOWN, Choice.APART]),
    ]


def test_duplicates_in_other_delegations_are_found_and_not_named(delegation, other, focal):
    with_document(accredited(other, 7, name="Muhammad Yousuf"))
    rows = [
        person(1, name="Unlike", document_number="U1234567"),
        person(2, name="Mohammed Yusuf", birth_date=BORN),
        person(3, name="Muhammad Yousuf", email="delegate7@mission.example"),
    ]
    elsewhere = "This person or document is registered with another delegation already."
    near = "Somebody of nearly this name and this date of birth is registered with another delegation."
    found = findings(checked(delegation, focal, rows))
    assert found == [
        (2, elsewhere, [Choice.SKIP]),
        (3, near, [Choice.SKIP, Choice.APART]),
        (4, elsewhere, [Choice.SKIP]),
    ]
    assert other.name not in str(found)


def test_who_has_left_is_no_duplicate(delegation, other, focal):
    accredited(other, 7, DelegateStatus.WITHDRAWN)
    report = checked(delegation, focal, [person(1, name="Sample Delegate 7", email="delegate7@mission.example")])
    assert findings(report) == []
    assert report.is_ready


def test_list_is_ready_once_every_row_is_decided(delegation, focal):
    accredited(delegation, 1)
    rows = [person(1, name="Sample Delegate 1", email="delegate1@mission.example"), person(2)]
    assert not checked(delegation, focal, rows).is_ready
    assert not checked(delegation, focal, rows, {"2": Choice.APART}).is_ready
    assert checked(delegation, focal, rows, {"2": Choice.SKIP}).is_ready
    known = checked(delegation, focal, rows, {"2": Choice.KNOWN})
    assert known.is_ready
    assert (len(known.new), len(known.changes)) == (1, 1)


def test_places_are_counted_for_the_whole_list(delegation, focal):
    CategoryQuota.objects.create(delegation=delegation, category="media", places=1)
    rows = [person(number, category="media" if number > 2 else "") for number in range(1, 5)]
    assert checked(delegation, focal, rows).refusals == [
        "The list has 4 new people, and 3 places are left.",
        "media: the list has 2 people for 1 places of this category.",
    ]
    assert checked(delegation, focal, rows, {"5": Choice.SKIP}).is_ready


def test_second_head_is_refused(delegation, focal):
    report = checked(delegation, focal, [person(1, category="head"), person(2, category="head")])
    assert [(one.row, one.column) for one in report.problems] == [(3, "category")]


def test_deadline_closes_lists_for_missions_and_not_for_the_desk(delegation, focal, desk):
    RegistrationTerms.objects.create(edition=delegation.edition, nominations_close_at=NOW)
    assert "Names were due by" in checked(delegation, focal, [person()]).refusals[0]
    assert checked(delegation, desk, [person()]).is_ready


def test_number_of_somebody_elses_delegate_is_unknown(delegation, other, focal):
    theirs = accredited(other, 5)
    report = checked(delegation, focal, [person(1, id=theirs.public_id)])
    assert [(one.column, one.sentence) for one in report.problems] == [
        ("id", "Nobody in this delegation has this number. Leave it empty for somebody new.")
    ]


@pytest.mark.parametrize("count", [1, 3, 40])
def test_number_of_queries_does_not_grow(delegation, other, focal, count):
    with_document(accredited(delegation, 90))
    with_document(accredited(other, 91), "U7654321")
    rows = [person(number, birth_date=BORN, document_number=f"Z99{number:05}") for number in range(count)]
    sheet = read(csv_file(rows, ALL))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        checking.check(sheet, {}, delegation, by=focal, now=NOW)
    assert len(queries) <= 16
