"""Every main page as a browser has it: nothing in the console, nothing too wide, nothing that axe calls serious."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE

WIDTH = (
    "[document.documentElement.scrollWidth, window.innerWidth, getComputedStyle(document.documentElement).direction]"
)
PAGES = {
    "nobody": """/ /pmif25/programme/ /pmif25/programme/?view=list {programme} /pmif25/rooms/ /pmif25/speakers/
        {speaker} /pmif25/opportunities/ {opportunity} /accounts/login/ /accounts/login/code/
        /mailbox/ /api/v1/docs/ /pmif25/gate/ {verify}""",
    "focal A": """/pmif25/portal/ {delegation} {delegation}register/ {delegation}list/ {list}
        {delegate} {delegate}edit/ {delegate}contact/ {delegation}late/
        /pmif25/meetings/ {meeting} /pmif25/meetings/request/ /account/ /accounts/2fa/""",
    "delegate A": "/pmif25/portal/ /pmif25/diary/",
    "agency": "/pmif25/portal/ {agency} {guest_list}",
    "organiser": """/admin/ /admin/forum/session/ /admin/forum/session/{session_pk}/change/ /admin/forum/person/
        /admin/delegations/delegate/ /admin/delegations/delegate/{delegate_pk}/change/
        /admin/delegations/delegate/{delegate_pk}/ask/ /admin/delegations/delegation/
        /admin/forum/venue/{venue_pk}/change/ /admin/forum/edition/{edition_pk}/outbox/
        /admin/forum/edition/{edition_pk}/words/
        /admin/forum/edition/{edition_pk}/words/?kind=meeting_moved&language=ur /admin/scheduling/broadcast/add/
        /admin/notifications/webhookendpoint/add/
        /admin/delegations/guestlist/{list_pk}/change/ /admin/delegations/guestlist/{list_pk}/add_by_hand/""",
}
UNFOLD = {}
"""Rules that the panel's own screens break, with the reason why that is left to unfold."""


def addresses(stage, actor):
    things = stage.things
    words = {
        "programme": things["programme"].get_absolute_url(),
        "speaker": f"/pmif25/speakers/{things['speakers'].public_id}/",
        "opportunity": things["opportunities"].get_absolute_url(),
        "delegation": things["delegations"].get_absolute_url(),
        "list": things["lists"].get_absolute_url(),
        "delegate": things["delegates"].get_absolute_url(),
        "meeting": things["meetings"].get_absolute_url(),
        "agency": f"/pmif25/clearance/agencies/{things['agencies'].public_id}/",
        "guest_list": f"/pmif25/clearance/guest-lists/{things['guest-lists'].public_id}/",
        "verify": f"/pmif25/guest-lists/{things['guest-lists'].public_id}/",
        "edition_pk": stage.edition.pk,
        "venue_pk": stage.edition.venues.first().pk,
        "list_pk": things["guest-lists"].guest_list_id,
        "session_pk": things["programme"].pk,
        "delegate_pk": things["delegates"].pk,
    }
    return PAGES[actor].format(**words).split()


@pytest.mark.parametrize("actor", PAGES)
def test_pages_are_sound(stage, seat, actor):
    page = seat(actor)
    wide, broken = [], []
    for address in addresses(stage, actor):
        answer = page.goto(address)
        assert answer.status == 200, address
        wide += _too_wide(page, address, "ltr")
        broken += _serious(page, address)

    assert page.complaints == []
    assert wide == []
    assert broken == []


@pytest.mark.parametrize("actor", PAGES)
def test_pages_run_from_right_to_left_in_urdu(stage, seat, actor):
    page = seat(actor, language="ur")
    wide = []
    for address in addresses(stage, actor):
        page.goto(address)
        wide += _too_wide(page, address, "ltr" if "/docs/" in address else "rtl")

    assert page.complaints == []
    assert wide == []


def test_pages_serve_paper_the_keyboard_and_a_dark_room(seat):
    """One stage for the three: it takes longer to set up than to look at."""
    page = seat("organiser", screen=DESK)

    page.goto("/pmif25/programme/")
    page.emulate_media(media="print")
    assert page.locator("h2.print-only").inner_text() == "Tuesday 8 April 2025"
    pressed = page.locator(".button, .tabs a, .site-nav a").all()
    assert [one.inner_text() for one in pressed if one.is_visible()] == []

    page.emulate_media(media="screen", color_scheme="dark")
    page.goto("/admin/forum/session/")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('#content') !== null")

    page.goto("/api/v1/docs/")
    page.wait_for_selector(".swagger-ui")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(28, 32, 34)"


def _too_wide(page, address, direction):
    found = []
    for screen in (DESK, PHONE):
        page.set_viewport_size(screen)
        needs, has, runs = page.evaluate(WIDTH)
        if needs > has or runs != direction:
            found.append(f"{address}: {needs} px on {has}, {runs}")
    return found


def _serious(page, address):
    rules = [] if "/admin/" not in address else list(UNFOLD)
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in rules}}
    return [
        f"{address}: {one['id']} at {[node['target'] for node in one['nodes']][:3]}"
        for one in Axe().run(page, options=options).response["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
