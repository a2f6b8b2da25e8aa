"""Plans of meetings: applied at once beside whatever changed meanwhile, undone, changed by hand, seen by the desks."""

import datetime as dt
import threading

import pytest
from django.db import connections

from accounts.models import User
from core import access
from core.errors import DomainError, IllegalTransition, InvalidInput, Taken
from forum.models import Booking, Role, Room, TeamMember
from notifications.models import Message
from scheduling.actions import attendees, course, placing, plan_applying, plan_changes, plans
from scheduling.models import Attendee, Confidentiality, Meeting, Movable, Plan, PlanItem, PlanStatus
from scheduling.models.plan import TRANSITIONS
from scheduling.plans import wording
from scheduling.slots import Slot
from tests import lifecycles
from tests.scheduling.meeting_samples import NOW, at, person, stands

pytestmark = pytest.mark.django_db
S = PlanStatus
HALF = dt.timedelta(minutes=30)


def causes(items):
    return {str(item.meeting): item.reasons[0]["code"] for item in items}


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(PlanStatus, TRANSITIONS))
def test_plan_refuses_every_step_outside_the_table(proposal, before, after):
    lifecycles.assert_refused(proposal({}), before, after)


def test_plan_table_is_whole(proposal):
    lifecycles.assert_whole(PlanStatus, TRANSITIONS, start=PlanStatus.QUEUED)
    for before, after in lifecycles.allowed(TRANSITIONS):
        lifecycles.assert_allowed(proposal({}), before, after)


