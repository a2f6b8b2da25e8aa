"""A person's facts changed in the panel, by an import or at another edition: clearance begins anew, the badge ends.

The forum knows nothing of accreditations; the settings name who listens (``forum.person_changes``).
"""

import datetime as dt

import pytest
from django.urls import reverse

from delegations.actions import badge_keys, badges, confirmation, registration
from delegations.models import Badge, Delegate, DelegateStatus
from forum.actions import imports
from forum.exchange.schedule import Item, Schedule, Speaker
from forum.models import Edition, Person
from tests.delegations.missions import NOW, accredited, facts, mission
from tests.delegations.test_confirmation import picture

FORM = ("honorific", "name", "native_name", "position", "organisation", "country", "email", "language", "timezone")


@pytest.fixture
def approved(delegation, organiser, said):
    """An approved delegate with a photo and a badge."""
    made = accredited(delegation, status=DelegateStatus.APPROVED)
    confirmation.give_photo(made, picture(), **said)
    badge_keys.make_first(made.edition, by=organiser, now=dt.datetime.now(dt.UTC))
    badges.prepare(made, now=dt.datetime.now(dt.UTC))
    return made


def standing():
    return Delegate.objects.get().status, Badge.objects.get().status


def save_in_panel(client, person, **changes):
    page = reverse("admin:forum_person_change", args=[person.pk])
    form = {name: str(getattr(person, name) or "") for name in FORM}
    answer = client.post(page, form | {"languages": "", "biography": person.biography} | changes)
    assert answer.status_code == 302, answer.context["errors"]


@pytest.mark.parametrize("changes", [{"name": "Sample Somebody Else"}, {"country": "IR"}, {"photo": "new"}])
def test_change_in_the_panel_begins_clearance_anew(client, organiser, approved, changes):
    client.force_login(organiser)
    given = changes if "photo" not in changes else {"photo": picture(color="red")}
    save_in_panel(client, approved.person, **given)
    assert standing() == ("in_review", "revoked")


def test_other_changes_in_the_panel_leave_it(client, organiser, approved):
    client.force_login(organiser)
    save_in_panel(client, approved.person, biography="Writes about copper.", position="Minister")
    assert standing() == ("approved", "ready")


def test_import_that_renames_a_speaker_begins_it_anew(approved, organiser):
    Person.objects.update(external_id="speaker-7")
    starts_at = dt.datetime(2025, 4, 8, 9, tzinfo=dt.UTC)
    item = Item("line 1", "s1", "Copper", starts_at, starts_at + dt.timedelta(hours=1))
    for name, expected in [("Sample Delegate 1", "approved"), ("Sample Renamed", "in_review")]:
        told = Item(**{**vars(item), "speakers": (Speaker("speaker-7", name),)})
        file = Schedule("Sample", "s", starts_at.date(), starts_at.date(), "UTC", items=(told,))
        imports.take_in(approved.edition, file, by=organiser, now=NOW)
        assert Delegate.objects.get().status == expected


def test_change_at_another_edition_reaches_the_accreditations_that_are_not_archived(approved, focal):
    dates = {"starts_on": dt.date(2025, 9, 1), "ends_on": dt.date(2025, 9, 2)}
    next_one = Edition.objects.create(slug="pmif26", name="Sample", short_name="PMIF26", **dates)
    again = mission(next_one, "Sample Mission A", "again@mission.example")
    again.focal_points.update(user=focal)
    second = registration.draft(again, facts(1), by=focal, now=NOW)
    assert second.person == approved.person
    registration.edit(second, {"country": "IR"}, by=focal, now=NOW)
    approved.refresh_from_db()
    assert approved.status == "in_review"

    Delegate.objects.filter(pk=approved.pk).update(status="approved")
    Edition.objects.filter(pk=approved.edition_id).update(is_archived=True)
    registration.edit(second, {"country": "TR"}, by=focal, now=NOW)
    approved.refresh_from_db()
    assert approved.status == "approved"
