"""The public page of a version: one of three answers, and no name."""

import pgtrigger
import pytest
from django.core.cache import cache

from delegations.models import GuestListVersion
from delegations.web.verifying_lists import LookingUpLists
from forum.models import Role
from tests.delegations import guest_samples
from tests.delegations.missions import member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh():
    cache.clear()


@pytest.fixture
def opening(edition, delegation):
    return guest_samples.opening(delegation, guest_samples.office(edition))


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


@pytest.fixture
def version(opening, protocol):
    return guest_samples.freeze(opening[0], protocol, note="for the office")


def at(version):
    return f"/pmif25/guest-lists/{version.public_id}/"


def tamper(version):
    """As somebody does who owns the database and drops its guard."""
    with pgtrigger.ignore("delegations.GuestListEntry:frozen"):
        version.entries.update(name="Somebody else")


def test_version_as_it_was_signed_is_said_to_anybody_without_names(client, version):
    page = client.get(at(version))
    assert page.status_code == 200
    for words in ("This version is as it was signed", "Sample opening", version.digest, "Asia/Karachi"):
        assert words in page.text
    for secret in ("Sample Delegate", "Sample Mission A", "for the office", "Sample protocol", "not the newest"):
        assert secret not in page.text
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in page["Cache-Control"]


def test_changed_version_does_not_hold(client, version):
    tamper(version)
    page = client.get(at(version)).text
    assert "This version was changed after it was signed" in page
    assert "This version is as it was signed" not in page


def test_key_that_is_not_trusted_is_said_apart_and_not_of_what_was_changed(client, version):
    type(version.key).objects.filter(pk=version.key_id).update(is_trusted=False)
    assert "a key that is not trusted any more" in client.get(at(version)).text
    tamper(version)
    assert "was changed after it was signed" in client.get(at(version)).text


def test_older_version_names_the_newest(client, version, opening, protocol):
    guest_samples.withdraw(opening[1][0])
    guest_samples.freeze(opening[0], protocol)
    page = client.get(at(version)).text
    assert "This version is as it was signed" in page
    assert "version 2 is out" in page


def test_unknown_version_is_no_list_and_guessing_is_slowed_down(client, version, monkeypatch):
    monkeypatch.setattr(LookingUpLists, "rate", "2/min")
    for unknown in ("a" * 16, "b" * 16):
        assert "There is no such list" in client.get(f"/pmif25/guest-lists/{unknown}/").text
    late = client.get(at(version))
    assert late.status_code == 429
    assert 1 <= int(late["Retry-After"]) <= 61
    assert version.digest not in late.text
    assert GuestListVersion.objects.count() == 1


def test_page_is_only_read(client, version):
    assert client.post(at(version)).status_code == 405
