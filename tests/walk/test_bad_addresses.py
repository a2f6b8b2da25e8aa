"""Addresses and queries that nobody types by hand: each is answered, none falls over."""

import pytest

from tests.walk.addresses import GAP, pages, routes

pytestmark = pytest.mark.django_db

NAMES = [
    "q",
    "search",
    "page",
    "page_size",
    "day",
    "at",
    "track",
    "kind",
    "room",
    "view",
    "country",
    "mineral",
    "province",
    "stage",
    "status",
    "level",
    "category",
    "ordering",
    "delegation__public_id",
    "starts_after",
    "starts_before",
    "host",
    "person",
    "to",
    "seen",
    "side",
    "next",
    "p",
    "o",
    "e",
    "_facets",
    "status__exact",
]
VALUES = {
    "NUL byte": "%00",
    "bytes that are no UTF-8": "%ff%fe%80",
    "half a pair": "%ed%a0%80",
    "huge number": "9" * 30,
    "number of five thousand digits": "9" * 5000,
    "negative number": "-1",
    "last day there is": "9999-12-31",
    "last minute there is": "9999-12-31T23:59",
    "first minute there is": "0001-01-01T00:00",
    "control of direction": "%E2%80%AE%D8%A7",
    "line break": "a%0d%0aSet-Cookie:%20a=b",
}
LISTS = [
    "programme/",
    "rooms/",
    "speakers/",
    "opportunities/",
    "exhibitors/",
    "delegation/",
    "meetings/",
    "meetings/request/",
    "diary/",
    "portal/",
    "api/v1/sessions/",
    "api/v1/speakers/",
    "api/v1/opportunities/",
    "api/v1/exhibitors/",
    "api/v1/delegations/",
    "api/v1/delegates/",
    "api/v1/meetings/",
    "api/v1/diary/",
    "api/v1/rooms/",
    "…/programme.json",
    "delegations/…/register/",
    "mailbox/",
    "accounts/login/",
]
IN_THE_PANEL = ("forum/session", "delegations/delegate")


def test_query_that_makes_no_sense_is_answered(stage, as_):
    client, desk = as_("focal A"), as_("organiser")
    here = [one for one in pages(stage) if one.key in LISTS]
    found = {}
    for name, value in VALUES.items():
        query = "?" + "&".join(f"{one}={value}" for one in NAMES)
        found |= {(one.key, name): client.get(one.path + query).status_code for one in here}
        found |= {(path, name): desk.get(f"/admin/{path}/{query}").status_code for path in IN_THE_PANEL}

    assert {one.key for one in here} == set(LISTS)
    assert {asked: status for asked, status in found.items() if status not in {200, 302, 400, 404}} == {}


NOTHING = ["%00", "%ff", "9" * 400, "%E2%80%AE", "..%2f..%2fetc", "%0d%0aX-Sample:%201"]


def test_address_of_nothing_is_not_found(stage, as_):
    """Every address with two of them, by turns, so that each kind of gap meets each."""
    client = as_("organiser")
    found = {}
    for turn, (route, _view) in enumerate(routes()):
        if "<slug:edition>" not in route and not route.startswith(("mailbox", "media", "admin/forum/session/<")):
            continue
        for value in (NOTHING[turn % 6], NOTHING[(turn + 2) % 6]):
            filled = GAP.sub(lambda gap, value=value: "pmif25" if "edition" in gap[0] else value, route)
            if value in filled:
                answer = client.get("/" + filled.replace("^", "").replace("$", ""))
                found[route, value] = answer.status_code

    assert all(len([asked for asked in found if asked[1] == value]) > 20 for value in NOTHING)
    assert {route: status for route, status in found.items() if status not in {302, 400, 401, 403, 404, 405}} == {}


def test_edition_that_is_not_there_is_not_found(stage, as_):
    client = as_("organiser")

    found = {one.key: client.get(one.path).status_code for one in pages(stage, edition="no-such-forum") if one.key}

    inside = {one.key for one in pages(stage) if "<slug:edition>" in one.route or one.route.startswith("<slug:slug>")}
    assert {key: status for key, status in found.items() if key in inside and status != 404} == {}


def test_wrong_method_is_refused_and_not_an_error(stage, as_):
    client = as_("focal A")

    for turn, one in enumerate(pages(stage)):
        every = (client.put, client.delete, client.patch)
        # A page takes any other method as it takes GET; only the API tells them apart.
        for method in every if one.path.startswith("/api/") else every[turn % 3 :][:1]:
            assert method(one.path, "{", content_type="application/json").status_code < 500, one.key
