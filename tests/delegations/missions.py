"""Sample missions and people, made in one line."""

import datetime as dt

from accounts.models import User
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus, FocalPoint
from forum.models import Person, TeamMember

NOW = dt.datetime(2025, 3, 1, 9, tzinfo=dt.UTC)
FACTS = {
    "name": "Sample Delegate 1",
    "position": "Director",
    "organisation": "Sample Ministry",
    "country": "TR",
    "email": "delegate1@mission.example",
}


def facts(number=1, **more):
    """The facts of a sample person, complete enough to be submitted."""
    return {**FACTS, "name": f"Sample Delegate {number}", "email": f"delegate{number}@mission.example", **more}


def mission(edition, name, email, *, status=DelegationStatus.REGISTERING, quota=3, **more):
    """A delegation with its primary focal point."""
    delegation = Delegation.objects.create(edition=edition, name=name, country="TR", quota=quota, status=status, **more)
    user = User.objects.create_user(email, name=f"Sample Secretary of {name}")
    FocalPoint.objects.create(delegation=delegation, user=user, is_primary=True)
    return delegation


def accredited(delegation, number=1, status=DelegateStatus.SUBMITTED, **more):
    """A delegate of the delegation at ``status``, with a person of its own."""
    person = Person.objects.create(**facts(number, **more))
    return Delegate.objects.create(
        edition=delegation.edition, delegation=delegation, person=person, status=status, submitted_at=NOW
    )


def member(edition, role):
    user = User.objects.create_user(f"{role}@majlis.example", name=f"Sample {role}")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    return user
