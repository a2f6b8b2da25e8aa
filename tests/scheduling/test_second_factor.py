"""A job in the secretariat opens nothing, on any door, until its holder has the second factor that is asked for."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from rules import test_rule as rule

from accounts.models import User
from delegations.models import Delegation, FocalPoint
from forum.models import Edition, Person, Session, TeamMember
from scheduling.models import Meeting
from tests.scheduling.meeting_samples import host_of

SENTENCE = "Your part in this forum's secretariat needs a second factor."


@pytest.fixture
def strict(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def test_rows_and_rules_open_with_the_second_factor(requested, desk, edition, strict):
    Session.objects.create(edition=edition, title="Sample draft")

    def open_to_the_desk():
        kinds = (Meeting, Delegation, Session, Person)
        rows = [kind.objects.visible_to(desk).count() for kind in kinds]
        return rows, rule("place_meeting", desk, requested), rule("open_desk", desk, edition)

    before = open_to_the_desk()
    TOTP.activate(desk, generate_totp_secret())

    assert before == ([0, 0, 0, 0], False, False)
    assert open_to_the_desk() == ([1, 2, 1, 4], True, True)


def test_pages_refuse_the_desk_and_say_why(client, requested, desk, strict):
    client.force_login(desk)
    home = client.get("/pmif25/portal/").text

    refused = client.post(f"/pmif25/meetings/{requested.public_id}/accept/")

    assert SENTENCE in home
    assert 'href="/accounts/2fa/"' in home
    assert refused.status_code == 404
    TOTP.activate(desk, generate_totp_secret())
    assert SENTENCE not in client.get("/pmif25/portal/").text
    assert client.post(f"/pmif25/meetings/{requested.public_id}/accept/").status_code == 302
    assert host_of(requested).answer == "accepted"


def test_focal_point_who_is_of_the_team_too_goes_on_as_one(client, requested, desk, ministry, strict):
    FocalPoint.objects.create(delegation=ministry, user=desk)
    client.force_login(desk)

    answered = client.post(f"/pmif25/meetings/{requested.public_id}/accept/")

    assert answered.status_code == 302
    assert host_of(requested).answer == "accepted"
    assert not rule("place_meeting", desk, requested)


def test_focal_point_needs_none_and_is_told_of_none(client, requested, host_focal, strict):
    client.force_login(host_focal)

    assert SENTENCE not in client.get("/pmif25/portal/").text
    assert client.post(f"/pmif25/meetings/{requested.public_id}/accept/").status_code == 302


def test_superuser_needs_one_too(edition, strict):
    root = User.objects.create_superuser("root@majlis.example")

    before = TeamMember.objects.holds(root, edition), list(TeamMember.objects.editions_of(root))
    TOTP.activate(root, generate_totp_secret())

    assert before == (False, [])
    assert TeamMember.objects.holds(root, edition)
    assert Edition.objects.filter(pk__in=TeamMember.objects.editions_of(root)).get() == edition
