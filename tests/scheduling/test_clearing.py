"""Calls on dignitaries: the foreign office first, with a note; the host's side sees nothing until then."""

import datetime as dt

import pytest

from accounts.models import User
from core import access
from core.errors import DomainError, InvalidInput
from core.models import StatusChange
from forum.models import Person, Role, TeamMember
from notifications.models import Message
from scheduling import standing
from scheduling.actions import answers, clearing, requests
from scheduling.models import Meeting, MeetingStatus, RequestTerms
from tests.scheduling.meeting_samples import NOW, host_of

S = MeetingStatus


@pytest.fixture
def protocol(edition):
    user = User.objects.create_user("protocol@majlis.example", name="Sample Protocol", is_staff=True)
    TeamMember.objects.create(edition=edition, user=user, role=Role.PROTOCOL)
    return user


@pytest.fixture
def call(asked, protocol):
    return asked(level="call")


def test_a_call_is_cleared_with_a_note_before_the_host_sees_it(
    call, protocol, desk, host_focal, guest_focal, minister, stranger, edition
):
    Person.objects.filter(pk=minister.pk).update(user=stranger)
    RequestTerms.objects.create(edition=edition, answer_hours=24)
    assert (call.status, call.is_cleared) == (S.CLEARING, False)
    assert [(one.kind, one.email) for one in Message.objects.all()] == [("meeting_to_clear", protocol.email)]
    for user in (host_focal, stranger):
        assert not Meeting.objects.visible_to(user).exists()
        assert not access.allows(user, "view_meeting", call)
    assert standing.verbs(protocol, call, now=NOW) == ["clear", "refuse"]
    assert standing.verbs(guest_focal, call, now=NOW) == ["withdraw"]
    with pytest.raises(DomainError) as early:
        answers.accept(host_of(call), by=desk, now=NOW)
    assert early.value.code == "not-asking"
    with pytest.raises(InvalidInput) as nothing:
        clearing.clear(call, note=" ", by=protocol, now=NOW)
    assert nothing.value.field == "note"
    clearing.clear(call, note="Note verbale 12/2025", by=protocol, now=NOW)
    assert (call.status, call.clearing_note) == (S.REQUESTED, "Note verbale 12/2025")
    assert call.answer_due_at == NOW + dt.timedelta(hours=24)
    told = Message.objects.exclude(kind="meeting_to_clear").values_list("kind", "email")
    assert set(told) == {("meeting_requested", host_focal.email), ("meeting_cleared", guest_focal.email)}
    assert Meeting.objects.awaiting(host_focal).exists()
    assert Meeting.objects.visible_to(stranger).exists()
    steps = StatusChange.objects.of(call).values_list("after", "actor__email", "reason")
    assert list(steps)[-1] == ("requested", protocol.email, "")
    for again in (clearing.clear, clearing.refuse):
        with pytest.raises(DomainError) as late:
            again(call, **{"note" if again is clearing.clear else "reason": "x"}, by=protocol, now=NOW)
        assert late.value.code == "not-clearing"


@pytest.mark.parametrize("end", ["refuse", "withdraw"])
def test_of_a_call_that_is_not_cleared_the_host_never_hears(call, protocol, desk, host_focal, guest_focal, end):
    if end == "refuse":
        with pytest.raises(InvalidInput):
            clearing.refuse(call, reason="", by=protocol, now=NOW)
        clearing.refuse(call, reason="No time on these days", by=protocol, now=NOW)
        told = Message.objects.get(kind="meeting_declined")
        assert (told.email, told.facts["who"], told.facts["reason"]) == (guest_focal.email, "", "No time on these days")
    else:
        requests.withdraw(call, by=guest_focal, now=NOW)
        assert Message.objects.get(kind="meeting_withdrawn").email == desk.email
    assert not Message.objects.filter(email=host_focal.email).exists()
    assert not Meeting.objects.visible_to(host_focal).exists()


def test_terms_say_which_kinds_are_cleared(asked, edition):
    general = RequestTerms.objects.create(edition=edition)
    assert [asked(level=level).status for level in ("call", "g2g")] == [S.CLEARING, S.REQUESTED]
    RequestTerms.objects.create(edition=edition, level="call")
    RequestTerms.objects.filter(pk=general.pk).update(needs_clearing=True)
    assert [asked(level=level).status for level in ("call", "g2g")] == [S.REQUESTED, S.CLEARING]


def test_protocol_clears_in_portal_panel_and_api(client, call, asked, protocol, host_focal, guest_focal):
    client.force_login(protocol)
    page = client.get(call.get_absolute_url())
    assert f"{call.get_absolute_url()}clear/" in page.text
    answer = client.post(f"{call.get_absolute_url()}clear/", {"note": "Secretly noted"})
    assert (answer.status_code, Meeting.objects.get(pk=call.pk).status) == (302, S.REQUESTED)
    assert "Secretly noted" in client.get(f"/admin/scheduling/meeting/{call.pk}/change/").text
    other = asked(level="call")
    answer = client.post(f"/api/v1/pmif25/meetings/{other.public_id}/refuse/", {"reason": "Full"}, "application/json")
    assert (answer.status_code, answer.json()["status"]) == (200, "declined")
    third = asked(level="call")
    answer = client.post(f"/admin/scheduling/meeting/{third.pk}/clear/", {"note": "Third"})
    assert Meeting.objects.get(pk=third.pk).clearing_note == "Third"
    for user in (host_focal, guest_focal):
        client.force_login(user)
        assert "Secretly noted" not in client.get(call.get_absolute_url()).text
