"""The terms of categories, zones and layouts of badges in the panel, and what they mean for those approved already."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from delegations import effects
from delegations.actions import badges
from delegations.actions import terms as actions
from delegations.models import (
    Agency,
    BadgeLayout,
    CategoryTerms,
    ClearanceMode,
    DelegateCategory,
    DelegateStatus,
    Zone,
)
from forum.models import Edition, Role
from tests.delegations.badge_samples import key, terms, zone
from tests.delegations.missions import NOW, accredited, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, edition):
    client.force_login(member(edition, Role.ACCREDITATION))
    return client


@pytest.fixture
def elsewhere(edition):
    return Edition.objects.create(slug="other", name="Other", starts_on=edition.starts_on, ends_on=edition.ends_on)


def screen(model, kind="changelist", *args):
    return reverse(f"admin:delegations_{model}_{kind}", args=args)


def facts(**more):
    return {"rank": "60", "color": "#2f6690", "clearance_mode": "any", "is_offered": "on"} | more


def test_usual_terms_are_written_once_for_every_category(desk, edition):
    terms(edition, "media", 25, color="#8a7212")
    button = reverse("admin:delegations_categoryterms_write_usual")
    answer = desk.post(button, {"edition": edition.pk}, follow=True)
    assert "The terms of 7 categories are written." in answer.content.decode()
    assert set(CategoryTerms.objects.values_list("category", flat=True)) == set(DelegateCategory.values)
    assert CategoryTerms.objects.get(category="media").rank == 25
    again = desk.post(button, {"edition": edition.pk}, follow=True)
    assert "Every category has its terms already." in again.content.decode()


def test_terms_are_decided_in_one_form(desk, edition):
    row = terms(edition, "delegate", 0)
    hall, agency = zone(edition, "A", 0), Agency.objects.create(edition=edition, name="Sample Agency")
    given = facts(needs=["photo", "document"], days=["2025-04-09"], zones=[hall.pk], agencies=[agency.pk])
    assert desk.post(screen("categoryterms", "change", row.pk), given).status_code == 302
    row.refresh_from_db()
    assert (row.needs, [f"{day}" for day in row.days]) == (["photo", "document"], ["2025-04-09"])
    assert ([*row.zones.all()], [*row.agencies.all()]) == ([hall], [agency])
    assert (row.rank, row.clearance_mode, row.category) == (60, ClearanceMode.ANY, "delegate")


def test_terms_refuse_what_is_another_editions_and_what_is_no_colour(desk, edition, elsewhere):
    row = terms(edition, "delegate", 0)
    strange = zone(elsewhere, "A", 0), Agency.objects.create(edition=elsewhere, name="Sample Agency")
    given = facts(color="green", days=["2025-05-01"], zones=[strange[0].pk], agencies=[strange[1].pk], needs=["blood"])
    form = desk.post(screen("categoryterms", "change", row.pk), given).context["adminform"].form
    assert set(form.errors) == {"color", "days", "zones", "agencies", "needs"}


def test_terms_say_what_they_mean_for_who_is_approved(desk, edition, delegation):
    key(edition)
    row = terms(edition, "delegate", 60, zone(edition, "A", 0))
    first = accredited(delegation, 1, DelegateStatus.APPROVED)
    accredited(delegation, 2, DelegateStatus.APPROVED)
    badges.prepare(first, now=NOW)
    assert effects.of(row) == effects.Effects(approved=2, lacking={}, outdated=0)
    row.zones.set([zone(edition, "B", 1)])
    row.agencies.set([Agency.objects.create(edition=edition, name="Sample Agency")])
    assert effects.of(row) == effects.Effects(approved=2, lacking={"Sample Agency": 2}, outdated=1)
    page = desk.get(screen("categoryterms", "change", row.pk)).content.decode()
    assert "2 of them are not cleared by Sample Agency" in page
    assert "1 badge opens other zones or days than these" in page


def test_effects_take_as_many_queries_for_three_as_for_one(edition, delegation, django_assert_num_queries):
    key(edition)
    row = terms(edition, "delegate", 60, zone(edition, "A", 0))

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            effects.of(CategoryTerms.objects.get(pk=row.pk))
        return len(seen)

    badges.prepare(accredited(delegation, 1, DelegateStatus.APPROVED), now=NOW)
    first = asked()
    for number in (2, 3):
        badges.prepare(accredited(delegation, number, DelegateStatus.APPROVED), now=NOW)
    assert asked() == first


def test_zone_gets_a_bit_that_none_before_it_had(desk, edition, room):
    zone(edition, "A", 4)
    given = {"edition": edition.pk, "code": "VIP", "name": "Sample lounge", "rooms": [room.pk]}
    assert desk.post(screen("zone", "add"), given).status_code == 302
    made = Zone.objects.get(code="VIP")
    assert (made.bit, [*made.rooms.all()]) == (5, [room])
    desk.post(screen("zone", "change", made.pk), given | {"name": "Sample lounge of ministers"})
    made.refresh_from_db()
    assert (made.bit, made.name) == (5, "Sample lounge of ministers")


def test_thirty_third_zone_and_a_room_elsewhere_are_refused(desk, edition, elsewhere, room):
    zone(edition, "A", 31)
    with pytest.raises(Exception, match="at most 32 zones"):
        actions.add_zone(Zone(edition=edition, code="B", name="Sample"))
    room.venue.edition = elsewhere
    room.venue.save()
    given = {"edition": edition.pk, "code": "B", "name": "Sample", "rooms": [room.pk]}
    form = desk.post(screen("zone", "add"), given).context["adminform"].form
    assert "rooms" in form.errors


def test_layout_is_previewed_before_it_is_saved(desk, edition):
    asked = {"edition": edition.pk, "category": "media", "title": "PRESS", "shows_flag": "on", "script": "ur"}
    answer = desk.get(screen("badgelayout", "preview"), asked)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer.content.startswith(b"\x89PNG")
    assert not BadgeLayout.objects.exists()


@pytest.mark.parametrize("wrong", [{"category": "royalty"}, {"script": "klingon"}, {"title": "x" * 41}])
def test_preview_of_nonsense_is_refused_in_words(desk, edition, wrong):
    asked = {"edition": edition.pk, "category": "media", "script": "en"} | wrong
    answer = desk.get(screen("badgelayout", "preview"), asked)
    assert answer.status_code == 400
    assert answer.json()["problem"]


def test_layouts_belong_to_the_desk(client, edition, elsewhere):
    asked = {"edition": edition.pk, "category": "media", "script": "en"}
    for role, status in ((Role.PROGRAMME, 403), (Role.ORGANISER, 200)):
        client.force_login(member(edition, role))
        assert client.get(screen("badgelayout", "preview"), asked).status_code == status
    assert client.get(screen("badgelayout", "preview"), asked | {"edition": elsewhere.pk}).status_code == 403


@pytest.mark.parametrize("model", ["categoryterms", "zone", "badgelayout"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(desk, edition, model):
    def add(number, category):
        terms(edition, category, number, zone(edition, f"Z{number}", number))
        BadgeLayout.objects.create(edition=edition, category=category)

    def asked():
        with CaptureQueriesContext(connection) as seen:
            assert desk.get(screen(model)).status_code == 200
        return len(seen)

    add(1, "delegate")
    asked()
    first = asked()
    add(2, "media")
    add(3, "guest")
    assert asked() == first
