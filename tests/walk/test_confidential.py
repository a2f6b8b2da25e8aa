"""Meetings that are not for everybody: what mails, diaries and calendars say of them."""

import pytest

from notifications.models import Message
from scheduling.models import Meeting
from tests.walk.round import MARKS
from tests.walk.stage import UNSAID

pytestmark = pytest.mark.django_db


def test_mails_of_confidential_meetings_do_not_say_what_they_are_about(stage):
    for level, meeting in stage.meetings.items():
        told = Message.objects.filter(about__contains=meeting.public_id)
        words = " ".join(f"{one.facts} {one.calendar}" for one in told)
        assert told
        assert (UNSAID in words) == (level in {"open", "participants"}), level


def test_mails_of_a_hidden_meeting_go_to_its_people_alone(stage):
    meeting = stage.meetings["hidden"]
    attends = set(meeting.attendees.values_list("person__email", flat=True))
    told = set(Message.objects.filter(about__contains=meeting.public_id).values_list("email", flat=True))

    assert attends <= told
    # besides, whoever asked for it and the organiser who answered for the host
    assert told - attends <= {stage.actors["focal A"].email, stage.actors["organiser"].email}


def test_diary_and_its_calendar_are_ones_own(stage, as_):
    for path in ("/pmif25/diary/", "/pmif25/diary.ics", "/api/v1/pmif25/diary/"):
        assert "participants" in as_("delegate A").get(path).content.decode(), path
        for actor in ("stranger", "focal A", "focal B", "organiser"):
            assert not MARKS.search(as_(actor).get(path).content.decode()), (path, actor)


def test_calendar_of_a_diary_keeps_confidential_subjects_to_itself(stage, as_):
    calendar = as_("delegate A").get("/pmif25/diary.ics").content.decode()

    own = Meeting.objects.exclude(starts_at=None).exclude(confidentiality="open")
    assert calendar.count("BEGIN:VEVENT") == own.count() == 3
    assert {level for level, _name in MARKS.findall(calendar) if level} == {"participants"}
