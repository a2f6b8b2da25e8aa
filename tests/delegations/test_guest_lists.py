"""Guest lists: what is frozen stays and can be verified, versions differ by what changed, readers take note of it."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core import access
from core.errors import DomainError, InvalidInput
from delegations import guest_list_seal
from delegations import guest_lists as lists
from delegations.actions import badge_keys, guest_lists
from delegations.models import (
    Agency,
    AgencyMember,
    DelegateStatus,
    GuestList,
    GuestListAcknowledgment,
    GuestListEntry,
    GuestListVersion,
)
from forum.models import Role
from tests.delegations import gates
from tests.delegations.missions import NOW, accredited, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def protocol(edition):
    return member(edition, Role.PROTOCOL)


@pytest.fixture
def office(edition):
    return Agency.objects.create(edition=edition, name="Sample Office of the Prime Minister")


@pytest.fixture
def liaison(office):
    user = User.objects.create_user("liaison@office.example", name="Sample Liaison")
    AgencyMember.objects.create(agency=office, user=user)
    return user


@pytest.fixture
def guests(edition, delegation):
    return [accredited(delegation, number, DelegateStatus.APPROVED, native_name="نمونہ") for number in (1, 2, 3)]


@pytest.fixture
def opening(edition, office, guests):
    badge_keys.make_first(edition, by=None, now=NOW)
    return GuestList.objects.create(edition=edition, title="Sample opening", day=edition.starts_on, agency=office)


@pytest.fixture
def freeze(opening, protocol):
    return lambda **more: guest_lists.freeze(opening, by=protocol, now=NOW, **more)


def names(entries):
    return [entry.name for entry in entries]


def withdraw(delegate):
    type(delegate).objects.filter(pk=delegate.pk).update(status=DelegateStatus.WITHDRAWN)


def test_versions_are_numbered_without_gaps_and_keep_people_as_they_were(freeze, guests):
    first = freeze(note="for the office")
    guests[0].person.position = "Minister"
    guests[0].person.save()
    second = freeze()

    assert (first.number, second.number) == (1, 2)
    assert list(first.entries.values_list("position", flat=True)) == ["Director"] * 3
    entry = second.entries.get(delegate_id_then=guests[0].public_id)
    assert (entry.name, entry.native_name, entry.position) == ("Sample Delegate 1", "نمونہ", "Minister")
    assert (entry.organisation, entry.nationality.code, entry.delegation) == (
        "Sample Ministry",
        "TR",
        "Sample Mission A",
    )
    assert guest_list_seal.standing(first) == "signed"
    assert guest_list_seal.standing(second) == "signed"


def test_what_was_done_by_hand_is_withdrawn_and_stays_to_be_read(opening, guests, protocol):
    said = {"reason": "Sample reason", "by": protocol, "now": NOW}
    struck = guest_lists.strike(opening, guests[0], **said)
    assert len(lists.entries_now(opening)) == 2
    guest_lists.withdraw_amendment(struck, by=protocol, now=NOW)
    assert len(lists.entries_now(opening)) == 3
    with pytest.raises(DomainError, match="withdrawn already"):
        guest_lists.withdraw_amendment(struck, by=protocol, now=NOW)
    assert (opening.amendments.get().reason, opening.amendments.get().withdrawn_by) == ("Sample reason", protocol)
    assert guest_lists.strike(opening, guests[0], **said).withdrawn_at is None
    assert len(lists.entries_now(opening)) == 2


def test_nothing_changed_is_not_frozen_again_and_nobody_is_no_list(freeze, opening, guests):
    freeze()
    with pytest.raises(DomainError, match="Nothing has changed since version 1"):
        freeze()
    assert opening.versions.count() == 1

    empty = GuestList.objects.create(
        edition=opening.edition, title="Nobody", day=opening.day, agency=opening.agency, categories=["crew"]
    )
    with pytest.raises(DomainError, match="Nobody is on the list"):
        guest_lists.freeze(empty, by=None, now=NOW)


def test_list_without_a_key_or_in_an_archived_edition_is_refused(freeze, opening, edition):
    edition.badge_keys.update(retired_at=NOW)
    with pytest.raises(DomainError, match="no badge key"):
        freeze()
    edition.is_archived = True
    edition.save()
    with pytest.raises(DomainError, match="archived"):
        freeze()
    assert not opening.versions.exists()


def test_filters_draw_together_and_hands_have_the_last_word(opening, edition, guests, other, protocol):
    guest = accredited(other, 4, DelegateStatus.APPROVED, name="Sample Other")
    accredited(other, 5, DelegateStatus.SUBMITTED)
    key = edition.badge_keys.get()
    gates.badge(key, guests[0], zone_mask=0b10)
    gates.badge(key, guests[1], zone_mask=0b10, days=[dt.date(2025, 4, 9)])
    gates.badge(key, guests[2], zone_mask=0b01)
    opening.is_of_badges_of_day = True
    opening.save()
    opening.zones.add(gates.zone(edition, "B", 1))
    assert names(lists.entries_now(opening)) == ["Sample Delegate 1"]

    said = {"reason": "asked by the chair", "by": protocol, "now": NOW}
    guest_lists.add_by_hand(opening, guest, **said)
    guest_lists.strike(opening, guests[0], **said)
    assert names(lists.entries_now(opening)) == ["Sample Other"]
    with pytest.raises(InvalidInput, match="reason"):
        guest_lists.strike(opening, guest, **said | {"reason": " "})


def test_number_of_queries_does_not_grow_with_the_list(opening, delegation, django_assert_num_queries):
    with django_assert_num_queries(5):
        lists.entries_now(opening)
    for number in range(4, 8):
        accredited(delegation, number, DelegateStatus.APPROVED)
    with django_assert_num_queries(5):
        assert len(lists.entries_now(opening)) == 7


def test_what_is_frozen_is_changed_by_nobody(freeze):
    version = freeze()
    for change in (
        lambda: GuestListVersion.objects.update(number=9),
        lambda: GuestListVersion.objects.all()._raw_delete("default"),
        lambda: GuestListEntry.objects.update(name="Somebody else"),
        lambda: GuestListEntry.objects.update(name="", erased_at=NOW),
        lambda: GuestListEntry.objects.filter(version=version).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert guest_list_seal.standing(version) == "signed"


@pytest.mark.parametrize("tamper", ["name", "order", "digest", "signature", "removed", "untrusted"])
def test_tampering_shows(freeze, tamper):
    version = freeze()
    entries = list(version.entries.all())
    assert guest_list_seal.holds(version, entries)
    if tamper == "name":
        entries[1].name = "Somebody else"
    elif tamper == "order":
        entries.reverse()
    elif tamper == "removed":
        entries.pop()
    elif tamper == "untrusted":
        version.key.is_trusted = False
        assert guest_list_seal.standing(version) == "untrusted"
        return
    else:
        setattr(version, tamper, "00" * (len(getattr(version, tamper)) // 2))
    assert not guest_list_seal.holds(version, entries)


def test_erased_words_are_gone_and_the_signature_holds(freeze, guests):
    first = freeze()
    assert guest_lists.erase(guests[0], now=NOW) == 1
    assert guest_lists.erase(guests[0], now=NOW) == 0
    entry = first.entries.get(delegate_id_then=guests[0].public_id)
    assert (entry.name, entry.native_name, entry.nationality.code, entry.salt) == ("", "", "", "")
    assert guest_list_seal.standing(GuestListVersion.objects.get(pk=first.pk)) == "signed"
    with pytest.raises(DomainError, match="Nothing has changed"):
        freeze()


def test_readers_take_note_of_the_last_version_since_the_one_they_knew(freeze, liaison, guests):
    first = freeze()
    assert guest_lists.acknowledge(first, by=liaison, now=NOW).since is None
    with pytest.raises(DomainError, match="already"):
        guest_lists.acknowledge(first, by=liaison, now=NOW)
    withdraw(guests[0])
    second = freeze()
    withdraw(guests[1])
    third = freeze()
    with pytest.raises(DomainError, match="newer version"):
        guest_lists.acknowledge(second, by=liaison, now=NOW)
    assert guest_lists.acknowledge(third, by=liaison, now=NOW).since == first
    assert GuestListAcknowledgment.objects.count() == 2


def test_rows_and_rules_agree(freeze, opening, edition, liaison, protocol, stranger, focal, desk):
    version = freeze()
    everybody = [liaison, protocol, stranger, focal, desk, member(edition, Role.GATE)]
    sees = {user for user in everybody if GuestListVersion.objects.visible_to(user).exists()}
    assert sees == {liaison, protocol, desk}
    assert sees == {user for user in everybody if access.allows(user, "view_guest_list_version", version)}
    assert {user for user in everybody if access.allows(user, "view_guest_list", opening)} == {protocol, desk}
    assert {user for user in everybody if access.allows(user, "freeze_guest_list", opening)} == {protocol}
    assert {user for user in everybody if access.allows(user, "acknowledge_guest_list", version)} == {liaison}


def test_due_before_the_day_begins_on_the_editions_clock(opening):
    assert lists.due_at(opening) == dt.datetime(2025, 4, 6, 19, tzinfo=dt.UTC)


_words = st.sampled_from(["", "a", "b"])
_rows = st.dictionaries(st.sampled_from("pqrs"), st.tuples(_words, _words))


def _as_entries(rows):
    return [GuestListEntry(delegate_id_then=key, name=name, position=what) for key, (name, what) in rows.items()]


@given(_rows, _rows)
def test_difference_is_exactly_what_makes_one_of_the_other(before, after):
    found = lists.difference(_as_entries(before), _as_entries(after))

    made = {key: value for key, value in before.items() if key not in {one.delegate_id_then for one in found.removed}}
    made |= {one.delegate_id_then: (one.name, one.position) for one in found.added}
    for one in found.changed:
        assert one.fields
        facts = dict(zip(("name", "position"), made[one.before.delegate_id_then], strict=True))
        for name, old, new in one.fields:
            assert facts[name] == old
            facts[name] = new
        made[one.before.delegate_id_then] = (facts["name"], facts["position"])
    assert made == after
    assert bool(found) == (before != after)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_give_one_version_and_one_refusal(freeze, opening):
    barrier, outcomes = threading.Barrier(2), []

    def run():
        barrier.wait(5)
        try:
            outcomes.append(freeze().number)
        except DomainError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes, key=str) == [1, "unchanged"]
    assert list(opening.versions.values_list("number", flat=True)) == [1]
