"""What other systems are told of meetings: every change of a placed one, nothing that names anybody."""

import datetime as dt
import json

import pytest

from forum.events import iso
from notifications.models import WebhookEvent
from scheduling.actions import answers, course, placing
from scheduling.models import Confidentiality, Meeting
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, host_of
from tests.webhook_samples import listening, told

pytestmark = pytest.mark.django_db


def test_system_follows_a_meeting_by_ids_and_times_alone(edition, accepted, room, desk, client):
    listening(edition)
    by = {"by": desk, "now": NOW}
    placing.place(accepted, Slot(at(6), at(6, 30), room), **by)
    placing.move(accepted, Slot(at(7), at(7, 30), room), **by)
    placing.unplace(accepted, **by)
    placing.place(accepted, Slot(at(8), at(8, 30), room), **by)
    course.hold(accepted, outcome="Agreed on Secret-Talk", by=desk, now=at(9))
    said = told()
    assert [kind.removeprefix("meeting.") for kind, _facts in said] == ["placed", "moved", "unplaced", "placed", "held"]
    assert [facts["starts_at"] for _kind, facts in said] == [
        iso(at(6)),
        iso(at(7)),
        None,
        *[iso(at(8))] * 2,
    ]
    versions = [facts["version"] for _kind, facts in said]
    assert versions == sorted(versions)
    facts = said[-1][1]
    assert set(facts) == {"id", "version", "status", "starts_at", "ends_at", "url"}
    client.force_login(desk)
    assert client.get(facts["url"]).json()["id"] == accepted.public_id
    whole = json.dumps(said)
    for secret in ("Sample", "minerals", "Secret-Talk", str(room), "@"):
        assert secret not in whole


def test_missed_is_told_and_what_never_had_a_time_is_not(edition, asked, host_focal, placed, desk):
    listening(edition)
    other = asked(subject="Another")
    answers.accept(host_of(other), by=host_focal, now=NOW)
    other.refresh_from_db()
    course.cancel(other, reason="", by=desk, now=NOW)
    course.no_show(placed, reason="The guests", by=desk, now=placed.starts_at + dt.timedelta(minutes=1))
    assert [kind for kind, _facts in told()] == ["meeting.no_show"]


def test_hidden_meeting_is_told_to_no_system(edition, placed, room, desk):
    listening(edition)
    Meeting.objects.update(confidentiality=Confidentiality.HIDDEN)
    placed.refresh_from_db()
    placing.move(placed, Slot(at(7), at(7, 30), room), by=desk, now=NOW)
    course.cancel(placed, reason="", by=desk, now=NOW)
    assert told() == []


def test_refused_change_is_told_to_nobody(edition, placed, room, desk):
    listening(edition)
    with pytest.raises(Exception, match="already there"):
        placing.move(placed, Slot(placed.starts_at, placed.ends_at, room), by=desk, now=NOW)
    assert WebhookEvent.objects.count() == 0
