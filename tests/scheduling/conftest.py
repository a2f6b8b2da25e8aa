"""Two delegations with their people, and a meeting at each stage of its way."""

import pytest

from accounts.models import User
from delegations.models import DelegationKind
from forum.models import Role, Room, TeamMember
from scheduling.actions import answers, clearing, placing, requests
from scheduling.actions.requests import Side
from scheduling.models import Plan, PlanItem, PlanStatus
from scheduling.slots import Slot
from tests.scheduling.meeting_samples import NOW, at, delegation, focal_point, host_of, person


@pytest.fixture
def minister(db):
    return person("Sample Minister", honorific="H.E.")


@pytest.fixture
def secretary(db):
    return person("Sample Secretary")


@pytest.fixture
def envoy(db):
    return person("Sample Envoy", language="ur", timezone="Europe/Berlin")


@pytest.fixture
def attache(db):
    return person("Sample Attache")


@pytest.fixture
def ministry(edition, minister, secretary):
    return delegation(edition, "Sample Ministry", DelegationKind.HOST, minister, secretary)


@pytest.fixture
def embassy(edition, envoy, attache):
    return delegation(edition, "Embassy of Sampleland", DelegationKind.STATE, envoy, attache)


@pytest.fixture
def host_focal(ministry):
    return focal_point(ministry, "Ministry Focal")


@pytest.fixture
def guest_focal(embassy):
    return focal_point(embassy, "Embassy Focal")


@pytest.fixture
def stranger(edition):
    return User.objects.create_user("stranger@majlis.example", name="Sample Stranger")


@pytest.fixture
def desk(edition):
    user = User.objects.create_user("desk@majlis.example", name="Sample Desk", is_staff=True)
    TeamMember.objects.create(edition=edition, user=user, role=Role.MEETINGS)
    return user


@pytest.fixture
def asked(edition, embassy, ministry, envoy, attache, minister, guest_focal, host_focal, desk):
    """Gives a function that asks for a meeting, with whatever differs."""

    def ask(**facts):
        facts.setdefault("subject", "Cooperation on sample minerals")
        facts.setdefault("guest", Side(embassy, [envoy, attache]))
        facts.setdefault("hosts", [Side(ministry, [minister])])
        facts.setdefault("by", guest_focal)
        return requests.request(edition, now=NOW, **facts)

    return ask


@pytest.fixture
def requested(asked):
    return asked()


@pytest.fixture
def accepted(requested, host_focal):
    answers.accept(host_of(requested), by=host_focal, now=NOW)
    requested.refresh_from_db()
    return requested


@pytest.fixture
def placed(accepted, room, desk):
    placing.place(accepted, Slot(at(6), at(6, 30), room), by=desk, now=NOW)
    return accepted


@pytest.fixture
def second(room):
    return Room.objects.create(venue=room.venue, name="Committee Room 2", capacity=8, turnaround_minutes=10)


@pytest.fixture
def waiting(asked, host_focal, ministry, embassy, attache, secretary, room, desk):
    """Gives a function that makes an accepted meeting of two people of its own, or of those given."""

    def make(subject, *people, **facts):
        guest, host = people or (person(f"{subject} Guest"), person(f"{subject} Host"))
        for one, side in ((guest, embassy), (host, ministry)):
            if not side.delegates.filter(person=one).exists():
                side.delegates.create(edition=side.edition, person=one, status="approved")
        sides = {"guest": Side(embassy, [guest]), "hosts": [Side(ministry, [host])]}
        meeting = asked(subject=subject, **sides, **facts)
        if not meeting.is_cleared:
            clearing.clear(meeting, note="Sample note", by=desk, now=NOW)
        answers.accept(host_of(meeting), by=host_focal, now=NOW)
        meeting.refresh_from_db()
        return meeting

    return make


@pytest.fixture
def proposal(edition, desk):
    """Gives a function that proposes slots: ``proposal({meeting: (starts_at, room)})``."""

    def propose(slots, **facts):
        plan = Plan.objects.create(edition=edition, asked_by=desk, asked_at=NOW, status=PlanStatus.PROPOSED, **facts)
        for meeting, (starts_at, room) in slots.items():
            was = {name: getattr(meeting, name) for name in ("status", "version", "starts_at", "room")}
            was = {f"was_{name}": value for name, value in was.items()}
            PlanItem.objects.create(plan=plan, meeting=meeting, starts_at=starts_at, room=room, **was)
        return plan

    return propose
