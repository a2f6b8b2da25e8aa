"""Places by category, overflow passes counted apart, and the categories that a mission may give."""

import pytest
from django.urls import reverse

from core.errors import DomainError, InvalidInput
from delegations import places
from delegations.actions import overflow, registration, waiting
from delegations.models import CategoryQuota, CategoryTerms, Delegate, DelegateStatus
from forum.models import Person
from tests.delegations.missions import NOW, accredited, facts


def quota(delegation, category, count, overflow=0):
    return CategoryQuota.objects.create(
        delegation=delegation, category=category, places=count, overflow_places=overflow
    )


def draft(delegation, number, by, **more):
    return registration.draft(delegation, facts(number, **more), by=by, now=NOW)


def test_category_with_a_quota_is_refused_at_its_end_and_others_are_not(delegation, focal):
    quota(delegation, "media", 1)
    draft(delegation, 1, focal, category="media")
    with pytest.raises(DomainError, match=r"one place of Sample Mission A for this category \(media\) is used") as no:
        draft(delegation, 2, focal, category="media")
    assert (no.value.code, no.value.facts) == ("quota-used", {"quota": 1, "overflow_left": 0, "category": "media"})
    assert draft(delegation, 2, focal).category == "delegate"
    assert not Person.objects.filter(name="Sample Delegate 3").exists()


def test_category_without_places_says_so(delegation, focal):
    quota(delegation, "media", 0)
    with pytest.raises(DomainError, match="Sample Mission A has no places for this category"):
        draft(delegation, 1, focal, category="media")


def test_category_without_a_row_is_bounded_by_all_together(delegation, focal):
    quota(delegation, "media", 3)
    for number in range(3):
        draft(delegation, number, focal, category="guest")
    with pytest.raises(DomainError, match="All 3 places of Sample Mission A are used"):
        draft(delegation, 4, focal, category="media")


def test_fifty_first_of_fifty_is_refused(delegation, focal):
    delegation.quota = 50
    delegation.save()
    for number in range(50):
        accredited(delegation, number)
    with pytest.raises(DomainError, match="All 50 places"):
        draft(delegation, 51, focal)
    assert Delegate.objects.in_the_count().count() == 50


def test_overflow_pass_uses_no_place_and_is_given_only_where_none_is_left(delegation, focal):
    quota(delegation, "media", 1, overflow=1)
    assert not draft(delegation, 1, focal, category="media", is_overflow=True).is_overflow
    with pytest.raises(DomainError, match="One overflow pass is"):
        draft(delegation, 2, focal, category="media")
    assert draft(delegation, 2, focal, category="media", is_overflow=True).is_overflow
    with pytest.raises(DomainError, match="media"):
        draft(delegation, 3, focal, category="media", is_overflow=True)
    standing = places.of(delegation, now=NOW)
    assert (standing.used, standing.left, standing.overflow_left) == (1, 2, 0)
    assert places.used(delegation, now=NOW) == 1


def test_overflow_pass_becomes_a_place_once_one_is_free_and_nobody_waits(client, delegation, focal):
    quota(delegation, "media", 1, overflow=2)
    here = draft(delegation, 1, focal, category="media")
    late = draft(delegation, 2, focal, category="media", is_overflow=True)
    entry = waiting.join(delegation, facts(3, category="media"), by=focal, now=NOW)
    said = {"by": focal, "now": NOW}
    with pytest.raises(DomainError, match="No place is left"):
        overflow.give_place(late, **said)
    registration.withdraw(here, **said)
    with pytest.raises(DomainError) as offered:
        overflow.give_place(late, **said)
    assert offered.value.code == "quota-used"
    waiting.leave(entry, **said)

    client.force_login(focal)
    page = reverse("delegations:use-place", args=["pmif25", late.public_id])
    assert page in client.get(late.get_absolute_url()).text
    assert client.post(page)["Location"] == late.get_absolute_url()
    late.refresh_from_db()
    standing = places.of(delegation, now=NOW)
    assert (late.is_overflow, standing.used, standing.overflow_left) == (False, 1, 2)
    assert page not in client.get(late.get_absolute_url()).text
    with pytest.raises(DomainError, match="no overflow pass"):
        overflow.give_place(late, **said)


def test_move_to_another_category_needs_a_place_there(delegation, focal):
    quota(delegation, "media", 1)
    accredited(delegation, 1)
    moving, full = draft(delegation, 2, focal), draft(delegation, 3, focal, category="media")
    with pytest.raises(DomainError, match="media"):
        registration.edit(moving, {"category": "media"}, by=focal, now=NOW)
    registration.withdraw(full, by=focal, now=NOW)
    assert registration.edit(moving, {"category": "media"}, by=focal, now=NOW).category == "media"


def test_move_within_a_full_delegation_uses_ones_own_place(delegation, focal):
    people = [draft(delegation, number, focal) for number in range(3)]
    assert registration.edit(people[0], {"category": "guest"}, by=focal, now=NOW).category == "guest"


def test_mission_gives_only_offered_categories_and_the_desk_any(delegation, focal, desk):
    for refused in ("speaker", "crew"):
        with pytest.raises(InvalidInput, match="gives this category") as no:
            draft(delegation, 1, focal, category=refused)
        assert no.value.field == "category"
    assert draft(delegation, 1, desk, category="crew").category == "crew"


def test_edition_says_which_categories_are_offered(delegation, focal):
    CategoryTerms.objects.create(edition=delegation.edition, category="guest", is_offered=False)
    CategoryTerms.objects.create(edition=delegation.edition, category="speaker", is_offered=True)
    with pytest.raises(InvalidInput, match="guest"):
        draft(delegation, 1, focal, category="guest")
    assert draft(delegation, 1, focal, category="speaker").category == "speaker"


def test_category_that_the_desk_gave_survives_the_missions_edit(delegation, focal, desk):
    crew = draft(delegation, 1, desk, category="crew")
    edited = registration.edit(crew, {"category": "crew", "position": "Envoy"}, by=focal, now=NOW)
    assert (edited.category, edited.person.position) == ("crew", "Envoy")


def test_withdrawn_rejected_and_revoked_use_no_place(delegation):
    for number, status in enumerate([DelegateStatus.WITHDRAWN, DelegateStatus.REJECTED, DelegateStatus.REVOKED]):
        accredited(delegation, number, status)
    assert places.of(delegation, now=NOW).left == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_standing_costs_one_query(delegation, rows, django_assert_num_queries):
    for number, category in zip(range(rows), ("media", "guest", "delegate"), strict=False):
        quota(delegation, category, 2)
        accredited(delegation, number)
    with django_assert_num_queries(1):
        assert len(places.of(delegation, now=NOW).shown) == rows + (rows == 1)