def test_applying_places_and_swaps_in_one_and_undoing_puts_all_back(proposal, waiting, room, second, desk):
    one, other, new = waiting("One"), waiting("Other"), waiting("New")
    placing.place(one, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    placing.place(other, Slot(at(8), at(8, 30), second), by=desk, now=NOW)
    plan = proposal({one: (at(8), second), other: (at(6), room), new: (at(6, 30), room)})
    Message.objects.all().delete()

    assert plan_applying.apply(plan, by=desk, now=NOW) == []

    assert stands(one) == ("scheduled", at(8), "Committee Room 2", 2)
    assert stands(other) == ("scheduled", at(6), "Committee Room 1", 2)
    assert stands(new) == ("scheduled", at(6, 30), "Committee Room 1", 1)
    assert plan.status == S.APPLIED
    assert sorted(Message.objects.values_list("kind", flat=True)) == ["meeting_confirmed"] * 2 + ["meeting_moved"] * 4
    assert Attendee.objects.filter(booking__is_active=True).count() == 6

    assert plan_applying.undo(plan, by=desk, now=NOW) == []

    assert stands(one) == ("scheduled", at(6), "Committee Room 1", 3)
    assert stands(other) == ("scheduled", at(8), "Committee Room 2", 3)
    assert stands(new) == ("accepted", None, "", 2)
    assert plan.status == S.UNDONE
    assert Booking.objects.filter(is_active=True).count() == 6
    with pytest.raises(IllegalTransition):
        plan_applying.undo(plan, by=desk, now=NOW)


def test_what_changed_meanwhile_is_left_out_and_said(
    proposal, waiting, room, second, desk, organiser, minister, envoy, attache
):
    """And what depends on a place that is not given back is left out with it."""
    moved, behind = waiting("Moved by hand"), waiting("Wants its place")
    placing.place(moved, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    gone, busy, late, hidden = waiting("Gone"), waiting("Busy", envoy, minister), waiting("Late"), waiting("Hidden")
    confirmed, small, good = waiting("Confirmed"), waiting("Small"), waiting("Good")
    placing.place(confirmed, Slot(at(11), at(11, 30), second), by=desk, now=NOW)
    tiny = Room.objects.create(venue=room.venue, name="Tiny", capacity=2)
    slots = {moved: (at(9), room), behind: (at(6), room), gone: (at(7), room), busy: (at(9), second)}
    slots |= {late: (at(4), room), hidden: (at(10), room), confirmed: (at(12), second), small: (at(5), tiny)}
    plan = proposal(slots | {good: (at(13), second)})
    placing.move(moved, Slot(at(6), at(6, 30), second), by=desk, now=NOW)
    placing.move(moved, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    course.confirm(confirmed, by=desk, now=NOW)
    Meeting.objects.filter(pk=gone.pk).update(status="withdrawn")
    Meeting.objects.filter(pk=hidden.pk).update(confidentiality=Confidentiality.HIDDEN)
    Room.objects.filter(pk=tiny.pk).update(capacity=1)
    elsewhere = waiting("Elsewhere", attache, minister)
    placing.place(elsewhere, Slot(at(9), at(9, 30), tiny_of(room)), by=desk, now=NOW)

    left = plan_applying.apply(plan, by=desk, now=at(4, 30))

    said = {"Moved by hand": "changed", "Wants its place": "taken", "Gone": "changed", "Busy": "taken"}
    said |= {"Late": "time-passed", "Hidden": "not-yours", "Confirmed": "changed", "Small": "unfit"}
    assert causes(left) == said
    assert stands(moved) == ("scheduled", at(6), "Committee Room 1", 3)
    assert stands(good) == ("scheduled", at(13), "Committee Room 2", 1)
    assert stands(busy) == ("accepted", None, "", 0)
    wording.worded(left, desk)
    told = {str(item.meeting): item.sentences for item in left}
    assert told["Wants its place"] == ["Committee Room 1 is taken at that time."]
    assert told["Busy"] == ["H.E. Sample Minister is taken at that time."]


def tiny_of(room):
    return Room.objects.create(venue=room.venue, name="Spare")


def test_undo_leaves_what_changed_since(proposal, waiting, room, second, desk, host_focal):
    swapped, confirmed, begun, taken, plain = map(waiting, ("Swapped", "Confirmed", "Begun", "Taken", "Plain"))
    placing.place(taken, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    slots = {swapped: (at(7), room), confirmed: (at(8), room), begun: (at(4), room), taken: (at(10), room)}
    plan = proposal(slots | {plain: (at(11), room)})
    plan_applying.apply(plan, by=desk, now=NOW)
    attendee = swapped.attendees.first()
    attendees.add(attendee.party, person_of(attendee.party, "Late Comer"), by=desk, now=NOW)
    course.confirm(Meeting.objects.get(pk=confirmed.pk), by=desk, now=NOW)
    other = waiting("Sits there now")
    placing.place(other, Slot(at(6), at(6, 30), room), by=desk, now=NOW)

    kept = plan_applying.undo(plan, by=desk, now=at(4, 10))

    assert causes(kept) == {"Swapped": "changed", "Confirmed": "changed", "Begun": "begun", "Taken": "taken"}
    assert stands(plain)[:2] == ("accepted", None)
    assert stands(taken)[:2] == ("scheduled", at(10))


def person_of(party, name):
    one = person(name)
    party.delegation.delegates.create(edition=party.delegation.edition, person=one, status="approved")
    return one


def test_nothing_left_to_apply_leaves_the_proposal(proposal, waiting, room, desk):
    meeting = waiting("Gone")
    plan = proposal({meeting: (at(7), room)})
    Meeting.objects.update(status="withdrawn")

    with pytest.raises(DomainError, match="Nothing of this plan"):
        plan_applying.apply(plan, by=desk, now=NOW)

    plan.refresh_from_db()
    assert plan.status == S.PROPOSED


@pytest.mark.django_db(transaction=True)
def test_two_applying_at_once_apply_once(proposal, waiting, room, desk):
    plan = proposal({waiting("One"): (at(7), room)})
    answers_given = []

    def apply():
        try:
            answers_given.append(plan_applying.apply(Plan.objects.get(pk=plan.pk), by=desk, now=NOW))
        except DomainError as refusal:
            answers_given.append(type(refusal))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=apply) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers_given, key=str) == [IllegalTransition, []]
    assert Meeting.objects.get().version == 1


def test_proposal_changes_by_hand_within_what_is_free(proposal, waiting, room, second, desk):
    one, other, placed = waiting("One"), waiting("Other"), waiting("Placed")
    placing.place(placed, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    plan = proposal({one: (at(7), room), other: (at(6), room), placed: (at(9), second)})
    first, second_item, third = plan.items.order_by("pk")
    said = {"by": desk, "now": NOW}

    with pytest.raises(Taken, match="Committee Room 1 is taken"):
        plan_changes.adjust(first, starts_at=at(6, 10), room=room, **said)
    with pytest.raises(InvalidInput, match="lies outside"):
        plan_changes.adjust(first, starts_at=at(6, day=20), room=room, **said)
    plan_changes.adjust(first, starts_at=at(6, 30), room=room, **said)
    plan_changes.lock(first, **said)
    with pytest.raises(DomainError, match="locked"):
        plan_changes.leave(first, **said)
    with pytest.raises(Taken):
        plan_changes.leave(third, **said)
    plan_changes.leave(second_item, **said)
    plan_changes.leave(third, **said)

    assert [(item.starts_at, item.room, item.is_locked) for item in plan.items.order_by("pk")] == [
        (at(6, 30), room, True),
        (None, None, False),
        (at(6), room, False),
    ]
    assert [str(item) for item in plan.items.changing()] == ["One"]
    plans.discard(plan, **said)
    with pytest.raises(DomainError, match="Only a proposal"):
        plan_changes.unlock(first, **said)


def test_one_plan_at_a_time_is_asked_for(edition, desk):
    said = {"by": desk, "now": NOW}
    plan = plans.ask(edition, **said)

    with pytest.raises(DomainError, match="Another plan"):
        plans.ask(edition, **said)
    plans.stop(plan, **said)
    plans.discard(plan, **said)
    with pytest.raises(DomainError, match="not being worked out"):
        plans.stop(plan, **said)
    with pytest.raises(InvalidInput):
        plans.ask(edition, seconds=0, **said)
    with pytest.raises(DomainError, match="is over"):
        plans.ask(edition, by=desk, now=at(1, day=11))
    assert plans.ask(edition, movable=Movable.ALL, follows=plan, **said).status == S.QUEUED


def test_plans_are_seen_by_the_two_desks_and_rows_agree_with_rules(proposal, waiting, room, edition, guest_focal):
    hidden = waiting("Hidden")
    Meeting.objects.update(confidentiality=Confidentiality.HIDDEN)
    plan = proposal({hidden: (at(7), room)})
    item = plan.items.get()
    seen = {}
    for role in Role:
        user = User.objects.create_user(f"{role}@x.example", name=role)
        TeamMember.objects.create(edition=edition, user=user, role=role)
        seen[role] = (access.allows(user, "view_plan", plan), access.allows(user, "view_plan_item", item))
        rows = Plan.objects.visible_to(user).exists(), PlanItem.objects.visible_to(user).exists()
        assert rows == seen[role]

    nobody = (False, False)
    assert seen == dict.fromkeys(Role, nobody) | {Role.ORGANISER: (True, True), Role.MEETINGS: (True, False)}
    assert not access.allows(guest_focal, "view_plan", plan)
