"""The life of a badge, from the approval to the receipt, and every way in which it ends."""

import pytest

from core.errors import DomainError, IllegalTransition, InvalidInput
from core.models import StatusChange
from delegations import badge_keys as keys
from delegations import revocations, tokens
from delegations.actions import accreditation, badges, handing_over, registration, standing
from delegations.models import Badge, BadgeStatus, DelegateStatus
from delegations.models.badge import TRANSITIONS
from tests import lifecycles
from tests.delegations.badge_samples import key, terms, zone
from tests.delegations.missions import NOW, accredited, facts
from tests.delegations.test_races import at_once

S = BadgeStatus


@pytest.fixture
def approved(edition, delegation):
    key(edition)
    terms(edition, "delegate", 60, zone(edition, "A", 0))
    return accredited(delegation, status=DelegateStatus.APPROVED)


@pytest.fixture
def badge(approved):
    return badges.prepare(approved, now=NOW)


@pytest.fixture
def printed(badge, desk):
    return badges.print_all([badge], form="card", by=desk, now=NOW)[0]


def revoked_serials(edition):
    return revocations.since(edition, 0)[1]


@pytest.mark.parametrize(("before", "after"), lifecycles.allowed(TRANSITIONS))
def test_badge_takes_every_step_of_the_table(badge, before, after):
    lifecycles.assert_allowed(badge, before, after)


@pytest.mark.parametrize(("before", "after"), lifecycles.refused(BadgeStatus, TRANSITIONS))
def test_badge_refuses_every_step_outside_the_table(badge, before, after):
    lifecycles.assert_refused(badge, before, after)


def test_table_is_whole():
    lifecycles.assert_whole(BadgeStatus, TRANSITIONS, start=S.READY)


def test_badge_of_an_approved_delegate_is_signed(edition, approved, badge):
    claims = tokens.read(badge.token, keys.trusted(edition))
    assert (claims.serial, claims.zone_mask, claims.days, claims.kind) == (badge.serial, 1, 0, "personal")
    assert (claims.valid_from, claims.valid_until) == (badge.valid_from, badge.valid_until)
    assert (badge.status, badge.category, badge.delegate) == (S.READY, "delegate", approved)


def test_second_preparation_gives_the_same_badge(approved, badge):
    assert badges.prepare(approved, now=NOW) == badge
    assert Badge.objects.count() == 1


@pytest.mark.parametrize("status", [one for one in DelegateStatus.values if one != DelegateStatus.APPROVED])
def test_who_is_not_approved_gets_no_badge(approved, delegation, status):
    other = accredited(delegation, 2, status)
    with pytest.raises(DomainError, match="approved") as refused:
        badges.prepare(other, now=NOW)
    assert refused.value.code == "not-approved"
    prepared = badges.prepare_each(approved.edition, [approved.pk, other.pk], now=NOW)
    assert [one.delegate for one in prepared.badges] == [approved]
    assert [one for one, _sentence in prepared.refused] == [other]


def test_badge_without_a_key_is_refused(delegation):
    with pytest.raises(DomainError, match="no badge key"):
        badges.prepare(accredited(delegation, status=DelegateStatus.APPROVED), now=NOW)


def test_printing_is_logged(badge, printed, desk):
    assert (printed, printed.status) == (badge, S.PRINTED)
    row = printed.prints.get()
    assert (row.printed_by, row.printed_at, row.form) == (desk, NOW, "card")


def test_second_printing_ends_the_first(edition, printed, desk):
    again = badges.print_all([printed], form="sheet", by=desk, now=NOW)[0]
    printed.refresh_from_db()
    assert (printed.status, again.status) == (S.REVOKED, S.PRINTED)
    assert again.serial != printed.serial
    assert revoked_serials(edition) == [printed.serial]
    assert StatusChange.objects.of(printed).last().reason == "Printed again."
    with pytest.raises(DomainError, match="revoked"):
        badges.print_all([printed], form="card", by=desk, now=NOW)


