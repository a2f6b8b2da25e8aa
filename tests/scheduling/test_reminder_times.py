"""When a reminder leaves: never too late, never in quiet hours, and the same however often it is asked."""

import datetime as dt
from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scheduling.reminders import times
from scheduling.reminders.times import Quiet

ZONES = [
    ZoneInfo(name)
    for name in (
        "Asia/Karachi",
        "Europe/Berlin",
        "America/New_York",
        "America/Santiago",  # its clocks change at midnight
        "Australia/Lord_Howe",  # by half an hour
        "Africa/Casablanca",
        "Asia/Kathmandu",
        "Pacific/Kiritimati",
    )
]
KARACHI, BERLIN = ZONES[0], ZONES[1]
zones = st.sampled_from(ZONES)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)).map(  # noqa: DTZ001 - hypothesis asks for naive ones
    lambda one: one.replace(second=0, microsecond=0, tzinfo=dt.UTC)
)
hours = st.times().map(lambda one: one.replace(second=0, microsecond=0))
spans = st.timedeltas(dt.timedelta(minutes=1), dt.timedelta(days=9))


def rule(**facts):
    said = {"thing": "meeting", "moment": "before_start", "amount": 60, "unit": "minutes", "at": None}
    return SimpleNamespace(**said | facts)


@st.composite
def quiets(draw):
    since, until = draw(hours), draw(hours)
    assume(since != until)
    return Quiet(since, until, draw(zones))


@given(moments, spans, quiets(), spans)
def test_leaves_outside_quiet_hours_before_its_thing_and_not_into_the_past(anchor, before, quiet, ahead):
    wished, now = anchor - before, anchor - ahead
    found = times.due(wished, anchor, quiet=quiet, now=now)
    if found is None:
        assert quiet.around(now), "only who would be woken is not told"
        return
    assert now - times.GRACE <= found < anchor
    assert quiet.around(found) is None


@given(moments, spans, quiets(), spans, st.floats(0, 1))
def test_asked_again_later_it_says_the_same(anchor, before, quiet, ahead, part):
    wished, now = anchor - before, anchor - ahead
    found = times.due(wished, anchor, quiet=quiet, now=now)
    assume(found is not None and found > now)
    later = now + (found - now) * part
    assert times.due(wished, anchor, quiet=quiet, now=later) == found


@given(moments, spans, spans)
def test_essential_leaves_at_its_time_or_at_once(anchor, before, ahead):
    wished, now = anchor - before, anchor - ahead
    found = times.due(wished, anchor, quiet=None, now=now)
    assert found == (wished if wished >= now - times.GRACE else now)


@given(moments, spans, quiets())
def test_what_has_begun_is_not_reminded_of(anchor, before, quiet):
    assert times.due(anchor - before, anchor, quiet=quiet, now=anchor) is None


@given(moments, zones, zones, hours, st.sampled_from(["meeting", "arrival"]))
def test_evening_before_is_an_hour_of_the_day_before_on_its_clock(anchor, zone, own, hour, thing):
    found = times.base(
        rule(thing=thing, moment="evening_before", amount=None, at=hour), anchor, edition_zone=zone, own_zone=own
    )
    clock = own if thing == "arrival" else zone
    local = found.astimezone(clock)
    day = anchor.astimezone(clock).date() - dt.timedelta(days=1)
    skipped = local.replace(tzinfo=None) - datetime.combine(day, hour)
    assert dt.timedelta(0) <= skipped <= dt.timedelta(hours=1), "later by what the change of clocks skips"
    assert skipped == dt.timedelta(0) or not _exists(day, hour, clock)
    assert found < anchor


@given(moments, zones, st.integers(1, 30))
def test_days_keep_the_hour_and_hours_do_not(anchor, zone, amount):
    by_days = times.base(rule(amount=amount, unit="days"), anchor, edition_zone=zone, own_zone=None).astimezone(zone)
    local = anchor.astimezone(zone)
    day = local.date() - dt.timedelta(days=amount)
    assert by_days.replace(tzinfo=None) == datetime.combine(day, local.time()) or not _exists(day, local.time(), zone)
    by_hours = times.base(rule(amount=amount, unit="hours"), anchor, edition_zone=zone, own_zone=None)
    assert anchor - by_hours == dt.timedelta(hours=amount)


NIGHT = Quiet(dt.time(22), dt.time(7), BERLIN)
SPRING, AUTUMN = dt.date(2025, 3, 30), dt.date(2025, 10, 26)


@pytest.mark.parametrize(("day", "ends_in_utc"), [(SPRING, 5), (AUTUMN, 6)])
def test_quiet_hours_end_by_the_readers_clock_across_both_changes(day, ends_in_utc):
    wished = datetime.combine(day, dt.time(2, 30), BERLIN).astimezone(dt.UTC)
    anchor = datetime.combine(day, dt.time(12), BERLIN).astimezone(dt.UTC)
    found = times.due(wished, anchor, quiet=NIGHT, now=anchor - dt.timedelta(days=3))
    assert found == datetime.combine(day, dt.time(ends_in_utc), dt.UTC)
    early = datetime.combine(day, dt.time(6, 30), BERLIN).astimezone(dt.UTC)
    found = times.due(wished, early, quiet=NIGHT, now=anchor - dt.timedelta(days=3))
    assert found == datetime.combine(day - dt.timedelta(days=1), dt.time(21, 59), BERLIN), "before they begin"


def test_who_takes_part_in_what_is_near_sleeps_by_the_edition_and_others_by_their_own():
    anchor = datetime(2025, 4, 8, 4, tzinfo=dt.UTC)
    near, far = anchor - dt.timedelta(hours=1), anchor - dt.timedelta(days=2)

    def clock(wished, *, takes_part=True, thing="meeting", own=BERLIN):
        facts = {"takes_part": takes_part, "edition_zone": KARACHI, "own_zone": own}
        return times.zone_of_quiet(rule(thing=thing), anchor, wished, **facts)

    assert [clock(near), clock(far), clock(near, takes_part=False)] == [KARACHI, BERLIN, BERLIN]
    assert [clock(near, thing="arrival"), clock(near, thing="departure")] == [BERLIN, KARACHI]
    assert clock(far, own=None) == KARACHI


def _exists(day, hour, zone):
    local = datetime.combine(day, hour, zone)
    return local.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None, fold=0) == local.replace(tzinfo=None, fold=0)
