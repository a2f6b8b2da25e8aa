"""The gate's endpoints: who may ask, what a device is told, and what it never is."""

import datetime as dt
import json
import uuid

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delegations import revocations
from delegations.actions import devices
from delegations.models import BadgeStatus, DelegateStatus, Device, Lookup, Scan
from tests.delegations import gates
from tests.delegations.missions import NOW, accredited

pytestmark = pytest.mark.django_db
AT = "/api/v1/pmif25/gate/"


@pytest.fixture(autouse=True)
def _limits():
    cache.clear()


@pytest.fixture
def now_valid():
    """The forum of the tests is long over; these badges hold today."""
    now = timezone.now()
    return {"valid_from": now - dt.timedelta(days=1), "valid_until": now + dt.timedelta(days=1)}


@pytest.fixture
def key(edition):
    return gates.key(edition)


@pytest.fixture
def zone(edition):
    return gates.zone(edition)


@pytest.fixture
def phone(zone):
    return gates.device(gates.checkpoint(zone))


@pytest.fixture
def ask(phone):
    """Asks as the phone: a GET without a body, a POST with one."""
    client = Client(headers={"Authorization": f"Gate {phone[1]}"})

    def asked(path, body=None, **how):
        if body is None:
            return client.get(AT + path, **how)
        return client.post(AT + path, body, content_type="application/json", **how)

    return asked


@pytest.fixture
def badge(key, delegation, now_valid):
    return gates.badge(key, accredited(delegation, 1, DelegateStatus.APPROVED), note="Wheelchair", **now_valid)


def scan(token, **more):
    text = token if isinstance(token, str) else token.token
    return {"id": str(uuid.uuid4()), "token": text, "scanned_at": timezone.now().isoformat(), **more}


def test_code_enrols_one_phone_once(client, zone):
    made = Device.objects.create(edition=zone.edition, checkpoint=gates.checkpoint(zone), name="Phone 1")
    code = devices.offer(made, by=None, now=timezone.now())

    first, second = (client.post(AT + "enrol/", {"code": code}, "application/json") for _twice in range(2))

    assert (first.status_code, first.json()["name"]) == (201, "Phone 1")
    assert (second.status_code, second.json()["type"]) == (400, "urn:majlis:problem:bad-code")
    token = first.json()["token"]
    assert client.get(AT + "state/", headers={"Authorization": f"Gate {token}"}).status_code == 200
    made.refresh_from_db()
    assert token not in json.dumps(Device.objects.values().get(), default=str)
    assert code not in json.dumps(Device.objects.values().get(), default=str)


def test_code_is_good_for_a_quarter_of_an_hour(client, zone):
    made = Device.objects.create(edition=zone.edition, checkpoint=gates.checkpoint(zone), name="Phone 1")
    code = devices.offer(made, by=None, now=timezone.now() - devices.CODE_HOLDS_FOR)
    assert client.post(AT + "enrol/", {"code": code}, "application/json").status_code == 400


def test_codes_cannot_be_tried_without_end(client, edition):
    answers = [client.post(AT + "enrol/", {"code": "no"}, "application/json").status_code for _many in range(31)]
    assert (answers[0], answers[-1]) == (400, 429)


PATHS = ["state/", "occupancy/", "groups/", "photos/abc/", "scans/", "scans/batch/", "lookup/", "groups/abc/"]


@pytest.mark.parametrize("path", PATHS)
def test_gate_opens_to_enrolled_devices_alone(client, ask, phone, organiser, path):
    posts = path in PATHS[4:]
    send = (lambda how: how.post(AT + path, {}, "application/json")) if posts else (lambda how: how.get(AT + path))
    client.force_login(organiser)
    assert send(client).status_code == 401
    assert send(Client(headers={"Authorization": "Gate nothing"})).status_code == 401
    devices.revoke(phone[0], by=organiser, now=timezone.now())
    told = ask(path, {} if posts else None)
    assert (told.status_code, told["WWW-Authenticate"]) == (401, 'Gate realm="gate"')


@pytest.mark.parametrize("path", ["delegates/", "delegations/", "meetings/", "diary/"])
def test_token_opens_nothing_but_the_gate(client, phone, path):
    assert client.get(f"/api/v1/pmif25/{path}", headers={"Authorization": f"Gate {phone[1]}"}).status_code == 401


def test_token_of_one_edition_is_unknown_in_another(phone, client, edition):
    edition.pk, edition.slug = None, "other"
    edition.save()
    answer = client.get("/api/v1/other/gate/state/", headers={"Authorization": f"Gate {phone[1]}"})
    assert answer.status_code == 401


