"""Changes to one person from several sides at once wait for one another in one order, and never in a ring."""

import threading
from contextlib import suppress

import pytest
from django.db import transaction

from delegations.actions import accreditation, registration, reopening
from delegations.models import Delegate, DelegateStatus
from forum.models import Edition, Person, TeamMember
from tests.delegations.missions import NOW, accredited, mission
from tests.delegations.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def twice(delegation, desk):
    """One person, approved at two open editions; the desk of the first."""
    first = accredited(delegation, status=DelegateStatus.APPROVED)
    later = Edition.objects.create(
        slug="next", name="Next", short_name="Next", starts_on="2026-04-08", ends_on="2026-04-09"
    )
    second = mission(later, "Sample Mission A, next", "next@mission.example")
    row = {"edition": later, "delegation": second, "person": first.person, "status": DelegateStatus.APPROVED}
    Delegate.objects.create(**row)
    TeamMember.objects.create(edition=later, user=desk, role="accreditation")
    return desk


def rename(place, desk):
    delegate = Delegate.objects.order_by("pk")[place]
    return registration.edit(delegate, {"name": f"Sample Name {place}"}, by=desk, now=NOW)


def rename_in_panel(desk):
    with transaction.atomic():
        person = Person.objects.get()
        person.name = "Sample Panel"
        person.save()
        reopening.of_person(person, {"name"}, by=desk, now=NOW)


def approve(desk):
    Delegate.objects.filter(edition__slug="pmif25").update(status=DelegateStatus.IN_REVIEW)
    return accreditation.approve(Delegate.objects.order_by("pk")[0], by=desk, now=NOW)


OTHERS = {"edit": lambda desk: rename(1, desk), "panel": rename_in_panel, "desk": approve}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_two_changes_to_one_person_never_wait_in_a_ring(twice, other, monkeypatch):
    """Each is held before its last step until the other is there too, or half a second over."""
    met = threading.Barrier(2)

    def meeting(action):
        def then(*args, **kwargs):
            with suppress(threading.BrokenBarrierError):
                met.wait(timeout=0.5)
            return action(*args, **kwargs)

        return then

    monkeypatch.setattr(registration, "_write", meeting(registration._write))
    monkeypatch.setattr(reopening, "of_person", meeting(reopening.of_person))
    monkeypatch.setattr(accreditation.sign_ins, "link", meeting(accreditation.sign_ins.link))

    answers = at_once([lambda: rename(0, twice), lambda: other(twice)])

    assert not [one for one in answers if isinstance(one, Exception)]
    assert Person.objects.get().name.startswith("Sample")
