"""Many at once: one wins, the others are refused in words, nobody waits for ever."""

import collections
import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from core.errors import Taken
from forum import ledger
from forum.models import Booking, BookingPurpose, Person, Room, Venue

pytestmark = pytest.mark.django_db(transaction=True)
START, END = dt.datetime(2025, 4, 8, 5, tzinfo=dt.UTC), dt.datetime(2025, 4, 8, 6, tzinfo=dt.UTC)


def race(attempt, runners=200, at_once=40):
    """Run ``attempt(number)`` in many threads; gives how often each answer (or kind of error) came."""
    answers = collections.Counter()
    gate, seats = threading.Barrier(runners), threading.Semaphore(at_once)

    def run(number):
        gate.wait()
        with seats:
            try:
                answers[attempt(number)] += 1
            except Exception as error:  # noqa: BLE001 - whatever comes is what the test counts
                answers[type(error).__name__] += 1
            finally:
                connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(runners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(answers)


@pytest.fixture
def people(edition):
    return Person.objects.bulk_create(Person(name=f"Sample Delegate {number}") for number in range(200))


def test_race_for_one_room_has_one_winner_and_refusals_in_words(edition, room, people):
    def attempt(number):
        wanted = [ledger.Claim(room, START, END), ledger.Claim(people[number], START, END)]
        ledger.claim(edition, BookingPurpose.MEETING, wanted)
        return "won"

    assert race(attempt) == {"won": 1, "Taken": 199}
    assert Booking.objects.count() == 2


def test_race_for_one_shared_person_has_one_winner(edition, people):
    venue = Venue.objects.create(edition=edition, name="Sample Hotel")
    rooms = Room.objects.bulk_create(Room(venue=venue, name=f"Room {number}") for number in range(200))
    minister = Person.objects.create(name="Sample Minister")

    def attempt(number):
        wanted = [ledger.Claim(one, START, END) for one in (minister, rooms[number], people[number])]
        ledger.claim(edition, BookingPurpose.MEETING, wanted)
        return "won"

    assert race(attempt) == {"won": 1, "Taken": 199}
    assert Booking.objects.count() == 3


def test_race_by_direct_sql_has_one_winner(edition, room):
    sql = """INSERT INTO forum_booking (edition_id, room_id, span, is_active, purpose)
             VALUES (%s, %s, tstzrange(%s, %s), true, 'meeting')"""

    def attempt(_number):
        with connection.cursor() as cursor:
            cursor.execute(sql, [edition.pk, room.pk, START, END])
        return "won"

    assert race(attempt) == {"won": 1, "IntegrityError": 199}


def test_claims_in_opposite_orders_never_stop_each_other(edition, people):
    def attempt(number):
        pair = people[:2] if number % 2 else people[1::-1]
        hour = dt.timedelta(hours=number)
        ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(one, START + hour, END + hour) for one in pair])
        return "won"

    assert race(attempt, runners=60) == {"won": 60}


def test_two_transactions_that_wait_for_each_other_end_with_a_refusal(edition, people):
    one, other = people[:2]
    both_hold = threading.Barrier(2)

    def attempt(number):
        first, second = (one, other) if number else (other, one)
        with transaction.atomic():
            ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(first, START, END)])
            both_hold.wait()
            ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(second, START, END)])
        return "won"

    assert race(attempt, runners=2) == {"won": 1, "Stale": 1}


def test_direct_sql_cannot_move_a_booking_onto_another(edition, room):
    ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(room, START, END)])
    late = ledger.claim(edition, BookingPurpose.MEETING, [ledger.Claim(room, END, END + dt.timedelta(hours=1))])[room]
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("UPDATE forum_booking SET span = tstzrange(%s, %s) WHERE id = %s", [START, END, late.pk])


def test_five_hundred_pairs_change_places_in_one_transaction(edition):
    venue = Venue.objects.create(edition=edition, name="Sample Hotel")
    resources = [*Room.objects.bulk_create(Room(venue=venue, name=f"Room {number}") for number in range(500))]
    resources += Person.objects.bulk_create(Person(name=f"Sample Delegate {number}") for number in range(1500))
    hour = dt.timedelta(hours=1)
    early = ledger.claim(edition, "meeting", [ledger.Claim(one, START, END) for one in resources])
    late = ledger.claim(edition, "meeting", [ledger.Claim(one, END, END + hour) for one in resources])
    moves = [(booking, ledger.Claim(one, END, END + hour)) for one, booking in early.items()]
    moves += [(booking, ledger.Claim(one, START, END)) for one, booking in late.items()]
    ledger.move(moves)
    assert Booking.objects.filter(pk__in=[one.pk for one in early.values()], span__startswith=END).count() == 2000


def test_deferred_refusal_names_everybody_in_two_places(edition, people):
    first, second = people[:2]
    for one in (first, second):
        ledger.claim(edition, "meeting", [ledger.Claim(one, START, END)])
    with pytest.raises(Taken) as refused, ledger.deferred():
        ledger.claim(edition, "meeting", [ledger.Claim(one, START, END) for one in (first, second)])
    assert [cause["resource"] for cause in refused.value.facts["causes"]] == ["Sample Delegate 0", "Sample Delegate 1"]
    assert Booking.objects.count() == 2
