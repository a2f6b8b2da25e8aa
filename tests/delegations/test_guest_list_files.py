"""A version of a guest list as PDF and workbook: for whom the version is, in their language, with number and digest."""

import pytest
from django.urls import reverse

from accounts.models import User
from core import workbooks
from delegations import guest_list_files
from delegations.actions import guest_lists
from forum.models import Role
from tests.delegations import guest_samples
from tests.delegations.missions import NOW, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(edition):
    return guest_samples.office(edition)


@pytest.fixture
def opening(office, delegation):
    return guest_samples.opening(delegation, office)


@pytest.fixture
def version(opening, edition):
    guest_samples.rename(opening[1][0], native_name="نمونہ مندوب", country="PK")
    return guest_samples.freeze(opening[0], member(edition, Role.PROTOCOL), note="for the office")


def at(version, name):
    return reverse(f"clearance:{name}", args=["pmif25", version.public_id])


def cells(made):
    sheets = workbooks.read(made, most_sheets=2, most_rows=50, most_columns=20)
    return [[[cell.text if cell else "" for cell in row] for row in sheet] for sheet in sheets]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_reader_gets_a_pdf_in_either_language(client, version, office, language):
    client.force_login(guest_samples.reader(office))
    made = client.get(at(version, "guest-list-pdf"), headers={"accept-language": language})
    assert made["Content-Type"] == "application/pdf"
    assert made["Content-Disposition"] == 'attachment; filename="pmif25-guest-list-sample-opening-v1.pdf"'
    assert made.content.startswith(b"%PDF-")
    assert "no-store" in made["Cache-Control"]


def test_workbook_has_everybody_and_says_which_version_it_is(client, version, office, opening):
    guest_lists.erase(opening[1][2], now=NOW)
    client.force_login(guest_samples.reader(office))
    made = client.get(at(version, "guest-list-workbook"))
    everybody, about = cells(made.content)
    assert everybody[0][:4] == ["No.", "Name", "Name in own script", "Position"]
    assert everybody[1][:9] == [
        "1",
        "Sample Delegate 1",
        "نمونہ مندوب",
        "Director",
        "Sample Ministry",
        "Pakistan",
        "Sample Mission A",
        "Delegate",
        "–",
    ]
    assert everybody[3][:2] == ["3", "erased"]
    facts = dict(row[:2] for row in about if len(row) > 1)
    assert facts["Digest"] == version.digest
    assert facts["Verify at"] == guest_list_files.address_of(version)
    assert facts["Names"] == "3 names"
    assert facts["Note"] == "for the office"


def test_nobody_else_gets_them(client, version, focal, edition):
    for user in (focal, member(edition, Role.GATE), User.objects.create_user("nobody@majlis.example")):
        client.force_login(user)
        for name in ("guest-list-pdf", "guest-list-workbook"):
            assert client.get(at(version, name)).status_code == 404
