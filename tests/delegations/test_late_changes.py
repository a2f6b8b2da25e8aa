"""Changes after the dates: the mission asks with a reason, the desk grants, and so does, or refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from core.errors import DomainError, InvalidInput
from delegations.actions import badge_keys, badges, confirmation, late_changes, registration
from delegations.models import Badge, Delegate, DelegateStatus, LateChange, LateKind, LateStatus, RegistrationTerms
from delegations.models.late import TRANSITIONS
from notifications.models import Message
from tests import lifecycles
from tests.delegations.missions import NOW, accredited, facts

WHY = "The minister was changed yesterday."


@pytest.fixture
def closed(delegation):
    """A delegation whose names and details were due before now."""
    due = {"nominations_close_at": NOW - dt.timedelta(days=2), "confirmations_close_at": NOW - dt.timedelta(days=1)}
    RegistrationTerms.objects.create(edition=delegation.edition, **due)
    return delegation


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


def test_details_open_for_one_delegate_until_the_time_and_no_longer(closed, focal, desk):
    late, other = accredited(closed, 1), accredited(closed, 2)
    said, hotel = {"by": focal, "now": NOW}, {"hotel": "Sample Hotel"}
    with pytest.raises(DomainError, match="Details were due"):
        confirmation.save_details(late, hotel, **said)
    asked = late_changes.ask_for_details(late, reason=WHY, **said)
    with pytest.raises(DomainError, match="Details were due"):
        confirmation.save_details(late, hotel, **said)
    until = NOW + late_changes.OPEN_FOR
    late_changes.open_details(asked, open_until=until, by=desk, now=NOW)

    confirmation.save_details(late, hotel, **said)
    registration.edit(late, {"position": "Minister"}, **said)
    with pytest.raises(DomainError, match="Names were due"):
        registration.edit(late, {"name": "Sample Other"}, **said)
    with pytest.raises(DomainError, match="date has not passed"):
        late_changes.ask_for_details(late, reason=WHY, **said)
    with pytest.raises(DomainError, match="Details were due"):
        confirmation.save_details(other, hotel, **said)
    confirmation.save_details(late, hotel, by=focal, now=until - dt.timedelta(seconds=1))
    with pytest.raises(DomainError, match="Details were due"):
        confirmation.save_details(late, hotel, by=focal, now=until)
    assert late_changes.ask_for_details(late, reason=WHY, by=focal, now=until).status == "asked"
    assert [one.facts["open_until"] for one in Message.objects.filter(kind="late_change_answered")] == [
        until.isoformat()
    ]


def test_details_are_opened_by_a_time_and_nothing_else_is(closed, focal, desk, asked_name):
    delegate, said = accredited(closed), {"by": desk, "now": NOW}
    asked = late_changes.ask_for_details(delegate, reason=WHY, by=focal, now=NOW)
    with pytest.raises(InvalidInput, match="until when"):
        late_changes.grant(asked, **said)
    for wrong in (NOW, NOW + late_changes.LONGEST + dt.timedelta(seconds=1)):
        with pytest.raises(InvalidInput, match="two weeks"):
            late_changes.open_details(asked, open_until=wrong, **said)
    with pytest.raises(DomainError, match="by being made"):
        late_changes.open_details(asked_name, open_until=NOW + late_changes.OPEN_FOR, **said)
    for wrong in ({"status": "granted"}, {"open_until": NOW}):
        with pytest.raises(IntegrityError, match="late_change_opens_details"), transaction.atomic():
            LateChange.objects.filter(pk=asked.pk).update(**wrong)
    late_changes.refuse(asked, reason="The badges are printed.", **said)
    with pytest.raises(DomainError, match="Details were due"):
        confirmation.save_details(delegate, {"hotel": "Sample Hotel"}, by=focal, now=NOW)
    registration.withdraw(delegate, by=focal, now=NOW)
    with pytest.raises(DomainError, match="nothing can be changed"):
        late_changes.ask_for_details(delegate, reason=WHY, by=focal, now=NOW)


def test_delegate_asks_for_oneself_and_brings_it_while_the_desk_has_opened_it(client, closed, focal, desk):
    delegate = accredited(closed)
    delegate.person.user = one = User.objects.create_user("delegate1@mission.example")
    delegate.person.save()
    travel, ask = page("travel", delegate), page("late-details", delegate)
    client.force_login(one)
    shown = client.get(delegate.get_absolute_url()).text
    assert (ask in shown, travel in shown) == (True, False)
    assert ask in client.get(travel).text
    assert client.post(ask, {"reason": WHY})["Location"] == delegate.get_absolute_url()
    asked = LateChange.objects.get()
    assert page("late-withdraw", asked) in client.get(delegate.get_absolute_url()).text
    assert client.get(page("late", closed)).status_code == 403

    client.force_login(desk)
    assert panel("open_details", asked) in client.get(panel("change", asked)).text
    form = client.get(panel("open_details", asked)).context["form"]
    client.post(panel("open_details", asked), {"open_until": form.initial["open_until"]})
    asked.refresh_from_db()
    assert abs(asked.open_until - timezone.now() - late_changes.OPEN_FOR) < dt.timedelta(minutes=2)
    told = {one.email: one.facts["link"] for one in Message.objects.filter(kind="late_change_answered")}
    assert told["delegate1@mission.example"].endswith(delegate.get_absolute_url())
    assert told["a@mission.example"].endswith(page("late", closed))

    client.force_login(one)
    shown = client.get(delegate.get_absolute_url()).text
    assert "Asia/Karachi" in shown.partition("Open for you after the date")[2][:400]
    assert travel in shown
    assert client.post(travel, {"hotel": "Sample Hotel"}).status_code == 302
    assert delegate.details.hotel == "Sample Hotel"


def test_apps_ask_and_the_desk_answers(closed, focal, desk):
    delegate, api, base = accredited(closed), APIClient(), "/api/v1/pmif25"
    about = f"{base}/delegates/{delegate.public_id}"
    api.force_authenticate(focal)
    made = api.post(f"{about}/late-details/", {"reason": WHY}, format="json")
    assert (made.status_code, made.json()["kind"]) == (201, "details")
    late = f"{base}/late-changes/{made.json()['id']}"
    assert api.post(f"{about}/late-facts/", {"position": "Minister", "reason": WHY}, format="json").status_code == 409
    assert api.post(f"{late}/open/").status_code == 403
    wanted = {**facts(5), "delegation": closed.public_id, "reason": WHY}
    name = api.post(f"{base}/late-changes/", wanted, format="json").json()
    assert (name["facts"]["name"], name["status"]) == ("Sample Delegate 5", "asked")

    api.force_authenticate(desk)
    assert api.post(f"{late}/grant/").status_code == 400
    opened = api.post(f"{late}/open/").json()
    assert (opened["status"], opened["open_until"] > timezone.now().isoformat()) == ("granted", True)
    assert api.post(f"{late}/refuse/", {"reason": "No."}, format="json").status_code == 409
    granted = api.post(f"{base}/late-changes/{name['id']}/grant/").json()
    assert Delegate.objects.get(public_id=granted["made"]).person.name == "Sample Delegate 5"
    assert {one["status"] for one in api.get(f"{base}/late-changes/").json()["results"]} == {"granted"}


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
