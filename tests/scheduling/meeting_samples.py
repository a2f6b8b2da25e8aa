"""Sample people, delegations and moments for the tests of meetings."""

import datetime as dt

from accounts.models import User
from delegations.models import Delegate, DelegateStatus, Delegation, FocalPoint
from forum.models import Person
from scheduling.models import Meeting, PartySide

NOW = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)


def at(hour, minute=0, day=8):
    return dt.datetime(2025, 4, day, hour, minute, tzinfo=dt.UTC)


def person(name, **facts):
    return Person.objects.create(name=name, email=f"{name.lower().replace(' ', '.')}@majlis.example", **facts)


def delegation(edition, name, kind, *people):
    made = Delegation.objects.create(edition=edition, name=name, kind=kind)
    for one in people:
        Delegate.objects.create(edition=edition, delegation=made, person=one, status=DelegateStatus.APPROVED)
    return made


def focal_point(of, name, **facts):
    user = User.objects.create_user(f"{name.lower().replace(' ', '.')}@majlis.example", name=name, **facts)
    FocalPoint.objects.create(delegation=of, user=user, is_primary=True)
    return user


def host_of(meeting):
    return meeting.parties.get(side=PartySide.HOST)


def guest_of(meeting):
    return meeting.parties.get(side=PartySide.GUEST)


def stands(meeting):
    kept = Meeting.objects.select_related("room").get(pk=meeting.pk)
    return kept.status, kept.starts_at, kept.room.name if kept.room else "", kept.version