def test_note_for_the_gate_is_written_kept_by_a_new_printing_and_taken_off(printed, desk):
    badges.write_note(printed, note=" Wheelchair ")
    again = badges.print_all([printed], form="card", by=desk, now=NOW)[0]
    assert again.note == "Wheelchair"
    with pytest.raises(InvalidInput, match="200 letters"):
        badges.write_note(again, note="x" * 201)
    assert badges.write_note(again, note="").note == ""


def test_badge_not_yet_printed_takes_up_what_has_changed(edition, approved, badge, desk):
    edition.category_terms.get().zones.add(zone(edition, "B", 1))
    paper = badges.print_all([badge], form="card", by=desk, now=NOW)[0]
    assert paper.pk == badge.pk
    assert tokens.read(paper.token, keys.trusted(edition)).zone_mask == 0b11
    assert tokens.read(Badge.objects.get().token, keys.trusted(edition)).zone_mask == 0b11


def test_lost_badge_opens_nothing_and_another_is_printed(edition, printed, desk):
    lost = badges.report_lost(handing_over.issue(printed, by=desk, now=NOW), by=desk, now=NOW)
    assert revoked_serials(edition) == [lost.serial]
    again = badges.print_all([lost], form="card", by=desk, now=NOW)[0]
    lost.refresh_from_db()
    assert (lost.status, again.status) == (S.LOST, S.PRINTED)
    with pytest.raises(DomainError, match="another badge already"):
        badges.print_all([lost], form="card", by=desk, now=NOW)
    assert badges.take_back(lost, by=desk, now=NOW).status == S.REVOKED


def test_badge_that_nobody_has_cannot_be_lost(badge, desk):
    with pytest.raises(IllegalTransition):
        badges.report_lost(badge, by=desk, now=NOW)
    with pytest.raises(IllegalTransition):
        badges.take_back(badge, by=desk, now=NOW)


def test_revoked_for_a_reason(edition, printed, desk):
    with pytest.raises(InvalidInput) as refused:
        badges.revoke(printed, reason=" ", by=desk, now=NOW)
    assert refused.value.field == "reason"
    assert badges.revoke(printed, reason="Lent to another", by=desk, now=NOW).status == S.REVOKED
    assert revoked_serials(edition) == [printed.serial]


def test_print_refuses_what_it_cannot(printed, desk):
    for given, form in (([], "card"), ([printed], "poster")):
        with pytest.raises(InvalidInput):
            badges.print_all(given, form=form, by=desk, now=NOW)


def test_badges_of_an_archived_edition_stay(edition, printed, desk):
    edition.is_archived = True
    edition.save()
    for verb in (
        lambda: badges.print_all([printed], form="card", by=desk, now=NOW),
        lambda: badges.report_lost(printed, by=desk, now=NOW),
        lambda: badges.prepare(printed.delegate, now=NOW),
    ):
        with pytest.raises(DomainError, match="archived"):
            verb()


LEAVES = {
    "revoked": lambda one, desk: accreditation.revoke(one, reason="Sample", by=desk, now=NOW),
    "taken up again": lambda one, desk: accreditation.start_review(one, by=desk, now=NOW),
    "withdrawn": lambda one, desk: registration.withdraw(one, by=desk, now=NOW),
    "renamed": lambda one, desk: registration.edit(one, facts(name="Other Name"), by=desk, now=NOW),
    "delegation withdrawn": lambda one, desk: standing.withdraw(one.delegation, by=desk, now=NOW),
}


@pytest.mark.parametrize("how", LEAVES)
def test_badge_ends_with_the_accreditation(edition, printed, desk, how):
    LEAVES[how](printed.delegate, desk)
    printed.refresh_from_db()
    assert printed.status == S.REVOKED
    assert revoked_serials(edition) == [printed.serial]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_prepare_one_badge(approved):
    made = at_once([lambda: badges.prepare(approved, now=NOW)] * 4)
    assert len({one.pk for one in made}) == 1
    assert Badge.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_printings_at_once_leave_one_badge(printed, desk):
    at_once([lambda: badges.print_all([printed], form="card", by=desk, now=NOW)] * 3)
    assert Badge.objects.filter(delegate=printed.delegate, status=S.PRINTED).count() == 1
