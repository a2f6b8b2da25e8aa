"""A walk of every page of delegations: what each reader may open, and that nothing of another mission exists."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from delegations.actions import accreditation, letters
from delegations.models import (
    Attachment,
    AttachmentKind,
    DelegateStatus,
    FocalPoint,
    GroupCode,
    LateChange,
    LetterHead,
    LetterTerms,
    ListUpload,
    WaitingEntry,
)
from delegations.spreadsheets.sheet import Row, Sheet
from delegations.web.urls import urlpatterns
from forum.models import Role
from tests.delegations.missions import NOW, accredited, facts, member


def address(name, thing=None):
    args = ["pmif25", thing.public_id] if thing else ["pmif25"]
    return reverse(f"delegations:{name}", args=args)


@pytest.fixture
def entry(delegation):
    return WaitingEntry.objects.create(delegation=delegation, facts=facts(9), joined_at=NOW)


@pytest.fixture
def things(delegation, delegate, entry, focal):
    """What an address names, by its word in the address."""
    content = Sheet(["name"], [Row(2, {"name": "Sample Delegate 8"})]).to_json()
    kept_until = timezone.now() + dt.timedelta(hours=1)
    upload = ListUpload.objects.create(
        delegation=delegation, owner=focal, name="list.csv", content=content, kept_until=kept_until
    )
    backup = FocalPoint.objects.create(delegation=delegation, user=User.objects.create_user("c@mission.example"))
    note = Attachment.objects.create(delegation=delegation, kind=AttachmentKind.NOTE_VERBALE, added_at=NOW)
    own = {"delegation": delegation, "delegate": delegate, "entry": entry, "upload": upload}
    uses = {"category": "guest", "code": "samplecode", "code_print": "x", "most_uses": 1, "expires_at": timezone.now()}
    terms = LetterTerms.objects.create(edition=delegation.edition)
    LetterHead.objects.create(terms=terms, language="en", office="Sample Office", signatory="Sample Signatory")
    letter = letters.issue(delegate, kind="person", language="en", by=focal, now=NOW)
    code = GroupCode.objects.create(delegation=delegation, made_at=NOW, **uses)
    change = LateChange.objects.create(delegation=delegation, kind="name", facts=facts(7), asked_at=NOW)
    return own | {"change": change, "point": backup, "note": note, "group_code": code, "letter": letter}


def who(number=1, **more):
    form = {name: value for name, value in facts(number).items() if name != "email"}
    return {"category": "delegate", **form, **more}


def test_delegate_sees_and_corrects_oneself_and_withdraws_nobody(client, delegation, delegate, focal, desk):
    accredited(delegation, 2)
    accreditation.approve(delegate, by=desk, now=NOW)
    client.force_login(delegate.person.user)
    page = client.get(address("delegate", delegate)).text
    assert "Accredited. Nothing more is needed." in page
    assert "Withdraw" not in page
    assert client.post(address("withdraw", delegate)).status_code == 403
    assert client.get(address("edit", delegate)).status_code == 200
    listed = client.get(address("delegation", delegation)).text
    assert "Sample Delegate 1" in listed
    assert "Sample Delegate 2" not in listed
    assert client.get(address("register", delegation)).status_code == 403


def test_member_of_the_team_may_look_and_not_touch(client, delegation, delegate, edition):
    client.force_login(member(edition, Role.PROTOCOL))
    page = client.get(address("delegate", delegate)).text
    assert "delegate1@mission.example" not in page
    for name, thing in (("register", delegation), ("edit", delegate), ("contact", delegate)):
        assert client.get(address(name, thing)).status_code == 403
    for name, thing in (("submit", delegate), ("answer", delegate), ("confirm", delegation), ("accept", delegation)):
        assert client.post(address(name, thing)).status_code == 403


def test_archived_edition_can_be_read_and_not_changed(client, focal, delegation, delegate):
    client.force_login(focal)
    delegation.edition.is_archived = True
    delegation.edition.save()
    page = client.get(address("delegation", delegation))
    assert address("register", delegation) not in page.text
    assert "archived" in client.post(address("register", delegation), who(2)).text
    assert client.post(address("withdraw", delegate)).status_code == 409


PUBLIC = {"verify-guest-list", "verify-letters", "verify-letter", "join", "join-by", "apply", "applied", "application"}
PUBLIC |= {f"{verb}-application" for verb in ("confirm", "answer", "withdraw")}
"""Pages that ask nobody to sign in; what they show hangs on a code."""


@pytest.mark.parametrize(
    "pattern",
    [one for one in urlpatterns if one.pattern.converters and one.name not in PUBLIC],
    ids=lambda one: one.name,
)
def test_every_page_of_another_mission_is_unknown(client, pattern, things, delegate, stranger):
    thing = next(things[name] for name in pattern.pattern.converters if name in things)
    page = address(pattern.name, thing)
    assert client.get(page).status_code in (302, 405)
    client.force_login(stranger)
    allowed = "get" if client.get(page).status_code != 405 else "post"
    assert getattr(client, allowed)(page).status_code == 404
    assert client.post(page, who()).status_code in (404, 405)
    delegate.refresh_from_db()
    assert delegate.status == DelegateStatus.SUBMITTED


def test_every_page_asks_a_visitor_to_sign_in(client, things):
    for pattern in urlpatterns:
        if pattern.name.startswith("gate") or pattern.name in PUBLIC:
            continue  # at a gate an enrolled phone signs in, not a person
        thing = next((things[name] for name in pattern.pattern.converters if name in things), None)
        answer = client.get(address(pattern.name, thing))
        assert answer.status_code == 302
        assert "login" in answer["Location"]
