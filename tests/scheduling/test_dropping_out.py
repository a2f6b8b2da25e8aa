"""The desk learns of meetings that a delegation or an attendee has dropped out of."""

import pytest

from delegations.actions import registration, standing
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus
from scheduling import dropping_out
from scheduling.actions import course
from scheduling.models import Meeting
from tests.scheduling.meeting_samples import NOW

pytestmark = pytest.mark.django_db


def short():
    return list(dropping_out.short_of_somebody(Meeting.objects.all()))


def test_meeting_of_a_delegation_that_withdraws_is_told_until_it_is_called_off(
    client, placed, embassy, desk, organiser
):
    assert short() == []
    Delegation.objects.filter(pk=embassy.pk).update(status=DelegationStatus.CONFIRMED)
    standing.withdraw(embassy, reason="Sample reason", by=organiser, now=NOW)
    assert short() == [placed]
    client.force_login(desk)
    [start] = client.get("/admin/").context["desks"]
    [told] = [one for one in start["waiting"] if "dropped out" in str(one.label)]
    answer = client.get(told.url)
    assert (told.count, answer.context["cl"].result_count) == (1, 1)
    course.cancel(placed, reason="The delegation stays away.", by=desk, now=NOW)
    assert short() == []


def test_attendee_who_withdraws_is_missed_until_accredited_elsewhere(placed, ministry, envoy, organiser):
    mine = Delegate.objects.get(person=envoy)
    assert short() == []
    registration.withdraw(mine, by=organiser, now=NOW)
    assert short() == [placed]
    Delegate.objects.create(edition=ministry.edition, delegation=ministry, person=envoy, status=DelegateStatus.APPROVED)
    assert short() == []
