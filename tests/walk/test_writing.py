"""Nothing is changed from another site's page, and nothing in an edition that is archived."""

import pytest
from django.test import Client

from delegations.models import Delegate
from scheduling.models import Confidentiality, Meeting
from tests.walk.addresses import pages, panel
from tests.walk.round import rows

pytestmark = pytest.mark.django_db

WITH_A_TOKEN = "_allauth/app/"
"""The doors for apps: a session token in a header, which no other site's page can send along."""
WITHOUT_A_COOKIE = (WITH_A_TOKEN, "api/v1/<slug:edition>/gate/", "unsubscribe/<str:token>/")
"""The gate's devices have such a token too, and the way out of a mail has it in its address."""

FILLED = {
    "reason": "Sample reason",
    "text": "Sample answer",
    "outcome": "Sample outcome",
    "question": "Sample question?",
    "name": "Sample Newcomer",
    "position": "Envoy",
    "organisation": "House",
    "country": "TR",
    "category": "delegate",
    "language": "en",
    "note": "",
    "day": "2025-04-08",
    "from_time": "15:00",
    "until_time": "15:30",
    "starts_at": "2025-04-08T10:00:00Z",
    "ends_at": "2025-04-08T10:30:00Z",
    "place": "Sample Palace",
}


def test_post_without_the_csrf_token_is_refused_everywhere(stage, as_):
    client = as_("organiser", enforce_csrf_checks=True)
    open_to_others = {}
    for one in [*pages(stage), *panel(stage)]:
        is_api = one.path.startswith("/api/")
        answer = client.post(one.path, {}, **({"content_type": "application/json"} if is_api else {}))
        if answer.status_code != 403 and not one.route.startswith(WITHOUT_A_COOKIE):
            open_to_others[one.path] = answer.status_code

    assert open_to_others == {}


def test_session_cookie_alone_does_nothing_at_the_doors_for_apps(stage):
    client = Client()
    client.force_login(stage.actors["focal A"])
    for one in pages(stage):
        if one.route.startswith(WITH_A_TOKEN + "v1/account"):
            answer = client.post(one.path, {}, content_type="application/json")
            assert answer.status_code in {401, 404, 405, 409}, one.path


def test_archived_edition_is_not_changed_by_anybody(stage, as_):
    stage.edition.is_archived = True
    stage.edition.save()
    clients = {actor: as_(actor) for actor in ("focal A", "organiser")}
    before, statuses = rows(), list(Meeting.objects.order_by("pk").values_list("status", "version"))

    fell = {}
    for one in pages(stage):
        asks_for_erasure = one.route.endswith(("my-data/erase/", "my-data/keep/")) or "erasure-requests" in one.route
        if "<slug:edition>" not in one.route or asks_for_erasure:
            continue  # the right to be erased does not end with the forum
        for actor, client in clients.items():
            sent = {"content_type": "application/json"} if one.path.startswith("/api/") else {}
            answer = client.post(one.path, FILLED, **sent)
            if answer.status_code >= 500:
                fell[one.path, actor] = answer.status_code

    assert fell == {}
    assert list(Meeting.objects.order_by("pk").values_list("status", "version")) == statuses
    changed = {table for table, count in rows().items() if count != before[table]}
    assert changed == {"delegations.SecretReading"}  # a note verbale can be read still, which is written down


def test_archived_edition_is_not_changed_from_the_panel(stage, as_):
    stage.edition.is_archived = True
    stage.edition.save()
    client, before = as_("organiser"), rows()

    inside = (
        "forum/session",
        "forum/track",
        "forum/venue",
        "forum/room",
        "forum/opportunity",
        "forum/exhibitor",
        "delegations",
        "scheduling",
    )
    goes_on = ("/reopen/", "/erasurerequest/")  # the right to be erased does not end with the forum
    for one in panel(stage):
        is_inside = one.path.startswith(tuple(f"/admin/{part}" for part in inside))
        if is_inside and not any(part in one.path for part in goes_on):
            assert client.post(one.path, FILLED).status_code < 500, one.path

    assert {table: count for table, count in rows().items() if count != before[table]} == {}


SAID = "is archived: nothing in it can be changed any more."


SPEAKING = """
    focal A  delegations/{delegations}/register/
    focal A  delegations/{delegations}/confirm/
    focal A  delegates/{delegates}/edit/
    focal A  delegates/{delegates}/withdraw/
    focal A  delegates/{delegates}/submit/
    focal A  meetings/{meetings}/withdraw/
    focal A  meetings/{meetings}/counter/
    focal H  meetings/{meetings}/accept/
    focal H  meetings/{meetings}/decline/
"""


def test_archived_edition_says_so(stage, as_):
    stage.edition.is_archived = True
    stage.edition.save()
    ids = {word: getattr(thing, "public_id", "") for word, thing in stage.things.items()}

    for line in SPEAKING.strip().splitlines():
        actor, path = (part.strip() for part in line.strip().format(**ids).split("  "))
        client = as_(actor)
        shown = client.post(f"/pmif25/{path}", FILLED, headers={"Referer": "http://testserver/"}, follow=True)
        assert SAID in shown.content.decode(), path
        told = client.post(f"/api/v1/pmif25/{path}", FILLED, content_type="application/json")
        if not path.endswith(("register/", "edit/")):
            assert (told.status_code, told.json()["type"]) == (409, "urn:majlis:problem:archived"), path


def test_mission_cannot_reach_into_another_by_naming_its_things(stage, as_):
    client = as_("focal B")
    mine = stage.actors["focal B"].focal_points.get().delegation
    theirs, delegate = stage.things["delegations"], stage.things["delegates"]
    before = Delegate.objects.count(), Meeting.objects.count()

    known = client.get(f"/pmif25/delegations/{mine.public_id}/register/?person={delegate.person.public_id}")
    named = client.post("/api/v1/pmif25/delegates/", FILLED | {"delegation": theirs.public_id}, "application/json")
    guest = {"delegation": theirs.public_id, "people": [delegate.person.public_id]}
    host = {"delegation": mine.public_id, "people": []}
    sides = {"subject": "Sample", "guest": guest, "hosts": [host], "confidentiality": Confidentiality.OPEN}
    asked = client.post("/api/v1/pmif25/meetings/", sides, "application/json")

    assert (known.status_code, named.status_code) == (404, 404)
    assert asked.status_code in {400, 403, 404}
    assert (Delegate.objects.count(), Meeting.objects.count()) == before
