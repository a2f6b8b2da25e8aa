"""What other systems are told of accreditation and badges."""

import json

import pytest

from delegations.actions import accreditation, badges
from delegations.models import DelegateStatus
from tests.delegations.badge_samples import key
from tests.delegations.missions import NOW, accredited
from tests.webhook_samples import listening, told

pytestmark = pytest.mark.django_db


def test_system_learns_who_may_come_and_which_badges_open_gates(edition, delegate, desk, client):
    listening(edition)
    key(edition)
    by = {"by": desk, "now": NOW}
    accreditation.start_review(delegate, **by)
    accreditation.approve(delegate, **by)
    [first] = badges.prepare_each(edition, [delegate.pk], now=NOW).badges
    [first] = badges.print_all([first], form="card", **by)
    [second] = badges.print_all([first], form="card", **by)
    badges.report_lost(second, **by)
    accreditation.revoke(delegate, reason="Sample reason", **by)
    said = told()
    assert [(kind, facts["id"]) for kind, facts in said] == [
        ("delegate.approved", delegate.public_id),
        ("badge.printed", first.public_id),
        ("badge.ended", first.public_id),
        ("badge.printed", second.public_id),
        ("badge.ended", second.public_id),
        ("delegate.revoked", delegate.public_id),
    ]
    client.force_login(desk)
    for _kind, facts in said:
        assert client.get(facts["url"]).json()["id"] == facts["id"]
    assert "Sample" not in json.dumps(said)


def test_ends_with_the_accreditation_and_costs_the_same_for_many(edition, delegation, desk, django_assert_num_queries):
    listening(edition)
    key(edition)
    people = [accredited(delegation, number, DelegateStatus.APPROVED) for number in (1, 2, 3)]
    paper = badges.print_all(
        badges.prepare_each(edition, [one.pk for one in people], now=NOW).badges, form="card", by=desk, now=NOW
    )
    badges.end_of(people, by=desk, now=NOW)
    ended = [facts["id"] for kind, facts in told() if kind == "badge.ended"]
    assert sorted(ended) == sorted(one.public_id for one in paper)
