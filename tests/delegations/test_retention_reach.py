"""How far the night's erasing reaches: every text of a person has an eraser, or a stated reason to be kept."""

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models

from core import workflow
from core.models import StatusChange
from delegations import guest_list_seal
from delegations.actions import guest_lists, retention
from delegations.erasers import ERASERS
from delegations.kept_facts import KEPT
from delegations.models import Application, Delegate, DelegateStatus, FactGroup, WaitingEntry
from forum.models import Appearance, Session
from notifications import outbox
from notifications.models import Message
from tests.delegations import guest_samples
from tests.delegations.missions import NOW
from tests.delegations.test_retention import night, rule

pytestmark = pytest.mark.django_db
G = FactGroup


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_ROOT = settings.MEDIA_ROOT = tmp_path


def test_what_no_rule_reached_before_goes_too(edition, delegation, delegate, desk):
    workflow.move(delegate, DelegateStatus.IN_REVIEW, by=desk, now=NOW, reason="Sample reason")
    person = delegate.person
    person.photo.save("sample.png", ContentFile(b"picture"))
    WaitingEntry.objects.create(delegation=delegation, facts={"name": "Sample Waiting"}, joined_at=NOW)
    applied = {"kind": "company", "name": "Sample Mining", "country": "TR", "sector": "x", "places_wanted": 2}
    applied |= {"purpose": "Copper", "contact_name": "Sample Contact", "applied_at": NOW, "secret_print": "x"}
    for status in ("refused", "submitted"):
        applied["secret_print"] += "x"
        Application.objects.create(edition=edition, email=f"{status}@company.example", status=status, **applied)
    telling = outbox.Telling("delivery_test", "test:1", edition=edition.slug)
    outbox.queue(telling, [outbox.Recipient("sample@mission.example")], now=NOW)
    Message.objects.update(status="sent")
    groups = (G.PHOTO, G.CONTACT, G.HISTORY, G.REASONS, G.WAITING, G.APPLICANTS, G.MAILS)
    for group in groups:
        rule(edition, group, 7)
    retention.erase_due(now=night(edition, 8))
    person.refresh_from_db()
    assert (person.photo.name, person.email, person.name) == ("", "", "Sample Delegate 1")
    assert apps.get_model("forum.PersonEvent").objects.filter(pgh_obj=person.pk).count() == 0
    assert [one.reason for one in StatusChange.objects.of(delegate)] == [""]
    assert [one.facts for one in WaitingEntry.objects.all()] == [{}]
    kept = Application.objects.order_by("status").values_list("status", "contact_name", "email")
    assert list(kept) == [("refused", "", ""), ("submitted", "Sample Contact", "submitted@company.example")]
    assert Message.objects.count() == 0
    assert retention.erase_due(now=night(edition, 9)) == 0


def test_frozen_guest_lists_forget_names_and_reasons_and_still_verify(edition, delegation, desk):
    made, guests = guest_samples.opening(delegation, guest_samples.office(edition))
    Delegate.objects.filter(pk=guests[0].pk).update(category="media")
    guest_lists.add_by_hand(made, guests[1], reason="Sample reason", by=desk, now=NOW)
    version = guest_samples.freeze(made, desk)
    rule(edition, G.GUESTS, 7)
    rule(edition, G.GUESTS, 30, category="media")
    assert retention.erase_due(now=night(edition, 7)) == 0
    assert retention.erase_due(now=night(edition, 8)) == 3
    kept = version.entries.order_by("position_in_list").values_list("name", "erased_at", "salt")
    assert [(bool(name), erased is None, bool(salt)) for name, erased, salt in kept] == [
        (True, True, True),
        (False, False, False),
        (False, False, False),
    ]
    assert (made.amendments.get().reason, guest_list_seal.standing(version)) == ("", "signed")
    assert retention.erase_due(now=night(edition, 31)) == 1
    assert guest_list_seal.standing(version) == "signed"


def test_who_stands_in_the_programme_keeps_the_photo(edition, delegate):
    delegate.person.photo.save("sample.png", ContentFile(b"picture"))
    talk = Session.objects.create(edition=edition, title="Sample talk")
    Appearance.objects.create(session=talk, person=delegate.person)
    rule(edition, G.PHOTO, 7)
    assert retention.erase_due(now=night(edition, 8)) == 0


OURS = {"accounts", "core", "delegations", "forum", "notifications", "scheduling"}
ADDRESSES = {"public_id", "external_id", "content_type", "timezone", "language", "password"}
"""Columns that say nothing of anybody."""


def test_every_text_has_an_eraser_or_a_reason_to_be_kept():
    """A new one needs a line in ``delegations.erasers``, or a reason in ``delegations.kept_facts``."""
    named = {f"{one.model._meta.label}.{name}" for one in ERASERS for name in (*one.blank, *one.files)}
    whole = {one.model for one in ERASERS if not one.blank}
    open_ones, used = set(), set()
    for model in apps.get_models():
        if model._meta.app_label not in OURS or model in whole or model._meta.proxy:
            continue
        for field in model._meta.local_fields:
            label = f"{model._meta.label}.{field.name}"
            if not _is_text(field) or label in named:
                continue
            reasons = {label, model._meta.label} & KEPT.keys()
            used |= reasons
            open_ones |= set() if reasons else {label}
    assert open_ones == set()
    assert set(KEPT) - used == set(), "reasons for what has an eraser, or is gone"


def _is_text(field):
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return isinstance(field, kinds) and not field.choices and field.name not in ADDRESSES
