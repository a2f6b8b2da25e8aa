"""A member of a delegation at the own telephone: from the group code to a draft that the focal point submits."""

import re

from django.core import mail

from delegations.models import Delegate, DelegateStatus
from tests.browser.conftest import PHONE


def test_member_registers_by_a_group_code_on_a_phone(stage, seat):
    page = seat(screen=PHONE)
    page.goto("/pmif25/join/")
    page.get_by_label("Group code").fill("wrong-wrong")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("This code is not known.").first.wait_for()
    page.get_by_label("Group code").fill("SAMPLE-CODE")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Your e-mail address").fill("envoy@mission.example")
    page.get_by_role("button", name="Send me a code").click()
    page.wait_for_url(re.compile("confirm"))
    page.get_by_label("Code").fill(re.search(r"^(\d{4}-\d{4})$", mail.outbox[-1].body, re.MULTILINE)[1])
    page.locator("form .button-primary").first.click()

    page.get_by_label("Name in Latin letters").fill("Sample Envoy")
    page.get_by_label("Position").fill("Counsellor")
    page.get_by_label("Organisation").fill("Sample Embassy")
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_url(re.compile("contact"))
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    draft = Delegate.objects.get(person__name="Sample Envoy")
    page.goto(f"/pmif25/delegates/{draft.public_id}/check/")
    page.get_by_text("A focal point of your delegation looks at this").wait_for()
    assert page.get_by_role("button", name="Submit to the desk").count() == 0
    assert [said for said in page.complaints if "404" not in said] == []

    focal = seat("focal A", screen=PHONE)
    focal.goto(draft.get_absolute_url())
    focal.get_by_role("button", name="Submit to the desk").click()
    focal.get_by_text("Sample Envoy is submitted.").wait_for()
    draft.refresh_from_db()
    assert (draft.status, draft.person.user.email) == (DelegateStatus.SUBMITTED, "envoy@mission.example")
