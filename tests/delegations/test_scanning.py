"""Readings of badges: what the server decides, that each is noted once, and what it costs."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.errors import DomainError
from delegations import presence
from delegations.actions import scanning
from delegations.models import BadgeRevocation, BadgeStatus, Device, Presence, Scan, ScanResult
from tests.delegations import gates
from tests.delegations.gates import DAY_ONE, reading

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)
R = ScanResult


@pytest.fixture
def key(edition):
    return gates.key(edition)


@pytest.fixture
def zone(edition):
    return gates.zone(edition)


@pytest.fixture
def phone(zone):
    made, _token = gates.device(gates.checkpoint(zone))
    return loaded(made)


@pytest.fixture
def second_phone(phone):
    made, _token = gates.device(phone.checkpoint, "Phone 2")
    return loaded(made)


def loaded(device):
    return Device.objects.select_related("edition", "checkpoint__zone").get(pk=device.pk)


def said(device, *readings, now=DAY_ONE):
    return [verdict.result for verdict in scanning.read_batch(device, readings, now=now)]


def test_badge_enters_once_leaves_and_enters_again(phone, key):
    badge = gates.badge(key)
    out = {"direction": "exit"}

    steps = [said(phone, reading(badge, **how))[0] for how in ({}, {}, out, out, {}, out)]

    assert steps == [R.ADMITTED, R.INSIDE, R.LEFT, R.NOT_INSIDE, R.ADMITTED, R.LEFT]
    assert Scan.objects.count() == 6


def test_who_never_entered_cannot_leave_and_enters_afterwards(phone, key):
    badge = gates.badge(key)
    assert said(phone, reading(badge, direction="exit"), reading(badge)) == [R.NOT_INSIDE, R.ADMITTED]


@pytest.mark.parametrize(
    ("facts", "now", "result"),
    [
        ({}, DAY_ONE, R.ADMITTED),
        ({"status": BadgeStatus.PRINTED}, DAY_ONE, R.ADMITTED),
        ({"status": BadgeStatus.READY}, DAY_ONE, R.NOT_YET),
        ({"status": BadgeStatus.REVOKED}, DAY_ONE, R.REVOKED),
        ({"status": BadgeStatus.LOST}, DAY_ONE, R.REVOKED),
        ({"status": BadgeStatus.RETURNED}, DAY_ONE, R.REVOKED),
        ({"zone_mask": 0b10}, DAY_ONE, R.WRONG_ZONE),
        ({"days": [dt.date(2025, 4, 9)]}, DAY_ONE, R.WRONG_DAY),
        ({"days": [dt.date(2025, 4, 9)]}, DAY_ONE + DAY, R.ADMITTED),
        ({}, DAY_ONE - 2 * DAY, R.NOT_YET),
        ({}, DAY_ONE + 2 * DAY, R.OVER),
    ],
)
def test_badge_is_read_by_its_facts(phone, key, facts, now, result):
    assert said(phone, reading(gates.badge(key, **facts), now), now=now) == [result]
    assert Presence.objects.filter(is_inside=True).exists() == (result == R.ADMITTED)


def test_what_is_no_badge_of_ours_is_unknown(phone, key, edition):
    badge, other = gates.badge(key), gates.badge(key)
    untrusted = gates.badge(key)
    forged = badge.token[:-3] + ("000" if badge.token[-3:] != "000" else "111")
    texts = ["https://example.org", "MJ1:", forged, ""]

    assert said(phone, *map(reading, texts)) == [R.UNKNOWN] * 4
    key.is_trusted = False
    key.save()
    assert said(phone, reading(untrusted), reading(other)) == [R.UNKNOWN] * 2
    assert not Presence.objects.exists()


def test_badge_of_another_edition_is_unknown(phone, edition):
    edition.pk, edition.slug = None, "other"
    edition.save()
    stranger = gates.badge(gates.key(edition))
    assert said(phone, reading(stranger), reading(stranger, badge=stranger.public_id)) == [R.UNKNOWN] * 2


def test_door_that_counts_nobody_lets_the_same_badge_in_again(zone, key):
    made, _token = gates.device(gates.checkpoint(zone, counts=False))
    badge = gates.badge(key)
    assert said(loaded(made), reading(badge), reading(badge)) == [R.ADMITTED] * 2
    assert not Presence.objects.exists()


def test_room_is_counted_apart_from_its_zone(phone, zone, room, key, edition):
    made, _token = gates.device(gates.checkpoint(zone, "Door of the room", room=room))
    first, second = gates.badge(key), gates.badge(key)
    assert said(phone, reading(first), reading(second)) == [R.ADMITTED] * 2
    assert said(loaded(made), reading(first), reading(first)) == [R.ADMITTED, R.INSIDE]
    assert presence.counts(edition) == {(zone.pk, None): 2, (zone.pk, room.pk): 1}


def test_badge_found_by_name_is_read_as_any_other(phone, key):
    badge = gates.badge(key)
    assert said(phone, reading(badge, badge=badge.public_id)) == [R.ADMITTED]
    scan = Scan.objects.get()
    assert (scan.is_manual, scan.badge, scan.serial) == (True, badge, badge.serial)


def test_thousand_readings_sent_twice_are_a_thousand(phone, key):
    badges = [gates.badge(key) for _unused in range(100)]
    readings = [
        reading(badge, DAY_ONE + turn * MINUTE, direction=direction, device_result=told)
        for turn in range(5)
        for direction, told in (("entry", R.ADMITTED), ("exit", R.LEFT))
        for badge in badges
    ]
    later = DAY_ONE + 60 * MINUTE
    for _twice in range(2):
        for start in range(0, 1000, 50):
            told = said(phone, *readings[start : start + 50], now=later)
            assert set(told) == {R.ADMITTED if start % 200 < 100 else R.LEFT}

    assert Scan.objects.count() == 1000
    assert Scan.objects.filter(is_conflict=True).count() == 0
    assert Presence.objects.filter(is_inside=True).count() == 0


def test_replay_after_others_moved_the_badge_moves_nothing(phone, second_phone, key):
    badge = gates.badge(key)
    entry = reading(badge)
    assert said(phone, entry) == [R.ADMITTED]
    assert said(second_phone, reading(badge, direction="exit")) == [R.LEFT]
    assert said(phone, entry) == [R.ADMITTED]
    assert not Presence.objects.get().is_inside


def test_two_devices_without_network_give_one_entry_and_one_conflict(phone, second_phone, key):
    badge = gates.badge(key)
    later = DAY_ONE + 5 * MINUTE
    for device in (phone, second_phone):
        said(device, reading(badge, device_result=R.ADMITTED), now=later)

    scans = Scan.objects.order_by("pk").values_list("device", "result", "device_result", "is_conflict")
    assert list(scans) == [
        (phone.pk, R.ADMITTED, R.ADMITTED, False),
        (second_phone.pk, R.INSIDE, R.ADMITTED, True),
    ]


def test_late_upload_of_an_entry_leaves_outside_who_has_left_since(phone, second_phone, key):
    badge = gates.badge(key)
    assert said(phone, reading(badge, direction="exit")) == [R.NOT_INSIDE]
    late = reading(badge, DAY_ONE - 5 * MINUTE, device_result="admitted")

    assert scanning.read(second_phone, late, now=DAY_ONE + MINUTE).result == R.ADMITTED
    row = Presence.objects.get()
    assert (row.is_inside, row.changed_at) == (False, DAY_ONE)
    assert not Scan.objects.filter(is_conflict=True).exists()
    assert said(phone, reading(badge), now=DAY_ONE + 2 * MINUTE) == [R.ADMITTED]
    assert Presence.objects.get().is_inside


def test_late_upload_of_an_exit_leaves_inside_who_has_come_back_since(phone, second_phone, key):
    badge = gates.badge(key)
    assert said(phone, reading(badge), now=DAY_ONE + 5 * MINUTE) == [R.ADMITTED]
    late = reading(badge, DAY_ONE, direction="exit", device_result="left")
    assert said(second_phone, late, now=DAY_ONE + 6 * MINUTE) == [R.LEFT]
    assert Presence.objects.get().is_inside


def test_badge_revoked_meanwhile_conflicts_only_if_it_passed_after_that(phone, key, edition):
    badge = gates.badge(key, status=BadgeStatus.REVOKED)
    BadgeRevocation.objects.create(edition=edition, version=1, serial=badge.serial, revoked_at=DAY_ONE + MINUTE)
    before = reading(badge, DAY_ONE, device_result=R.ADMITTED)
    after = reading(badge, DAY_ONE + 2 * MINUTE, device_result=R.ADMITTED)

    told = scanning.read_batch(phone, [after, before], now=DAY_ONE + 5 * MINUTE)

    assert [(one.result, one.is_conflict) for one in told] == [(R.REVOKED, True), (R.ADMITTED, False)]


def test_whom_a_device_turned_away_is_not_inside(phone, key):
    refused = reading(gates.badge(key), device_result=R.OLD_LIST)
    assert said(phone, refused) == [R.OLD_LIST]
    assert Scan.objects.get().is_conflict
    assert not Presence.objects.exists()


def test_whom_a_device_turned_away_as_inside_is_no_conflict(phone, key):
    badge = gates.badge(key)
    twice = [reading(badge, DAY_ONE - MINUTE, device_result="admitted"), reading(badge, device_result="inside")]
    assert said(phone, *twice) == [R.ADMITTED, R.INSIDE]
    assert not Scan.objects.filter(is_conflict=True).exists()


def test_device_whose_clock_runs_ahead_has_read_now(phone, key):
    said(phone, reading(gates.badge(key), DAY_ONE + DAY, device_result=R.ADMITTED))
    assert Scan.objects.get().scanned_at == DAY_ONE


def test_archived_edition_takes_no_readings(phone, key):
    phone.edition.is_archived = True
    with pytest.raises(DomainError) as refused:
        scanning.read(phone, reading(gates.badge(key)), now=DAY_ONE)
    assert refused.value.code == "archived"
    assert not Scan.objects.exists()


@pytest.mark.parametrize("count", [1, 3, 50])
def test_batch_costs_the_same_whatever_its_length(phone, key, count):
    readings = [reading(gates.badge(key)) for _unused in range(count)]
    with CaptureQueriesContext(connection) as asked:
        said(phone, *readings)
    statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    assert len(statements) == 3, statements


@pytest.mark.django_db(transaction=True)
def test_seventy_five_badges_read_four_times_at_once_enter_once_each(phone, key):
    badges = [gates.badge(key) for _unused in range(75)]
    told = at_once([[reading(badge)] for badge in badges for _unused in range(4)], phone)
    assert told.count(R.ADMITTED) == 75
    assert told.count(R.INSIDE) == 225
    assert Scan.objects.filter(result=R.ADMITTED).values("badge").distinct().count() == 75
    assert Presence.objects.filter(is_inside=True).count() == 75


@pytest.mark.django_db(transaction=True)
def test_batches_in_any_order_and_replayed_at_once_enter_once_each(phone, key):
    badges = [gates.badge(key) for _unused in range(40)]
    batches = [[reading(badge) for badge in badges[::step]] for step in (1, -1, 1, -1)]
    same = [reading(badge, scan_id=uuid.uuid4()) for badge in badges]

    told = at_once([*batches, same, same[::-1], same, same], phone)

    assert Scan.objects.filter(result=R.ADMITTED).count() == 40
    assert Scan.objects.count() == 200
    assert told.count(R.ADMITTED) in {40, 160}


def at_once(batches, device):
    def run(batch):
        try:
            return said(device, *batch)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        return [result for results in pool.map(run, batches) for result in results]
