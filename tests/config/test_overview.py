"""The panel's start page: what waits for whom, the same as the lists behind it, and what stands next."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from delegations.models import DelegateStatus, LateChange, LateStatus
from forum.actions import sessions
from forum.models import Edition, Role, Session, TeamMember
from forum.slots import Slot
from notifications.models import Message, MessageStatus
from scheduling.models import Confidentiality, Meeting, MeetingStatus
from tests.delegations.missions import accredited, mission

START = dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC)
END = START + dt.timedelta(minutes=30)
DURING = START + dt.timedelta(minutes=10)
AT_THAT_TIME = {"status": MeetingStatus.SCHEDULED, "place": "Sample House", "starts_at": START, "ends_at": END}


def member(edition, role):
    user = User.objects.create_user(f"{role}@majlis.example", name=f"Sample {role}")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    return user


def scheduled(edition, title, slot):
    sessions.schedule(Session.objects.create(edition=edition, title=title), slot, by=None, now=START)


def fill(edition, rows):
    """``rows`` of each thing that waits, and one that does not."""
    delegation = mission(edition, f"Sample Mission {rows}", f"{rows}@mission.example")
    for number in range(rows):
        accredited(delegation, f"{rows}{number}1", DelegateStatus.SUBMITTED)
        accredited(delegation, f"{rows}{number}2", DelegateStatus.IN_REVIEW)
        accredited(delegation, f"{rows}{number}3", DelegateStatus.APPROVED)
        for status in (LateStatus.ASKED, LateStatus.REFUSED):
            late = {"kind": "name", "facts": {"name": f"{rows}{number}"}, "status": status, "asked_at": START}
            LateChange.objects.create(delegation=delegation, **late)
        Session.objects.create(edition=edition, title=f"Sample draft {rows}{number}")
        for status in (MeetingStatus.REQUESTED, MeetingStatus.ACCEPTED, MeetingStatus.DECLINED):
            Meeting.objects.create(edition=edition, subject=f"Sample {status} {rows}{number}", status=status)
        for status in (MessageStatus.FAILED, MessageStatus.SENT):
            told = {"kind": "sample", "about": f"sample:{rows}{number}{status}", "email": "a@mission.example"}
            at = {"created_at": START, "due_at": START, "attempt_at": START}
            Message.objects.create(**told, **at, edition=edition.slug, status=status)


def waiting(client):
    [desk] = client.get("/admin/").context["desks"]
    return {str(one.label): one for one in desk["waiting"]}


def test_numbers_agree_with_the_lists_behind_them(client, edition, organiser):
    fill(edition, 2)
    other = Edition.objects.create(
        slug="other", name="Other", short_name="O", starts_on=dt.date(2026, 4, 8), ends_on=dt.date(2026, 4, 9)
    )
    fill(other, 1)
    client.force_login(organiser)
    found = waiting(client)
    assert {label: one.count for label, one in found.items()} == {
        "Delegates to review": 2,
        "Delegates in review, to decide": 2,
        "Late changes to decide": 2,
        "Meeting requests to answer": 2,
        "Accepted meetings to place": 2,
        "Sessions without a time": 2,
        "Messages that failed": 2,
    }
    for one in found.values():
        answer = client.get(one.url)
        assert (answer.status_code, answer.context["cl"].result_count) == (200, one.count), one


def test_hidden_meeting_counts_for_nobody_who_may_not_see_it(client, edition):
    facts = {"status": MeetingStatus.REQUESTED, "confidentiality": Confidentiality.HIDDEN}
    Meeting.objects.create(edition=edition, subject="Sample", **facts)
    client.force_login(member(edition, Role.MEETINGS))
    assert waiting(client) == {}


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (Role.PROGRAMME, {"Sessions without a time"}),
        (Role.MEETINGS, {"Meeting requests to answer", "Accepted meetings to place"}),
        (Role.ACCREDITATION, {"Delegates to review", "Delegates in review, to decide", "Late changes to decide"}),
        (Role.PROTOCOL, set()),
        (Role.PRESS, set()),
        (Role.VIEWER, set()),
    ],
)
def test_each_role_is_told_what_it_can_do_something_about(client, edition, role, labels):
    fill(edition, 1)
    client.force_login(member(edition, role))
    found = waiting(client)
    assert set(found) == labels
    assert {client.get(one.url).status_code for one in found.values()} <= {200}
    assert ("Nothing waits for you." in client.get("/admin/").text) is not bool(labels)


def test_next_are_sessions_and_meetings_that_the_reader_may_open(client, edition, room, organiser):
    scheduled(edition, "Sample panel", Slot(START, END, room))
    scheduled(edition, "Sample opening", Slot(START - dt.timedelta(hours=1), START, room))
    facts = {"confidentiality": Confidentiality.HIDDEN, **AT_THAT_TIME}
    Meeting.objects.create(edition=edition, subject="Sample talk", **facts)

    def titles(user):
        client.force_login(user)
        page = client.get("/admin/")
        assert "Times in Asia/Karachi." in page.text
        assert "Tue 8 Apr, 11:00" in page.text
        shown = page.context["desks"][0]["upcoming"]
        assert {client.get(one.url).status_code for one in shown} == {200}
        return {one.title for one in shown}

    with time_machine.travel(DURING, tick=False):
        assert titles(organiser) == {"Sample panel", "Sample talk"}
        assert titles(member(edition, Role.PRESS)) == {"Sample panel"}


def test_start_page_asks_as_many_questions_for_three_as_for_one(client, edition, organiser):
    def stand(number):
        scheduled(edition, f"Sample panel {number}", Slot(START, END, place="Sample House"))
        Meeting.objects.create(edition=edition, subject=f"Sample talk {number}", **AT_THAT_TIME)

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        return len(queries)

    with time_machine.travel(DURING, tick=False):
        client.force_login(organiser)
        fill(edition, 1)
        stand(1)
        client.get("/admin/")
        one = count()
        fill(edition, 3)
        stand(2)
        stand(3)
        assert count() == one
    assert one <= 48


def test_archived_edition_waits_for_nobody(client, edition, organiser):
    fill(edition, 1)
    Edition.objects.update(is_archived=True)
    client.force_login(organiser)
    page = client.get("/admin/")
    assert page.context["desks"] == []
    assert "You work in no edition that is open." in page.text


def test_portal_leads_who_works_in_the_panel_to_it(client, edition, organiser):
    fill(edition, 1)
    client.force_login(organiser)
    page = client.get("/pmif25/portal/")
    assert "Open the panel of PMIF25" in page.text
    assert {one.count for one in page.context["waiting"]} == {1}
    assert all(one.url.replace("&", "&amp;") in page.text for one in page.context["waiting"])
    client.force_login(member(edition, Role.GATE))
    assert "Open the panel" not in client.get("/pmif25/portal/").text


def test_portal_of_a_mission_shows_no_panel(client, edition):
    client.force_login(mission(edition, "Sample Mission", "a@mission.example").focal_points.get().user)
    assert "Open the panel" not in client.get("/pmif25/portal/").text
