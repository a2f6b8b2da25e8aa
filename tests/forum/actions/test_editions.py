"""Closing an edition and opening it again."""

import pytest

from core.errors import DomainError
from core.models import StatusChange
from forum.actions import editions
from forum.models import Edition

pytestmark = pytest.mark.django_db


def test_archive_and_restore_are_recorded_with_who_and_why(edition, organiser, now):
    editions.archive(edition, by=organiser, now=now, reason="Over.")
    assert Edition.objects.get().is_archived
    editions.restore(edition, by=organiser, now=now, reason="Too early.")
    assert not Edition.objects.get().is_archived
    changes = StatusChange.objects.of(edition).values_list("before", "after", "actor", "reason")
    assert list(changes) == [
        ("open", "archived", organiser.pk, "Over."),
        ("archived", "open", organiser.pk, "Too early."),
    ]


def test_archive_twice_and_restore_of_an_open_edition_are_refused(edition, organiser, now):
    with pytest.raises(DomainError):
        editions.restore(edition, by=organiser, now=now)
    editions.archive(edition, by=organiser, now=now)
    with pytest.raises(DomainError) as refused:
        editions.archive(Edition.objects.get(), by=organiser, now=now)
    assert str(refused.value) == "PMIF25 is archived already."
    assert StatusChange.objects.of(edition).count() == 1
