"""A mission at its telephone, a host, and the desk at its screen: from a name to a meeting with a room."""

import re

import pytest

from delegations.actions import accreditation
from delegations.models import Delegate, DelegateStatus
from scheduling.models import Meeting, MeetingStatus
from tests.browser.conftest import DESK, PHONE
from tests.delegations.lists import csv_file, person
from tests.walk.stage import NOW


def test_focal_point_registers_a_delegate_on_a_phone(stage, seat):
    page = seat("focal A", screen=PHONE)
    page.goto("/pmif25/portal/")
    page.goto(stage.things["delegations"].get_absolute_url() + "register/")
    assert "8 of 10 places are left" in page.content()

    page.get_by_label("Name in Latin letters").fill("Sample Envoy")
    page.get_by_label("Name in own script").fill("نمونہ سفیر")
    page.get_by_label("Position").fill("Counsellor")
    page.get_by_label("Organisation").fill("Sample Embassy")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("E-mail").fill("envoy@mission.example")
    page.get_by_role("button", name="Submit to the desk").click()
    page.wait_for_url(re.compile(r"/delegations/\w+/$"))

    assert "Sample Envoy is submitted. 6 places are left." in page.content()
    found = Delegate.objects.get(person__name="Sample Envoy")
    assert (found.status, found.person.native_name) == (DelegateStatus.SUBMITTED, "نمونہ سفیر")
    assert page.complaints == []


def test_list_with_errors_is_uploaded_mended_and_registered(stage, seat):
    rows = [
        person(1, name="Sample Right"),
        person(2, name="Sample Wrong", country="Nowhere", email="no address"),
        person(3, name="Sample Right", email="envoy1@mission.example"),
    ]
    sent = csv_file(rows, encoding="utf-16", delimiter=";")
    page = seat("focal A", screen=PHONE)
    page.goto(stage.things["delegations"].get_absolute_url())
    page.get_by_role("link", name="Upload a list").click()
    page.get_by_label("Your list").set_input_files({"name": sent.name, "mimeType": "text/csv", "buffer": sent.read()})
    page.get_by_role("button", name="Upload and check").click()
    page.wait_for_url(re.compile(r"/lists/\w+/$"))
    assert page.get_by_role("button", name=re.compile("Register")).count() == 0

    page.get_by_label("Nationality").fill("Türkiye")
    page.get_by_label("E-mail").fill("envoy2@mission.example")
    page.locator("#choice-4").select_option(label="Leave this row out")
    page.get_by_role("button", name="Save and check again").click()
    page.get_by_text("Everything is right").wait_for()
    page.get_by_role("button", name="Register 2 rows").click()
    page.get_by_text("2 people are registered as drafts.").wait_for()

    found = Delegate.objects.filter(person__name__in=["Sample Right", "Sample Wrong"], status=DelegateStatus.DRAFT)
    assert sorted(found.values_list("person__email", flat=True)) == ["envoy1@mission.example", "envoy2@mission.example"]
    assert page.complaints == []


def test_focal_point_answers_the_desk_on_a_phone(stage, seat):
    delegate = stage.things["delegates"]
    accreditation.ask(delegate, question="Which passport, please?", by=stage.actors["accreditation"], now=NOW)

    page = seat("focal A", screen=PHONE)
    page.goto(delegate.get_absolute_url())
    assert "Which passport, please?" in page.content()
    page.get_by_label("Your answer").fill("The diplomatic one.")
    page.get_by_role("button", name=re.compile("Send|answer", re.IGNORECASE)).last.click()
    page.get_by_text("The desk has your answer.").wait_for()

    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.IN_REVIEW
    assert page.complaints == []


def test_meeting_is_asked_for_on_a_phone_and_accepted_by_the_host(stage, seat):
    page = seat("focal A", screen=PHONE)
    page.goto("/pmif25/meetings/request/")
    page.get_by_label("Whom do you want to meet?").select_option(label="Sample Host Ministry")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Kind of meeting").select_option("g2g")
    page.get_by_label("Subject").fill("Copper and what it takes")
    page.get_by_label(re.compile("Sample A1")).check()
    page.get_by_label(re.compile("Sample H1")).check()
    page.locator("form[method=post] button[type=submit].button-primary").click()
    page.get_by_text("Your request is on its way.").wait_for()
    meeting = Meeting.objects.get(subject="Copper and what it takes")
    assert meeting.status == MeetingStatus.REQUESTED

    host = seat("focal H", screen=PHONE)
    host.goto(meeting.get_absolute_url())
    host.get_by_role("link", name="Accept").first.click()
    host.get_by_role("button", name="Accept").click()
    host.get_by_text("Accepted. The desk now finds a time.").wait_for()

    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.ACCEPTED
    assert page.complaints + host.complaints == []


@pytest.mark.parametrize("java_script", [True, False], ids=["htmx", "without JavaScript"])
def test_programme_is_searched(stage, seat, java_script):
    page = seat(screen=DESK, java_script_enabled=java_script)
    page.goto("/pmif25/programme/?view=list")
    page.get_by_label("Search").fill("nothing of that name")
    page.get_by_label("Search").press("Enter")
    page.wait_for_url(re.compile("q=nothing"))
    assert page.get_by_text("Sample Opening").count() == 0

    page.get_by_label("Search").fill("opening")
    page.get_by_label("Search").press("Enter")
    page.wait_for_url(re.compile("q=opening"))
    page.get_by_text("Sample Opening").first.wait_for()
    assert page.complaints == []


def test_language_is_switched_where_one_stands(stage, seat):
    page = seat("focal A", screen=PHONE)
    page.goto("/pmif25/programme/")
    assert page.locator("html").get_attribute("dir") == "ltr"
    page.get_by_role("button", name="اردو").first.dispatch_event("click")
    page.locator("html[dir=rtl]").wait_for(state="attached")

    assert page.url.endswith("/pmif25/programme/")
    assert page.locator("html").get_attribute("lang") == "ur"
    assert page.complaints == []
