"""Who carried badges away and signed for them; floaters and passes for a day."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from core.errors import DomainError, IllegalTransition, InvalidInput
from delegations import badge_keys as keys
from delegations import tokens
from delegations.actions import badges, handing_over, passes
from delegations.models import BadgeStatus, DelegateStatus, Receipt
from tests.delegations.badge_samples import key, zone
from tests.delegations.missions import NOW, accredited

S = BadgeStatus
DAY = dt.date(2025, 4, 9)


@pytest.fixture
def printed(edition, delegation, desk):
    key(edition)
    people = [accredited(delegation, number, DelegateStatus.APPROVED).pk for number in (1, 2)]
    made = badges.prepare_each(edition, people, now=NOW).badges
    return badges.print_all(made, form="sheet", by=desk, now=NOW)


def _drawing():
    kept = BytesIO()
    Image.new("RGB", (300, 100), "white").save(kept, "PNG")
    return ContentFile(kept.getvalue(), name="signature.png")


def test_badges_of_a_delegation_are_signed_for_together(printed, delegation, desk):
    receipt = handing_over.hand_over(printed, collected_by=" Sample Driver ", signed_as="S. Driver", by=desk, now=NOW)
    assert (receipt.collected_by, receipt.signed_as, receipt.handed_by) == ("Sample Driver", "S. Driver", desk)
    assert receipt.delegation == delegation
    assert {badge.status for badge in receipt.badges.all()} == {S.ISSUED}
    assert receipt.badges.count() == 2


def test_drawn_signature_is_kept_encrypted(printed, desk, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    receipt = handing_over.hand_over(printed, collected_by="Sample Driver", signature=_drawing(), by=desk, now=NOW)
    with receipt.signature.open() as kept:
        assert Image.open(BytesIO(kept.read())).size == (300, 100)
    assert b"\x89PNG" not in (tmp_path / receipt.signature.name).read_bytes()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"collected_by": " ", "signed_as": "x"}, "collected_by"),
        ({"collected_by": "Sample Driver", "signed_as": " "}, "signed_as"),
        ({"collected_by": "Sample Driver", "signature": ContentFile(b"no picture", name="x.png")}, "signature"),
    ],
)
def test_receipt_without_a_name_or_a_signature_is_refused(printed, desk, given, field):
    with pytest.raises(InvalidInput) as refused:
        handing_over.hand_over(printed, by=desk, now=NOW, **given)
    assert refused.value.field == field
    assert not Receipt.objects.exists()


def test_badge_that_is_not_printed_is_not_handed_over(printed, delegation, desk):
    ready = badges.prepare(accredited(delegation, 3, DelegateStatus.APPROVED), now=NOW)
    with pytest.raises(IllegalTransition):
        handing_over.hand_over([*printed, ready], collected_by="x", signed_as="x", by=desk, now=NOW)
    with pytest.raises(InvalidInput):
        handing_over.hand_over([], collected_by="x", signed_as="x", by=desk, now=NOW)
    printed[0].refresh_from_db()
    assert printed[0].status == S.PRINTED


def test_floaters_are_counted_and_come_back(edition, desk):
    key(edition)
    made = passes.add_floaters(
        edition, category="support", zones=[zone(edition, "C", 2)], label="Technician", count=3, now=NOW
    )
    assert [(one.number, one.label, one.kind) for one in made] == [(n, "Technician", "floater") for n in (1, 2, 3)]
    assert tokens.read(made[0].token, keys.trusted(edition)).zone_mask == 4
    paper = badges.print_all(made, form="sheet", by=desk, now=NOW)
    out = handing_over.issue(paper[0], by=desk, now=NOW)
    back = badges.take_back(out, by=desk, now=NOW)
    assert handing_over.issue(back, by=desk, now=NOW).status == S.ISSUED
    more = passes.add_floaters(edition, category="support", zones=[], label="Driver", count=1, now=NOW)
    assert more[0].number == 4


def test_floater_that_is_lost_gets_its_number_again(edition, desk):
    key(edition)
    made = passes.add_floaters(edition, category="support", zones=[], label="Technician", count=1, now=NOW)
    out = handing_over.issue(badges.print_all(made, form="card", by=desk, now=NOW)[0], by=desk, now=NOW)
    lost = badges.report_lost(out, by=desk, now=NOW)
    again = badges.print_all([lost], form="card", by=desk, now=NOW)[0]
    assert (again.number, again.label) == (1, "Technician")
    with pytest.raises(DomainError, match="another badge already"):
        badges.print_all([lost], form="card", by=desk, now=NOW)


def test_day_pass_opens_one_day(edition):
    key(edition)
    made = passes.add_day_passes(edition, category="guest", zones=[], label="Visitor", count=1, day=DAY, now=NOW)[0]
    claims = tokens.read(made.token, keys.trusted(edition))
    assert (claims.days, claims.kind) == (0b10, "day_pass")
    assert claims.valid_from == dt.datetime(2025, 4, 8, 19, tzinfo=dt.UTC)
    assert claims.valid_until == dt.datetime(2025, 4, 9, 19, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"day": dt.date(2025, 4, 10)}, "day"),
        ({"count": 0}, "count"),
        ({"count": 201}, "count"),
        ({"label": " "}, "label"),
    ],
)
def test_impossible_passes_are_refused(edition, given, field):
    key(edition)
    facts = {"category": "guest", "zones": [], "label": "Visitor", "count": 1, "day": DAY} | given
    with pytest.raises(InvalidInput) as refused:
        passes.add_day_passes(edition, **facts, now=NOW)
    assert refused.value.field == field
