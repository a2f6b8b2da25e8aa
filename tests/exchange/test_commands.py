"""The two commands, from a file to a file, also with a whole conference."""

import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from lxml import etree

from benchmarks import generated
from forum.models import Edition, Session
from tests.exchange.documents import DATA, document, event

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command(*map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    """Writes events into a file."""

    def write(*events, **more):
        path = tmp_path / "schedule.xml"
        path.write_bytes(document(*events, **more))
        return path

    return write


def test_import_creates_the_edition_and_says_what_it_did(file):
    path = file(event("1", people=[(1, "Sample Speaker 1")]))
    said = run("import_programme", path, "--create")
    assert said == (
        "Sample Forum (pmif25): 1 sessions created, 0 updated, 0 unchanged. "
        "New: 1 rooms, 0 tracks, 1 persons; 0 persons updated.\n"
    )
    assert Edition.objects.get().timezone == "Asia/Karachi"


def test_import_a_second_time_says_that_nothing_changed(file):
    path = file(event("1"))
    run("import_programme", path, "--create")
    assert "0 sessions created, 0 updated, 1 unchanged" in run("import_programme", path, "--create")


def test_import_lists_conflicts(file, edition):
    said = run("import_programme", file(event("1"), event("2")), "--edition", edition.slug)
    assert "  line 7: “Sample session 2”: Hall A is taken then by “Sample session 1”." in said


def test_import_of_a_bad_file_lists_every_problem_and_writes_nothing(file):
    with pytest.raises(CommandError) as refusal:
        run("import_programme", file(event("1"), event("2", title=None), event("3", length="x")), "--create")
    assert str(refusal.value).splitlines() == [
        "The file has 2 problems; nothing of it was imported.",
        "line 7: title: The event has no title.",
        "line 8: duration: “x” is no length as HH:MM.",
    ]
    assert not Edition.objects.exists()


def test_import_without_an_edition_says_how_to_name_one(file):
    with pytest.raises(CommandError, match="--create"):
        run("import_programme", file(event("1")))


def test_import_into_an_unknown_edition_names_the_known(file, edition):
    with pytest.raises(CommandError, match="there are: pmif25"):
        run("import_programme", file(event("1")), "--edition", "pmif26")


def test_import_asks_for_a_zone_that_nothing_tells(file):
    path = file(event("1", date="2025-04-08T10:00:00+05:30"), conference="<version/>")
    with pytest.raises(CommandError, match="--timezone Asia/Karachi"):
        run("import_programme", path, "--create")
    run("import_programme", path, "--create", "--timezone", "Asia/Kolkata")
    assert Edition.objects.get().timezone == "Asia/Kolkata"


def test_unknown_zone_is_refused(file):
    with pytest.raises(CommandError, match="no time zone"):
        run("import_programme", file(event("1")), "--create", "--timezone", "Mars/Olympus")


def test_export_of_an_unknown_edition_is_refused():
    with pytest.raises(CommandError, match="no edition nowhere"):
        run("export_programme", "nowhere")


def test_whole_conference_goes_in_twice_and_comes_out_valid(tmp_path):
    """FOSDEM 2025 where FOSDEM_SCHEDULE names it or it lies beside the checkout, else an invented one of its size."""
    named = os.environ.get("FOSDEM_SCHEDULE")
    path = Path(named) if named else generated.fosdem(tmp_path)
    count = path.read_text(encoding="utf-8").count("<event ")
    assert f"{count} sessions created, 0 updated" in run("import_programme", path, "--create")
    assert f"0 sessions created, 0 updated, {count} unchanged" in run("import_programme", path, "--create")
    edition = Edition.objects.get()
    out = tmp_path / "out.xml"
    run("export_programme", edition.slug, "--format", "xml", "-o", out)
    written = etree.parse(out)
    etree.XMLSchema(etree.parse(DATA / "schema" / "schedule.xml.xsd")).assertValid(written)
    assert len(written.findall("day/room/event")) == count == Session.objects.count()


def test_generated_conference_is_as_large_as_the_real_one(tmp_path, monkeypatch):
    monkeypatch.setattr(generated, "FOSDEM", tmp_path / "nothing.xml")
    said = run("import_programme", generated.fosdem(tmp_path), "--create")
    assert "1120 sessions created" in said
    assert "Imported unscheduled" not in said