def test_state_is_told_once_and_what_was_revoked_since(ask, key, badge, edition, zone):
    first = ask("state/")
    assert first.json()["keys"] == {"1": key.public_key}
    assert first.json()["list"] == {"version": 0, "since": 0, "revoked": []}
    assert first.json()["checkpoint"]["zone_bit"] == 0
    same = ask("state/", headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")

    revocations.add(edition, [badge.serial], now=timezone.now())
    changed = ask("state/", headers={"If-None-Match": first["ETag"]})
    assert changed.json()["list"] == {"version": 1, "since": 0, "revoked": [str(badge.serial)]}
    assert ask("state/?since=1").json()["list"] == {"version": 1, "since": 1, "revoked": []}
    assert Device.objects.get().list_version == 1


def test_state_tells_nothing_of_anybody(ask, badge):
    told = ask("state/").content.decode()
    person = badge.delegate.person
    for secret in (person.name, person.email, str(badge.serial), badge.delegate.delegation.name, "Wheelchair"):
        assert secret not in told


def test_reading_is_answered_with_its_holder_and_noted_once(ask, badge):
    sent = scan(badge)
    first, again = ask("scans/", sent), ask("scans/", sent)

    assert first.json() == {
        "id": sent["id"],
        "result": "admitted",
        "is_conflict": False,
        "holder": {
            "id": badge.public_id,
            "name": "Sample Delegate 1",
            "native_name": "",
            "category": "delegate",
            "delegation": "Sample Mission A",
            "note": "Wheelchair",
            "has_photo": False,
        },
    }
    assert again.json() == first.json() | {"holder": None}
    assert first["Cache-Control"] == "no-store"
    assert Scan.objects.count() == 1


def test_batch_is_answered_in_its_order_without_names(ask, badge):
    sent = [scan(badge, device_result="admitted"), scan("nothing", device_result="unknown")]
    told = ask("scans/batch/", {"scans": sent})
    assert told.json() == {
        "scans": [
            {"id": sent[0]["id"], "result": "admitted", "is_conflict": False},
            {"id": sent[1]["id"], "result": "unknown", "is_conflict": False},
        ]
    }


@pytest.mark.parametrize(
    "body",
    [{}, {"scans": []}, {"scans": [{}]}, {"scans": [{"id": 1}]}, {"scans": "x"}, {"scans": [{"id": "x"}] * 201}, []],
)
def test_batch_that_is_no_batch_is_refused(ask, body):
    assert ask("scans/batch/", body).status_code == 400


def test_single_reading_costs_five_queries(ask, badge):
    with CaptureQueriesContext(connection) as asked:
        assert ask("scans/", scan(badge)).json()["result"] == "admitted"
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == 5


def test_people_are_found_by_name_number_and_label_and_the_question_is_noted(ask, badge, key, now_valid):
    for words in ("sample del", str(badge.serial), badge.public_id.upper()):
        found = ask("lookup/", {"words": words}).json()
        assert [(one["id"], one["is_inside"]) for one in found] == [(badge.public_id, False)]
    told = ask("scans/", scan("", badge=badge.public_id)).json()
    assert (told["result"], Scan.objects.get().is_manual) == ("admitted", True)
    assert ask("lookup/", {"words": "sample del"}).json()[0]["is_inside"]
    assert list(Lookup.objects.values_list("words", flat=True))[-1] == "sample del"
    assert Lookup.objects.count() == 4


def test_nobody_is_found_whose_badge_opens_nothing(ask, badge):
    badge.__class__.objects.update(status=BadgeStatus.REVOKED)
    assert ask("lookup/", {"words": "sample"}).json() == []
    assert ask("groups/").json() == []


def test_people_cannot_be_asked_for_without_end(ask, badge):
    answers = [ask("lookup/", {"words": "sample"}).status_code for _many in range(41)]
    assert (answers[0], answers[-1]) == (200, 429)
    assert ask("scans/", scan(badge)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_lists_of_people_cost_the_same_for_one_and_three(ask, key, delegation, now_valid, count):
    for number in range(count):
        gates.badge(key, accredited(delegation, number, DelegateStatus.APPROVED), **now_valid)
    for path, body in (("lookup/", {"words": "sample"}), (f"groups/{delegation.public_id}/", {})):
        with CaptureQueriesContext(connection) as asked:
            assert len(ask(path, body).json()) == count
        assert len(asked) == (4 if body else 5)


def test_delegation_is_checked_in_together(ask, key, delegation, now_valid):
    badges = [gates.badge(key, accredited(delegation, n, DelegateStatus.APPROVED), **now_valid) for n in range(3)]
    group = ask("groups/?q=mission").json()
    assert group == [{"id": delegation.public_id, "name": "Sample Mission A", "badges": 3}]
    people = ask(f"groups/{delegation.public_id}/", {}).json()
    assert {one["id"] for one in people} == {badge.public_id for badge in badges}
    told = ask("scans/batch/", {"scans": [scan("", badge=one["id"]) for one in people]}).json()["scans"]
    assert [one["result"] for one in told] == ["admitted"] * 3
    assert Lookup.objects.get().words == "Sample Mission A"


@pytest.mark.parametrize("count", [1, 3])
def test_occupancy_counts_zones_and_rooms(ask, zone, room, key, edition, now_valid, count):
    for number in range(1, count):
        gates.zone(edition, f"Z{number}", number)
    gates.checkpoint(zone, "Door of the room", room=room)
    ask("scans/", scan(gates.badge(key, **now_valid)))
    with CaptureQueriesContext(connection) as asked:
        told = ask("occupancy/").json()
    inner = {"code": "", "name": "Committee Room 1", "native_name": "", "capacity": 20, "inside": 0}
    outer = {"code": "A", "name": "Sample Zone A", "native_name": "", "capacity": 100, "inside": 1, "rooms": [inner]}
    assert told[0] == outer
    assert (len(told), len(asked)) == (count, 5)


def test_photo_is_lent_and_not_kept(ask, badge, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    assert ask(f"photos/{badge.public_id}/").status_code == 404
    badge.delegate.person.photo.save("face.png", ContentFile(b"sample"))
    told = ask(f"photos/{badge.public_id}/")
    assert (told.getvalue(), told["Cache-Control"]) == (b"sample", "no-store")
    assert ask("scans/", scan(badge)).json()["holder"]["has_photo"]


def test_archived_edition_enrols_and_reads_nothing(ask, badge, edition, zone, client):
    made = Device.objects.create(edition=edition, checkpoint=gates.checkpoint(zone, "South"), name="Phone 2")
    code = devices.offer(made, by=None, now=NOW)
    edition.is_archived = True
    edition.save()
    assert ask("scans/", scan(badge)).status_code == 409
    assert client.post(AT + "enrol/", {"code": code}, "application/json").status_code == 409
