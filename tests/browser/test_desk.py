"""The desk places a meeting in the panel: what is taken is refused with the nearest ways out, what is free is done."""

import re

from scheduling.actions import answers
from scheduling.models import MeetingStatus, PartySide
from tests.browser.conftest import DESK
from tests.walk.stage import NOW


def test_desk_is_refused_a_taken_time_and_places_at_a_free_one(stage, seat):
    meeting = stage.things["meetings"]
    answers.accept(meeting.parties.get(side=PartySide.HOST), by=stage.actors["meetings"], now=NOW)

    page = seat("meetings", screen=DESK)
    page.goto(f"/admin/scheduling/meeting/{meeting.pk}/place/")
    page.get_by_label("Day").fill("2025-04-08")
    page.get_by_label("Begins at").fill("11:00")
    page.get_by_label("Room", exact=True).select_option(label="Sample Hall (100), Sample Centre")
    page.get_by_role("button", name="Place", exact=True).click()
    page.get_by_text("Free instead").wait_for()
    assert "Taken at that time" in page.content()
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.ACCEPTED

    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Place", exact=True).click()
    page.wait_for_url(re.compile(r"/change/$"))
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.SCHEDULED
    assert meeting.starts_at.hour != 6
    assert page.complaints == []
