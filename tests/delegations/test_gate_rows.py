"""What a gate reads by hand is what Django would have read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import handwritten
from delegations import gate_rows
from delegations.actions import devices
from delegations.models import Badge, Checkpoint, DelegateStatus, Device
from forum.models import Room
from tests.delegations import gates
from tests.delegations.missions import accredited

pytestmark = pytest.mark.django_db


def facts(thing, *left_out):
    names = [field.attname for field in thing._meta.concrete_fields]
    return {name: getattr(thing, name) for name in names if name not in left_out}


def test_badge_is_read_with_its_holder(edition, delegation):
    key = gates.key(edition)
    named = gates.badge(key, accredited(delegation, 1, DelegateStatus.APPROVED, native_name="نمونہ"), note="Wheelchair")
    floater = gates.badge(key, days=[edition.starts_on])

    with CaptureQueriesContext(connection) as asked:
        read = {badge.pk: badge for badge in gate_rows.badges(edition, [named.serial], [floater.public_id])}
        holder = read[named.pk].delegate
        assert (holder.person.name, holder.person.native_name) == ("Sample Delegate 1", "نمونہ")
        assert (holder.delegation.name, bool(holder.person.photo)) == ("Sample Mission A", False)
        assert read[floater.pk].delegate is None
    assert len(asked) == 1
    for badge in Badge.objects.all():
        assert facts(read[badge.pk], "key_id", "made_at") == facts(badge, "key_id", "made_at")


@pytest.mark.parametrize("has_room", [False, True])
def test_device_is_read_with_its_door(edition, room, has_room):
    zone = gates.zone(edition)
    made, token = gates.device(gates.checkpoint(zone, room=room if has_room else None))
    gates.device(Checkpoint.objects.get(), "Phone 2")

    with CaptureQueriesContext(connection) as asked:
        read = gate_rows.device(edition, devices.print_of(token))
        door = read.checkpoint
        assert (read.edition, door.room and door.room.name) == (edition, room.name if has_room else None)
        assert [facts(one) for one in (read, door, door.zone)] == [facts(one) for one in (made, made.checkpoint, zone)]
    assert len(asked) == 1 + 1  # the door of the one to compare with
    assert gate_rows.device(edition, devices.print_of("nothing")) is None


def test_revoked_device_is_not_read(edition):
    _made, token = gates.device(gates.checkpoint(gates.zone(edition)))
    Device.objects.update(revoked_at=gates.DAY_ONE)
    assert gate_rows.device(edition, devices.print_of(token)) is None


def test_columns_of_a_hand_written_statement_find_their_fields_in_any_order(room):
    statement = "SELECT id, capacity, 1 AS other, name FROM forum_room WHERE id = %s"
    ((read,),) = handwritten.objects(statement, [room.pk], Room)
    assert (read, read.name, read.capacity) == (room, room.name, room.capacity)
    assert "venue_id" in read.get_deferred_fields()
    assert read.venue == room.venue
