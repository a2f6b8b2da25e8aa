"""Whatever is asked of the ledger in whatever order, nobody and no room is ever in two places."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import Taken
from forum import ledger
from forum.models import Booking, Person, Room, Venue

MIDNIGHT = dt.datetime(2025, 4, 8, tzinfo=dt.UTC)
spans = st.tuples(st.integers(0, 40), st.integers(1, 8))
steps = st.one_of(
    st.tuples(st.just("claim"), st.sets(st.integers(0, 3), min_size=1), spans),
    st.tuples(st.just("move"), st.integers(0, 30), spans),
    st.tuples(st.just("swap"), st.integers(0, 30), st.integers(0, 30)),
    st.tuples(st.just("release"), st.integers(0, 30), st.none()),
)


def moments(span):
    start, quarters = span
    first = MIDNIGHT + dt.timedelta(minutes=15 * start)
    return first, first + dt.timedelta(minutes=15 * quarters)


@pytest.fixture
def resources(edition):
    venue = Venue.objects.create(edition=edition, name="Sample Hotel")
    rooms = [Room.objects.create(venue=venue, name=name, turnaround_minutes=t) for name, t in (("A", 0), ("B", 20))]
    return [*rooms, Person.objects.create(name="Sample Minister"), Person.objects.create(name="Sample Delegate 1")]


def take(step, edition, resources):
    """One step; True when the ledger said yes."""
    verb, first, second = step
    active = list(Booking.objects.filter(is_active=True).order_by("pk"))
    try:
        if verb == "claim":
            ledger.claim(edition, "meeting", [ledger.Claim(resources[i], *moments(second)) for i in sorted(first)])
        elif not active:
            return False
        elif verb == "move":
            booking = active[first % len(active)]
            ledger.move([(booking, ledger.Claim(booking.resource, *moments(second)))])
        elif verb == "swap":
            swap(active[first % len(active)], active[second % len(active)])
        else:
            ledger.release([active[first % len(active)]])
    except Taken:
        return False
    return True


def swap(one, other):
    def claim_at(resource, booking):
        extra = getattr(booking.room, "turnaround_minutes", 0)
        return ledger.Claim(resource, booking.span.lower, booking.span.upper - dt.timedelta(minutes=extra))

    if one.pk != other.pk:
        ledger.move([(one, claim_at(one.resource, other)), (other, claim_at(other.resource, one))])


def overlaps():
    rows = Booking.objects.filter(is_active=True).values_list("person", "room", "span")
    return [
        (one, other)
        for one, other in itertools.combinations(rows, 2)
        if one[:2] == other[:2] and one[2].lower < other[2].upper and other[2].lower < one[2].upper
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=20))
def test_ledger_never_holds_an_overlap(edition, resources, asked):
    Booking.objects.all().delete()
    for step in asked:
        before = list(Booking.objects.order_by("pk").values())
        if not take(step, edition, resources):
            assert list(Booking.objects.order_by("pk").values()) == before
    assert overlaps() == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(spans, max_size=8), spans, st.integers(0, 3))
def test_next_free_is_free_and_nothing_earlier_is(edition, resources, taken, wanted, which):
    Booking.objects.all().delete()
    resource = resources[which]
    for span in taken:
        take(("claim", {which}, span), edition, resources)
    wish = ledger.Claim(resource, *moments(wanted))
    free_at = ledger.next_free(wish)
    length = wish.ends_with_turnaround - wish.starts_at
    assert not ledger.busy(resource, free_at, free_at + length).exists()
    quarter = dt.timedelta(minutes=5)
    start = wish.starts_at
    while start < free_at:
        assert ledger.busy(resource, start, start + length).exists()
        start += quarter


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spans, st.integers(1, 8))
def test_claims_that_touch_are_both_had(edition, resources, first, quarters):
    Booking.objects.all().delete()
    starts, ends = moments(first)
    for resource in resources:
        turnaround = dt.timedelta(minutes=getattr(resource, "turnaround_minutes", 0))
        again = ends + turnaround
        ledger.claim(edition, "meeting", [ledger.Claim(resource, starts, ends)])
        if turnaround:
            with pytest.raises(Taken):
                ledger.claim(edition, "meeting", [ledger.Claim(resource, again - dt.timedelta(minutes=5), again)])
        ledger.claim(edition, "meeting", [ledger.Claim(resource, again, again + dt.timedelta(minutes=15 * quarters))])
