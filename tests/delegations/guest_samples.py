"""A sample guest list of one mission's people, which goes to an office with one reader."""

from accounts.models import User
from delegations.actions import badge_keys, guest_lists
from delegations.models import Agency, AgencyMember, DelegateStatus, GuestList
from tests.delegations.missions import NOW, accredited


def office(edition):
    return Agency.objects.create(edition=edition, name="Sample Office of the Prime Minister")


def reader(made, box="liaison"):
    user = User.objects.create_user(f"{box}@office.example", name=f"Sample {box}")
    AgencyMember.objects.create(agency=made, user=user)
    return user


def opening(delegation, made, *, names=3):
    """A list of ``names`` approved people on the first day; gives the list and the people."""
    edition = delegation.edition
    badge_keys.make_first(edition, by=None, now=NOW)
    guests = [accredited(delegation, number + 1, DelegateStatus.APPROVED) for number in range(names)]
    return GuestList.objects.create(edition=edition, title="Sample opening", day=edition.starts_on, agency=made), guests


def freeze(guest_list, by, **more):
    return guest_lists.freeze(guest_list, by=by, now=NOW, **more)


def withdraw(delegate):
    type(delegate).objects.filter(pk=delegate.pk).update(status=DelegateStatus.WITHDRAWN)


def rename(delegate, **facts):
    type(delegate.person).objects.filter(pk=delegate.person_id).update(**facts)
