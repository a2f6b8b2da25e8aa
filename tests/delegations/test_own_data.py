"""One's own data: everything of oneself with its files, nothing of anybody else, each taking written down."""

import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from delegations.actions import confirmation
from delegations.models import Answer, Question, SecretReading
from forum.models import Role
from tests.delegations.missions import NOW, accredited, member
from tests.delegations.test_confirmation import NUMBER, PASSPORT, pdf, picture

pytestmark = pytest.mark.django_db
PAGE, TAKE, API = "/pmif25/portal/my-data/", "/pmif25/portal/my-data/take/", "/api/v1/pmif25/own-data/"


@pytest.fixture
def oneself(delegate, said):
    confirmation.save_document(delegate, PASSPORT, scan=picture(), **said)
    confirmation.save_papers(delegate, {"assignment_letter": pdf()}, **said)
    question = Question.objects.create(edition=delegate.edition, label="Sample question")
    Answer.objects.create(question=question, delegate=delegate, text="Sample answer")
    user = User.objects.create_user(delegate.person.email)
    delegate.person.user = user
    delegate.person.save()
    return user


def taken(client, address=TAKE):
    answer = client.post(address)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    return zipfile.ZipFile(io.BytesIO(answer.getvalue()))


def test_everything_of_oneself_is_in_it_and_taking_it_is_written_down(client, oneself):
    client.force_login(oneself)
    made = taken(client)
    data = json.loads(made.read("data.json"))
    assert (data["document"][0]["number"], data["answers"][0]["text"]) == (NUMBER, "Sample answer")
    assert data["registrations"][0]["delegation"] == "Sample Mission A"
    kept = [name for name in made.namelist() if name.startswith("files/")]
    assert len(kept) == 2
    assert all(made.read(name) for name in kept)
    page = made.read("index.html").decode()
    assert all(word in page for word in (NUMBER, "Sample answer", "Identity document"))
    assert list(SecretReading.objects.values_list("what", "reader")) == [("own data", oneself.pk)]


def test_app_takes_the_same(client, oneself):
    client.force_login(oneself)
    assert json.loads(taken(client, API).read("data.json"))["document"][0]["number"] == NUMBER
    assert SecretReading.objects.count() == 1
    assert client.get(API).status_code == 405


def test_focal_point_gets_nothing_of_the_delegates(client, oneself, focal):
    client.force_login(focal)
    made = taken(client)
    everything = b"".join(made.read(name) for name in made.namelist()).decode()
    assert focal.email in everything
    assert not any(word in everything for word in (NUMBER, "Sample Delegate 1", oneself.email))
    assert SecretReading.objects.count() == 0


def test_page_tells_the_office_that_read_and_not_the_officer(client, edition, delegate, oneself):
    client.force_login(oneself)
    assert "Nobody has read your documents" in client.get(PAGE).content.decode()
    officer = member(edition, Role.ACCREDITATION)
    row = {"person": delegate.person, "edition": edition, "what": "Identity document", "read_at": NOW}
    SecretReading.objects.create(reader=officer, **row)
    with CaptureQueriesContext(connection) as first:
        page = client.get(PAGE).content.decode()
    assert "ccreditation" in page
    assert officer.email not in page
    assert officer.name not in page
    for _number in range(2):
        SecretReading.objects.create(reader=officer, **row)
    with CaptureQueriesContext(connection) as third:
        client.get(PAGE)
    assert len(third) == len(first)


def test_nobody_takes_without_signing_in(client, oneself):
    assert (client.post(TAKE).status_code, client.post(API).status_code) == (302, 401)
    assert SecretReading.objects.count() == 0


def test_other_people_of_the_same_mission_are_not_in_it(client, oneself, delegation):
    accredited(delegation, 2)
    client.force_login(oneself)
    made = taken(client)
    assert b"Sample Delegate 2" not in b"".join(made.read(name) for name in made.namelist())
