"""Every address of the house as a browser has it; minutes of work, so asked for by name and not part of the suite:

``make test ARGS="tests/browser/every_page.py -n0 -q"``
"""

import pytest

from tests.browser.test_pages import _serious, _too_wide
from tests.walk import addresses

LEFT_OUT = (  # what is no page of its own
    "/api/",
    "/static/",
    "/media/",
    "logout",
    "metrics",
    "/gate/worker",
    "jsi18n",
    "/events/",
    "/checkpoint/inside/",
    "/admin/search/",
)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("actor", ["nobody", "delegate A", "focal A", "agency", "organiser"])
def test_every_page_is_sound(stage, seat, actor, language):
    page = seat(actor, language=language)
    page.context.set_default_navigation_timeout(60_000)
    page.on("dialog", lambda dialog: dialog.accept())
    found = []
    asked = {one.path for one in [*addresses.pages(stage), *addresses.panel(stage)]}
    for address in sorted(path for path in asked if not any(part in path for part in LEFT_OUT)):
        if not _is_page(page, address):
            continue
        page.goto(address)
        found += _too_wide(page, address, "rtl" if language == "ur" else "ltr") + _serious(page, address)
    found += page.complaints
    assert "\n".join(found) == ""


def _is_page(page, address):
    answer = page.context.request.get(address, max_redirects=0)
    return answer.status == 200 and answer.headers.get("content-type", "").startswith("text/html")
