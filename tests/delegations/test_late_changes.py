"""Changes after the dates: the mission asks with a reason, the desk grants, and so does, or refuses."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, InvalidInput
from delegations.actions import badge_keys, badges, late_changes, registration
from delegations.models import Badge, Delegate, DelegateStatus, LateChange, LateKind, LateStatus
from delegations.models.late import TRANSITIONS
from notifications.models import Message
from tests import lifecycles
from tests.delegations.missions import NOW, accredited, facts

WHY = "The minister was changed yesterday."


@pytest.fixture
def asked_name(closed, focal):
    return late_changes.ask_for_name(closed, facts(5), reason=WHY, by=focal, now=NOW)


@pytest.fixture
def correction(closed, focal):
    """Another name for somebody approved."""
    approved = accredited(closed, status=DelegateStatus.APPROVED)
    return late_changes.ask_for_correction(approved, facts(1, name="Sample Other"), reason=WHY, by=focal, now=NOW)


def answers():
    return [(one.email, one.facts["is_granted"]) for one in Message.objects.filter(kind="late_change_answered")]


def form(number=5, **more):
    return {name: value for name, value in facts(number, **more).items() if name != "email"} | {"reason": WHY}


def page(name, thing):
    return reverse(f"delegations:{name}", args=["pmif25", thing.public_id])


def panel(name, thing):
    return reverse(f"admin:delegations_latechange_{name}", args=[thing.pk])


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
def test_late_change_takes_every_step_of_the_table(asked_name, before, after):
    lifecycles.assert_allowed(asked_name, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(LateStatus, TRANSITIONS))
def test_late_change_refuses_every_step_outside_the_table(asked_name, before, after):
    lifecycles.assert_refused(asked_name, before, after)


def test_name_is_nobody_until_the_desk_grants_it(asked_name, desk):
    assert not Delegate.objects.exists()
    granted = late_changes.grant(asked_name, by=desk, now=NOW)
    made = Delegate.objects.get()
    assert (made.person.name, made.status, granted.made, granted.status) == (
        "Sample Delegate 5",
        "submitted",
        made,
        "granted",
    )
    assert answers() == [("a@mission.example", True)]


def test_granted_substitution_keeps_the_place_and_ends_the_badge(closed, focal, desk):
    former = accredited(closed, status=DelegateStatus.APPROVED)
    badge_keys.make_first(closed.edition, by=desk, now=NOW)
    badges.prepare(former, now=NOW)
    change = late_changes.ask_for_substitute(former, facts(2), reason=WHY, by=focal, now=NOW)
    assert late_changes.grant(change, by=desk, now=NOW).made.replaces == former
    former.refresh_from_db()
    assert (former.status, Badge.objects.get().status) == ("withdrawn", "revoked")


def test_granted_correction_begins_clearance_anew(correction, desk):
    assert (correction.facts, correction.before) == ({"name": "Sample Other"}, {"name": "Sample Delegate 1"})
    late_changes.grant(correction, by=desk, now=NOW)
    delegate = Delegate.objects.get()
    assert (delegate.person.name, delegate.status) == ("Sample Other", "in_review")


def test_refusal_needs_a_reason_and_leaves_everything(correction, desk):
    with pytest.raises(InvalidInput, match="the mission reads it"):
        late_changes.refuse(correction, reason=" ", by=desk, now=NOW)
    refused = late_changes.refuse(correction, reason="The lists are signed.", by=desk, now=NOW)
    assert (refused.status, refused.answer, answers()) == (
        "refused",
        "The lists are signed.",
        [("a@mission.example", False)],
    )
    assert Delegate.objects.get().person.name == "Sample Delegate 1"


def test_what_changed_meanwhile_is_said_and_never_overwritten(correction, desk):
    registration.edit(correction.delegate, {"name": "Sample Third"}, by=desk, now=NOW)
    with pytest.raises(DomainError, match="Name: Sample Delegate 1 → Sample Third") as refusal:
        late_changes.grant(correction, by=desk, now=NOW)
    correction.refresh_from_db()
    assert (refusal.value.code, correction.status) == ("late-change-overtaken", "asked")
    assert Delegate.objects.get().person.name == "Sample Third"


def test_what_the_action_refuses_is_not_granted(asked_name, closed, correction, desk, focal):
    for number in (2, 3):
        accredited(closed, number)
    with pytest.raises(DomainError):
        late_changes.grant(asked_name, by=desk, now=NOW)
    registration.withdraw(correction.delegate, by=focal, now=NOW)
    with pytest.raises(DomainError, match="nothing can be changed"):
        late_changes.grant(correction, by=desk, now=NOW)
    assert set(LateChange.objects.values_list("status", flat=True)) == {"asked"}
    assert answers() == []


def test_refuses_what_is_not_late_asked_twice_or_nothing_at_all(delegation, asked_name, correction, focal, desk):
    delegate, said = correction.delegate, {"reason": WHY, "by": focal, "now": NOW}
    with pytest.raises(DomainError, match="Withdraw that one first"):
        late_changes.ask_for_name(delegation, facts(5, name="sample delegate 5"), **said)
    with pytest.raises(DomainError, match="Withdraw that one first"):
        late_changes.ask_for_substitute(delegate, facts(2), **said)
    with pytest.raises(InvalidInput, match="other than it is"):
        late_changes.ask_for_correction(delegate, facts(1), **said)
    with pytest.raises(InvalidInput, match="needs this"):
        late_changes.ask_for_name(delegation, facts(6, position=""), **said)
    with pytest.raises(InvalidInput, match="why this comes late"):
        late_changes.ask_for_name(delegation, facts(6), reason="", by=focal, now=NOW)
    with pytest.raises(DomainError, match="date has not passed"):
        late_changes.ask_for_name(delegation, facts(6), reason=WHY, by=desk, now=NOW)
    late_changes.withdraw(correction, by=focal, now=NOW)
    assert late_changes.ask_for_substitute(delegate, facts(2), **said).status == "asked"


def test_database_refuses_two_open_ones_about_one_delegate(correction):
    row = {"delegation": correction.delegation, "delegate": correction.delegate, "facts": {}, "asked_at": NOW}
    with pytest.raises(IntegrityError, match="late_change_asked_once"), transaction.atomic():
        LateChange.objects.create(kind=LateKind.FACTS, **row)
    with pytest.raises(IntegrityError, match="late_change_is_about_somebody"), transaction.atomic():
        LateChange.objects.create(kind=LateKind.NAME, status="refused", **row)


def test_mission_asks_in_the_portal_and_the_desk_decides_in_the_panel(client, closed, focal, desk):
    delegate = accredited(closed)
    client.force_login(focal)
    listed = client.get(closed.get_absolute_url()).text
    assert page("late", closed) in listed
    assert page("register", closed) not in listed
    shown = client.get(delegate.get_absolute_url()).text
    assert page("late-substitute", delegate) in shown
    assert page("substitute", delegate) not in shown.replace(page("late-substitute", delegate), "")
    assert client.post(page("late-facts", delegate), form(1, position="Minister"))["Location"] == page("late", closed)
    assert client.post(page("late-name", closed), form() | {"category": "guest"})["Location"] == page("late", closed)
    assert "Minister" in client.get(page("late", closed)).text

    correction, name = LateChange.objects.order_by("pk")
    client.force_login(desk)
    beside = client.get(panel("change", correction)).text
    assert "Minister" in beside
    assert WHY in beside
    assert "changed since" not in beside
    client.post(panel("grant", correction), {})
    client.post(panel("refuse", name), {"reason": "No seat is left in the hall."})
    delegate.person.refresh_from_db()
    assert delegate.person.position == "Minister"
    client.force_login(focal)
    assert "No seat is left in the hall." in client.get(page("late", closed)).text


def test_lists_cost_the_same_for_one_and_for_three(client, closed, focal, desk):
    def count(user, address):
        client.force_login(user)
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    lists = [(focal, page("late", closed)), (desk, reverse("admin:delegations_latechange_changelist"))]
    lists.append((focal, "/api/v1/pmif25/late-changes/"))
    said = {"reason": WHY, "by": focal, "now": NOW}
    late_changes.ask_for_correction(accredited(closed, 1), {"position": "Minister"}, **said)
    one = [count(*each) for each in lists]
    late_changes.ask_for_correction(accredited(closed, 2), {"position": "Minister"}, **said)
    late_changes.ask_for_correction(accredited(closed, 3), {"position": "Minister"}, **said)
    assert [count(*each) for each in lists] == one
