"""Who sees which meeting: role by confidentiality by status, the rows and the rule compared, row by row."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import access
from forum.models import Role, TeamMember
from scheduling.models import Confidentiality, Meeting, MeetingStatus
from scheduling.models.meeting import PLACED

C = Confidentiality
ANNOUNCED = [*PLACED, MeetingStatus.HELD]
EVERY = set(C.values)
SEES = {
    "superuser": EVERY,
    Role.ORGANISER: EVERY,
    Role.MEETINGS: {C.OPEN, C.PARTICIPANTS, C.RESTRICTED},
    Role.PROTOCOL: {C.OPEN, C.PARTICIPANTS, C.RESTRICTED},
    Role.PROGRAMME: {C.OPEN},
    Role.ACCREDITATION: {C.OPEN},
    Role.PRESS: {C.OPEN},
    Role.GATE: {C.OPEN},
    Role.VIEWER: {C.OPEN},
    "focal point": {C.OPEN, C.PARTICIPANTS, C.RESTRICTED},
    "attendee": EVERY,
    "stranger": set(),
    "organiser elsewhere": set(),
}
DOERS = {
    "place_meeting": {"superuser", Role.ORGANISER, Role.MEETINGS},
    "confirm_meeting": {"superuser", Role.ORGANISER, Role.MEETINGS, "focal point"},
    "cancel_meeting": {"superuser", Role.ORGANISER, Role.MEETINGS, "focal point"},
    "record_meeting": {"superuser", Role.ORGANISER, Role.MEETINGS, "focal point"},
    "offer_time": {"superuser", Role.ORGANISER, Role.MEETINGS, "focal point"},
    "answer_meeting": {"superuser", Role.ORGANISER, Role.MEETINGS, "focal point"},
    "clear_meeting": {"superuser", Role.ORGANISER, Role.PROTOCOL},
    "withdraw_meeting": {"superuser", Role.ORGANISER, Role.MEETINGS},
}


@pytest.fixture
def users(edition, envoy, host_focal):
    other = type(edition).objects.create(
        slug="other", name="Other", short_name="O", starts_on=edition.starts_on, ends_on=edition.ends_on
    )
    found = {"focal point": host_focal, "stranger": User.objects.create_user("stranger@majlis.example")}
    found["superuser"] = User.objects.create_superuser("super@majlis.example")
    for role in Role:
        found[role] = User.objects.create_user(f"{role}@majlis.example")
        TeamMember.objects.create(edition=edition, user=found[role], role=role)
    found["organiser elsewhere"] = User.objects.create_user("elsewhere@majlis.example")
    TeamMember.objects.create(edition=other, user=found["organiser elsewhere"], role=Role.ORGANISER)
    envoy.user = found["attendee"] = User.objects.create_user("attendee@majlis.example")
    envoy.save()
    return found


@pytest.fixture
def meetings(asked):
    """One meeting of each confidentiality at each status; put back, as a placed one without its time is refused."""
    rows = []
    for confidentiality, status in itertools.product(C.values, MeetingStatus.values):
        meeting = asked(subject=f"{confidentiality} {status}", confidentiality=confidentiality)
        Meeting.objects.filter(pk=meeting.pk).update(status=status)
        meeting.refresh_from_db()
        rows.append(meeting)
    yield rows
    Meeting.objects.update(status=MeetingStatus.REQUESTED)


def test_rows_and_rule_agree_for_every_role_confidentiality_and_status(users, meetings):
    for role, user in users.items():
        visible = set(Meeting.objects.visible_to(user))
        for meeting in meetings:
            expected = meeting.confidentiality in SEES[role]
            expected |= meeting.confidentiality == C.OPEN and meeting.status in ANNOUNCED
            assert (meeting in visible) == expected, (role, meeting)
            assert access.allows(user, "view_meeting", meeting) == expected, (role, meeting)


def test_nobody_sees_a_meeting_without_signing_in(meetings):
    assert not Meeting.objects.visible_to(AnonymousUser()).exists()
    assert not any(access.allows(AnonymousUser(), "view_meeting", meeting) for meeting in meetings)


@pytest.mark.parametrize("rule", sorted(DOERS))
def test_nobody_does_what_is_not_theirs_with_a_meeting(rule, users, asked):
    for confidentiality in C.values:
        meeting = asked(confidentiality=confidentiality)
        for role, user in users.items():
            expected = role in DOERS[rule] and confidentiality in SEES[role]
            assert access.allows(user, rule, meeting) == expected, (rule, role, confidentiality)


def test_the_asker_may_withdraw_and_not_answer(requested, guest_focal):
    assert access.allows(guest_focal, "withdraw_meeting", requested)
    assert not access.allows(guest_focal, "answer_meeting", requested)


def test_concerning_leaves_out_what_is_only_visible(placed, requested, users, guest_focal):
    Meeting.objects.update(confidentiality=C.OPEN)
    assert list(Meeting.objects.concerning(users["stranger"])) == []
    assert list(Meeting.objects.concerning(users[Role.ORGANISER])) == []
    assert list(Meeting.objects.concerning(guest_focal)) == [placed]


def test_awaiting_is_what_the_own_side_has_to_answer(requested, host_focal, guest_focal):
    assert list(Meeting.objects.awaiting(host_focal)) == [requested]
    assert list(Meeting.objects.awaiting(guest_focal)) == []
