"""A plan of 1,500 meetings: its problem loaded from the database, the plan applied, and undone."""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.urls import get_resolver

from accounts.models import User
from benchmarks.bench import Bench
from benchmarks.placements import NINE, Forum
from benchmarks.rows import Row
from delegations.models import Delegate, DelegateStatus
from forum.models import Booking, Role, TeamMember
from notifications.models import Message
from scheduling import problem_loading
from scheduling.actions import plan_applying
from scheduling.models import Movable, Plan, PlanItem, PlanStatus

MEETINGS, PEOPLE, ROOMS, AT_ONCE = 1_500, 2_000, 60, 4
HALF = dt.timedelta(minutes=30)
PER_DAY = 16
BEFORE = NINE - dt.timedelta(days=3)


def run(bench: Bench) -> Iterable[Row]:
    forum = Forum(rooms=ROOMS, meetings=0)
    desk = _desk(forum)
    plan = _plan(forum, desk)
    assert get_resolver().url_patterns  # as in a process that has served before
    loaded, took_s = _timed(lambda: problem_loading.load(forum.edition, movable=Movable.ALL, by=desk, now=BEFORE))
    yield Row(f"a problem of {MEETINGS:,} meetings loaded", took_s, "s", most=5)
    yield Row("... meetings in it", len(loaded.problem.meetings), exactly=MEETINGS)
    left, took_s = _timed(lambda: plan_applying.apply(plan, by=desk, now=BEFORE))
    yield Row(f"a plan of {MEETINGS:,} meetings applied, people told", took_s, "s", most=5)
    yield Row("... left out", len(left), exactly=0)
    yield Row("... mails about it in the outbox", Message.objects.count(), exactly=MEETINGS * AT_ONCE)
    loaded, took_s = _timed(lambda: problem_loading.load(forum.edition, movable=Movable.ALL, by=desk, now=BEFORE))
    yield Row("... its problem loaded, now that all are placed", took_s, "s", most=5)
    kept, took_s = _timed(lambda: plan_applying.undo(plan, by=desk, now=BEFORE))
    yield Row("... undone, people told", took_s, "s", most=5)
    held = Booking.objects.filter(is_active=True).count()
    yield Row("... kept, or still booked", len(kept) + held, exactly=0)


def _desk(forum: Forum) -> User:
    desk = User.objects.create_user("desk@bench.example", name="Sample Desk")
    TeamMember.objects.create(edition=forum.edition, user=desk, role=Role.ORGANISER)
    return desk


def _plan(forum: Forum, desk: User) -> Plan:
    """Every room from nine to five on two days; in no half hour is anybody wanted twice."""
    people = forum.people("Person", PEOPLE)
    rows = [
        Delegate(edition=forum.edition, delegation=forum.host, person=one, status=DelegateStatus.APPROVED)
        for one in people
    ]
    Delegate.objects.bulk_create(rows)
    meetings = forum.meet(MEETINGS)
    first = [index * AT_ONCE for index in range(MEETINGS)]
    forum.seat(meetings, [[people[(at + seat) % PEOPLE] for seat in range(AT_ONCE)] for at in first])
    plan = Plan.objects.create(edition=forum.edition, status=PlanStatus.PROPOSED, asked_by=desk, asked_at=BEFORE)
    PlanItem.objects.bulk_create(
        PlanItem(
            plan=plan,
            meeting=meeting,
            was_status=meeting.status,
            was_version=0,
            starts_at=_start(index // ROOMS),
            room=forum.rooms[index % ROOMS],
        )
        for index, meeting in enumerate(meetings)
    )
    return plan


def _start(number: int) -> dt.datetime:
    return NINE + dt.timedelta(days=number // PER_DAY) + HALF * (number % PER_DAY)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started
