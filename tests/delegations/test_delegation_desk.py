"""One delegation in the panel: only what can be done now is offered."""

import pytest
from django.urls import reverse

from delegations.models import DelegateStatus, DelegationStatus
from tests.delegations.missions import accredited, mission


def at(name, delegation):
    return reverse(f"admin:delegations_delegation_{name}", args=[delegation.pk])


@pytest.fixture
def panel(client, desk):
    client.force_login(desk)
    return client


def test_desk_says_for_the_mission_that_its_list_is_complete(panel, delegation, delegate):
    draft = accredited(delegation, 7, DelegateStatus.DRAFT)
    refused = panel.post(at("confirm", delegation), {"csrfmiddlewaretoken": "x"})
    assert "1 person is still a draft" in refused.text
    draft.delete()
    panel.post(at("confirm", delegation), {"csrfmiddlewaretoken": "x"})
    delegation.refresh_from_db()
    assert delegation.status == DelegationStatus.CONFIRMED
    assert at("confirm", delegation) not in panel.get(at("change", delegation)).text


@pytest.mark.parametrize("status", [DelegationStatus.CLOSED, DelegationStatus.WITHDRAWN])
def test_screen_of_a_delegation_that_is_over_names_nobody_and_writes_no_letters(panel, edition, status):
    over = mission(edition, "Sample Mission O", "o@mission.example", status=status)
    page = panel.get(at("change", over)).text
    naming = reverse("delegations:register", args=[edition.slug, over.public_id])
    assert [address in page for address in (naming, at("write", over), at("invite", over))] == [False] * 3
