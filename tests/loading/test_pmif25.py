"""The public facts of PMIF 2025, loaded whole."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from delegations.models import Delegation
from forum.models import Edition, Exhibitor, Session

FACTS = settings.BASE_DIR / "data" / "pmif25"


def load(*arguments) -> str:
    out = StringIO()
    call_command("load_edition", "pmif25", *arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path) -> Path:
    return Path(shutil.copytree(FACTS, tmp_path / "pmif25"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(folder: Path) -> str:
    out = StringIO()
    with pytest.raises(CommandError, match="nothing was written"):
        call_command("load_edition", "pmif25", "--folder", folder, stderr=out)
    assert not Edition.objects.exists()
    return out.getvalue()


@pytest.mark.django_db
def test_load_places_an_exhibitor_in_its_booth_and_refuses_one_that_there_is_not(folder):
    change(folder / "exhibitors.csv", "Tang Kaur results,,", "Tang Kaur results,Booth 999,")
    assert "exhibitors.csv:13: booth: no room is called “Booth 999”" in refused(folder)
    change(folder / "exhibitors.csv", "Booth 999", "Exhibition hall")
    call_command("load_edition", "pmif25", "--folder", folder, stdout=StringIO())
    assert Exhibitor.objects.get(external_id="EXH-12").room.name == "Exhibition hall"


@pytest.mark.django_db
def test_load_dry_run_writes_nothing():
    assert load("--dry-run").endswith("Dry run: nothing was written.\n")
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_load_names_every_bad_cell_at_once(folder):
    change(folder / "programme.csv", "2025-03-21,1", "21 March,1")
    change(folder / "delegations.csv", "DEL-TR,PMIF25,TR", "DEL-TR,PMIF25,XX")
    change(folder / "speakers.csv", "PER-045", "PER-999")
    change(folder / "mous.csv", "MOU-02", "MOU-01")
    said = refused(folder)
    assert "programme.csv:2: date: “21 March” is no date as in 2025-04-08" in said
    assert "country: “XX” is no country code of ISO 3166" in said
    assert "person_id: no person is called “PER-999”" in said
    assert "mous.csv:3: mou_id: “MOU-01” stands in line 2 already" in said


@pytest.mark.django_db
def test_load_refuses_a_slot_that_ends_before_it_starts(folder):
    change(folder / "programme.csv", "2025-04-08T10:20:00+05:00", "2025-04-08T09:20:00+05:00")
    assert "slot_end_inferred: it ends before it starts" in refused(folder)


@pytest.mark.django_db
def test_load_refuses_a_slot_outside_the_edition(folder):
    change(folder / "programme.csv", "2025-04-08T10:00:00+05:00", "2025-06-08T10:00:00+05:00")
    change(folder / "programme.csv", "2025-04-08T10:20:00+05:00", "2025-06-08T10:20:00+05:00")
    assert "this lies outside" in refused(folder)


@pytest.mark.django_db
def test_load_leaves_an_archived_edition_as_it_was(edition):
    Edition.objects.update(is_archived=True, city="Sample City")
    with pytest.raises(CommandError, match="nothing was written"):
        load()
    assert Edition.objects.get().city == "Sample City"
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_load_refuses_a_missing_column(folder):
    change(folder / "projects.csv", "project_name", "projekt_name")
    assert "projects.csv:1: project_name: this column is missing" in refused(folder)


@pytest.mark.django_db
def test_load_refuses_a_file_in_another_encoding(folder):
    (folder / "meetings.csv").write_bytes((folder / "meetings.csv").read_bytes() + b"\xff\xfe")
    assert "meetings.csv:0: row: is not UTF-8" in refused(folder)


@pytest.mark.django_db
def test_load_keeps_what_the_desks_have_changed():
    load()
    delegation = Delegation.objects.get(external_id="DEL-TR")
    Delegation.objects.filter(pk=delegation.pk).update(quota=30)
    load()
    delegation.refresh_from_db()
    assert delegation.quota == 30
