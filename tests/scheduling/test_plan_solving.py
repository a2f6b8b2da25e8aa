"""From an edition to a problem and from a plan to a proposal: what is planned, what stands in its way, in how many
queries; what happens to what was stopped, discarded or left by a dead worker."""

import contextlib
import datetime as dt

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.turns import Turn
from delegations.models import Delegate, DelegateDetails
from forum import ledger
from forum.actions import sessions, speakers
from forum.models import Room, Venue
from forum.slots import Slot as Time
from scheduling import problem_loading, tasks
from scheduling.actions import placing, plan_applying, plan_changes, plan_solving, plans
from scheduling.models import Confidentiality, Meeting, Movable, PlanStatus
from scheduling.optimiser import check, json_form
from scheduling.optimiser.plan import Placement
from scheduling.optimiser.plan import Plan as Solved
from scheduling.optimiser.problem import Engagement, Problem, Span
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, person, stands

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("optimiser")]  # one process compiles the solver
S = PlanStatus


def slot(moment):
    return (moment - at(19, day=7)) // dt.timedelta(minutes=5)


@pytest.fixture
def run(edition, desk):
    """Gives a function that asks for a plan and works it out."""

    def work(**facts):
        plan = plans.ask(edition, seconds=1, by=desk, now=NOW, **facts)
        plan_solving.run(plan, clock=lambda: NOW)
        return plan

    return work


def load(edition, desk, **facts):
    return problem_loading.load(edition, by=desk, **({"movable": Movable.NONE, "now": NOW} | facts))


def test_problem_says_who_waits_and_what_stands_in_the_way(edition, room, waiting, desk, minister, envoy):
    """Past the hour, an off-grid session, a block, an arrival, a building far off: each as it is, rounded outward."""
    room.opens_at, room.closes_at, room.turnaround_minutes = dt.time(9), dt.time(17), 7
    room.save()
    away = Venue.objects.create(edition=edition, name="Ministry", latitude=33.7, longitude=73.1)
    Venue.objects.filter(pk=room.venue_id).update(latitude=33.7, longitude=73.0)
    hall = Room.objects.create(venue=away, name="Hall", kind="hall")
    wanted = waiting("Call", envoy, minister, level="call", wished_from=at(5, 2), wished_until=at(9))
    placed = waiting("Placed", envoy, person("Sample Other"))
    placing.place(placed, Slot(at(4), at(4, 30), room), by=desk, now=NOW)
    session = sessions.draft(edition, title="Panel", by=desk, now=NOW)
    sessions.schedule(session, Time(at(6, 3), at(6, 58), hall), by=desk, now=NOW)
    speakers.add(session, minister, by=desk, now=NOW)
    ledger.claim(edition, "block", [ledger.Claim(minister, at(10), at(10, 1)), ledger.Claim(hall, at(8), at(9))])
    delegate = Delegate.objects.get(person=envoy, edition=edition)
    DelegateDetails.objects.update_or_create(delegate=delegate, defaults={"arrives_at": at(3, 1)})

    problem = load(edition, desk).problem

    (meeting,) = problem.meetings
    assert (meeting.id, meeting.slots, meeting.seats, meeting.is_must) == (str(wanted.pk), 6, 2, True)
    assert meeting.windows == (Span(slot(at(5, 5)), slot(at(9))),)
    people = {one.id: one for one in problem.persons}
    host, guest = people[str(minister.pk)], people[str(envoy.pk)]
    assert host.engagements == (Engagement(slot(at(6)), slot(at(7)), building=str(away.pk)),)
    assert host.blocks == (Span(slot(at(10)), slot(at(10, 5))),)
    assert guest.engagements == (Engagement(slot(at(4)), slot(at(4, 30)), building=str(room.venue_id)),)
    assert guest.windows == (Span(slot(at(3, 5)), problem.slots),)
    rooms = {one.id: one for one in problem.rooms}
    mine, theirs = rooms[str(room.pk)], rooms[str(hall.pk)]
    assert mine.windows == (Span(slot(at(4)), slot(at(12))), Span(slot(at(4, day=9)), slot(at(12, day=9))))
    assert (mine.turnaround_slots, mine.capacity) == (2, 20)
    assert mine.blocks == (Span(slot(at(4)), slot(at(4, 40))),)
    assert theirs.blocks == (Span(slot(at(6)), slot(at(7))), Span(slot(at(8)), slot(at(9))))
    assert [one.slots for one in problem.travel] == [8]
    assert json_form.loads(Problem, json_form.dumps(problem)) == problem


