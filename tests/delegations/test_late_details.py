"""Details brought after their date: the mission or the delegate asks, the desk opens them until a time, or refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import User
from core.errors import DomainError, InvalidInput
from delegations.actions import confirmation, late_changes, registration
from delegations.models import Delegate, LateChange
from notifications.models import Message
from tests.delegations.missions import NOW, accredited, facts

WHY = "The minister was changed yesterday."


def page(name, thing):
    return reverse(f"delegations:{name}", args=["pmif25", thing.public_id])


def panel(name, thing):
    return reverse(f"admin:delegations_latechange_{name}", args=[thing.pk])


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


def test_details_are_opened_by_a_time_and_nothing_else_is(closed, focal, desk):
    delegate, said = accredited(closed), {"by": desk, "now": NOW}
    asked_name = late_changes.ask_for_name(closed, facts(5), reason=WHY, by=focal, now=NOW)
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
