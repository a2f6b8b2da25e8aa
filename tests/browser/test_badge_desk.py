"""The accreditation desk approves a delegate and prints the badge, and a gate without network opens for it."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from delegations.actions import devices
from delegations.models import Badge, BadgeStatus, CategoryTerms, DelegateStatus, Device
from forum.models import Edition
from tests.browser.conftest import DESK
from tests.browser.test_gate import IN_CHARGE, scan
from tests.delegations import gates


@pytest.fixture
def today(stage):
    """The forum is on: its badges hold now."""
    day = timezone.now().date()
    Edition.objects.filter(pk=stage.edition.pk).update(starts_on=day, ends_on=day + dt.timedelta(days=1))
    stage.edition.refresh_from_db()


@pytest.fixture
def door(stage, today):
    opens = gates.zone(stage.edition)
    CategoryTerms.objects.create(edition=stage.edition, category="delegate", rank=60).zones.add(opens)
    return gates.checkpoint(opens)


def test_delegate_is_approved_printed_and_let_in_without_network(stage, seat, door):
    delegate = stage.things["delegates"]
    page = seat("accreditation", screen=DESK)
    page.goto(reverse("admin:delegations_delegate_change", args=[delegate.pk]))
    page.get_by_role("link", name=re.compile(r"\bApprove$")).click()
    page.get_by_role("button", name="Approve", exact=True).click()
    page.wait_for_url(re.compile(r"/change/"))
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.APPROVED

    page.goto(reverse("admin:delegations_badge_prepare"))
    page.get_by_role("button", name="Prepare").click()
    page.wait_for_url(re.compile(r"/badge/$|/badge/\?"))
    made = Badge.objects.get(delegate=delegate)
    page.goto(f"{reverse('admin:delegations_badge_changelist')}?q=A2")
    page.locator(f"input[name=_selected_action][value='{made.pk}']").check()
    page.locator("select[name=action]").select_option("print_chosen")
    page.get_by_role("button", name="Run", exact=True).click()
    page.get_by_role("button", name="Print badges").click()
    page.wait_for_url(re.compile(r"/printjob/"))
    with page.expect_download() as coming:
        page.get_by_role("link", name=re.compile("PDF")).click()
    assert coming.value.path().read_bytes().startswith(b"%PDF-")
    made.refresh_from_db()
    assert made.status == BadgeStatus.PRINTED
    assert page.complaints == []

    phone = seat()
    held = Device.objects.create(edition=door.edition, checkpoint=door, name="Phone 1")
    phone.goto(f"/pmif25/gate/#enrol={devices.offer(held, by=None, now=timezone.now())}")
    phone.evaluate(IN_CHARGE)
    expect(phone.locator("[data-part=network]")).to_have_attribute("data-online", "true")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("[data-part=network]")).to_have_attribute("data-online", "false")
    scan(phone, made.token, "admitted")
    scan(phone, made.token, "inside")
