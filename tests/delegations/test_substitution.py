"""Somebody else in a delegate's place: the place stays, nothing of the approval does."""

import datetime as dt

import pytest
from django.urls import reverse

from core.errors import DomainError, InvalidInput
from core.models import StatusChange
from delegations.actions import badge_keys, badges, registration
from delegations.models import Badge, CategoryQuota, Delegate, DelegateStatus, RegistrationTerms
from tests.delegations.missions import NOW, accredited, facts


@pytest.fixture
def media(delegation):
    """An approved delegate in a full category of a full delegation."""
    delegation.quota = 1
    delegation.save()
    CategoryQuota.objects.create(delegation=delegation, category="media", places=1)
    made = accredited(delegation, status=DelegateStatus.APPROVED)
    Delegate.objects.filter(pk=made.pk).update(category="media")
    made.refresh_from_db()
    return made


def test_place_and_category_stay_and_the_approval_does_not(media, focal):
    new = registration.substitute(media, facts(2), by=focal, now=NOW)
    media.refresh_from_db()
    assert (new.category, new.status, new.replaces) == ("media", "submitted", media)
    assert (media.status, media.replaced_by) == ("withdrawn", new)
    assert StatusChange.objects.of(media).get().reason == "Replaced by Sample Delegate 2."
    assert Delegate.objects.in_the_count().get() == new


def test_badge_of_the_former_ends(media, focal, desk):
    badge_keys.make_first(media.edition, by=desk, now=NOW)
    badges.prepare(media, now=NOW)
    registration.substitute(media, facts(2), by=focal, now=NOW)
    assert Badge.objects.get().status == "revoked"


def test_draft_is_followed_by_a_draft(delegation, focal):
    draft = registration.draft(delegation, facts(1, category="head"), by=focal, now=NOW)
    new = registration.substitute(draft, {"name": "Sample Delegate 2"}, by=focal, now=NOW)
    delegation.refresh_from_db()
    assert (new.status, delegation.head) == ("draft", new)


def test_incomplete_newcomer_leaves_everything_as_it_was(media, focal):
    with pytest.raises(InvalidInput, match="fill in"):
        registration.substitute(media, {"name": "Sample Delegate 2"}, by=focal, now=NOW)
    media.refresh_from_db()
    assert (media.status, Delegate.objects.count()) == ("approved", 1)


def test_refuses_who_is_out_the_same_person_and_somebody_registered(media, delegation, other, focal):
    accredited(other, 3)
    with pytest.raises(InvalidInput, match="has this place already"):
        registration.substitute(media, facts(1), by=focal, now=NOW)
    with pytest.raises(DomainError, match="registered for PMIF25 already"):
        registration.substitute(media, facts(3), by=focal, now=NOW)
    registration.withdraw(media, by=focal, now=NOW)
    with pytest.raises(DomainError, match="nothing can be changed"):
        registration.substitute(media, facts(2), by=focal, now=NOW)


def test_after_the_names_are_due_only_the_desk_substitutes(media, delegation, focal, desk):
    RegistrationTerms.objects.create(edition=delegation.edition, nominations_close_at=NOW)
    late = NOW + dt.timedelta(days=1)
    with pytest.raises(DomainError, match="Names were due"):
        registration.substitute(media, facts(2), by=focal, now=late)
    assert registration.substitute(media, facts(2), by=desk, now=late).status == "submitted"


def test_page_names_somebody_else(client, media, focal):
    client.force_login(focal)
    page = reverse("delegations:substitute", args=["pmif25", media.public_id])
    assert page in client.get(media.get_absolute_url()).text
    assert "opens nothing any more" in client.get(page).text
    who = {name: value for name, value in facts(2).items() if name != "email"}
    answer = client.post(page, who)
    new = Delegate.objects.in_the_count().get()
    assert answer["Location"] == reverse("delegations:contact", args=["pmif25", new.public_id])
    assert "Replaced by Sample Delegate 2." in client.get(media.get_absolute_url()).text


def test_api_names_somebody_else(client, media, focal):
    client.force_login(focal)
    path = f"/api/v1/pmif25/delegates/{media.public_id}/substitute/"
    answer = client.post(path, facts(2), content_type="application/json")
    told = answer.json()
    assert (answer.status_code, told["replaces"], told["status"]) == (201, media.public_id, "submitted")