def test_only_what_may_move_is_planned(edition, room, second, waiting, desk, organiser):
    """What is past, running, confirmed, outside, hidden from the asker or without people never is."""
    scheduled, confirmed, outside, past, hidden, unnamed = map(
        waiting, ("Scheduled", "Confirmed", "Outside", "Past", "Hidden", "Unnamed")
    )
    for hour, meeting in ((6, scheduled), (7, confirmed), (3, past)):
        placing.place(meeting, Slot(at(hour), at(hour, 30), room), by=desk, now=NOW)
    placing.place(outside, Slot(at(9), at(9, 30), place="Embassy"), by=desk, now=NOW)
    Meeting.objects.filter(pk=confirmed.pk).update(status="confirmed")
    Meeting.objects.filter(pk=hidden.pk).update(confidentiality=Confidentiality.HIDDEN)
    unnamed.attendees.first().delete()

    def planned(movable, by=desk):
        loaded = load(edition, by, movable=movable, now=at(4))
        assert {one.id for one in loaded.problem.meetings} == {
            str(one.pk) for one in loaded.meetings if one.pk not in loaded.unnamed
        }
        assert loaded.unnamed == {unnamed.pk}
        return {str(one) for one in loaded.meetings} - {"Unnamed"}

    assert planned(Movable.NONE) == set()
    assert planned(Movable.SCHEDULED) == {"Scheduled"}
    assert planned(Movable.ALL) == {"Scheduled", "Confirmed"}
    assert planned(Movable.ALL, organiser) == {"Scheduled", "Confirmed", "Hidden"}


def test_loading_takes_as_many_queries_for_three_meetings_as_for_one(edition, room, waiting, desk):
    counts = []
    for names in (["One"], ["Two", "Three"]):
        for name in names:
            placing.place(waiting(f"{name} placed"), Slot(*hour_of(name), room), by=desk, now=NOW)
            waiting(name)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            load(edition, desk, movable=Movable.ALL)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 9


def hour_of(name):
    hour = {"One": 5, "Two": 6, "Three": 7}[name]
    return at(hour), at(hour, 30)


def test_run_proposes_what_the_problem_allows_and_it_applies(run, room, second, waiting, desk):
    one, other = waiting("One"), waiting("Other")
    unnamed = waiting("Unnamed")
    unnamed.attendees.first().delete()

    plan = run()

    assert plan.status == S.PROPOSED
    problem = json_form.loads(Problem, json_form.json.dumps(plan.problem))
    placements = tuple(
        Placement(str(item.meeting_id), slot(item.starts_at), str(item.room_id)) for item in plan.items.new()
    )
    broken = check.violations(problem, Solved(placements))
    assert [one.code for one in broken if one.code != "score"] == []
    assert {str(item): [why["code"] for why in item.reasons] for item in plan.items.all()} == {
        "One": [],
        "Other": [],
        "Unnamed": ["nobody-named"],
    }
    assert plan_applying.apply(plan, by=desk, now=NOW) == []
    assert stands(one)[0] == stands(other)[0] == "scheduled"


def test_locked_items_stay_in_the_plan_that_follows(run, room, second, waiting, desk):
    waiting("One"), waiting("Other")
    placed = waiting("Placed")
    placing.place(placed, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    first = run(movable=Movable.SCHEDULED)
    item, still = first.items.get(meeting__subject="Other"), first.items.get(meeting=placed)
    plan_changes.adjust(item, starts_at=at(11, 25), room=second, by=desk, now=NOW)
    plan_changes.adjust(still, starts_at=at(12), room=room, by=desk, now=NOW)
    for one in (item, still):
        plan_changes.lock(one, by=desk, now=NOW)

    plan = run(movable=Movable.SCHEDULED, follows=first)

    kept = {str(one): (one.starts_at, one.room, one.is_locked) for one in plan.items.all()}
    assert kept.pop("One")[2] is False
    assert kept == {"Other": (at(11, 25), second, True), "Placed": (at(12), room, True)}
    locks = {one["id"]: one.get("lock") for one in plan.problem["meetings"]}
    assert locks[str(placed.pk)] == {"starts_slot": slot(at(12)), "room": str(room.pk)}


def test_ended_work_proposes_nothing(run, edition, waiting, desk, room):
    assert run().status == S.FAILED
    waiting("One")
    discarded = plans.ask(edition, seconds=1, by=desk, now=NOW)
    watch = plan_solving.Watch(discarded)
    plans.discard(discarded, by=desk, now=NOW)
    assert watch.is_over()
    assert not plan_solving.run(discarded, clock=lambda: NOW)
    assert not discarded.items.exists()

    stopped = plans.ask(edition, seconds=1, by=desk, now=NOW)
    plans.stop(stopped, by=desk, now=NOW)
    assert plan_solving.run(stopped, clock=lambda: NOW)
    assert stopped.status == S.PROPOSED


def test_what_a_dead_worker_left_is_begun_anew_by_one(edition, waiting, desk, room):
    waiting("One")
    plan = plans.ask(edition, seconds=1, by=desk, now=NOW)
    type(plan).objects.update(status=S.SOLVING)
    with other_session() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [Turn.PLAN.value, plan.pk])
        assert not plan_solving.run(plan, clock=lambda: NOW)

    assert plan_solving.waiting() == [plan.pk]
    tasks.solve_plan(plan.pk)
    plan.refresh_from_db()
    assert plan.status == S.PROPOSED


@contextlib.contextmanager
def other_session():
    told = connection.get_connection_params()
    names = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{name: told[name] for name in names if told.get(name)}) as link, link.cursor() as cursor:
        yield cursor
