"""Group codes: made, renewed and closed by a focal point; members come by them, never more than there are places."""

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from core.errors import DomainError, InvalidInput
from delegations import group_codes as asking
from delegations.actions import group_codes, registration
from delegations.guessing import Guessing
from delegations.models import Delegate, DelegateStatus, Delegation, DelegationStatus, GroupCode
from forum.models import Person
from notifications.models import Message
from tests.delegations.missions import NOW, accredited, facts

LATER = NOW + dt.timedelta(days=10)
TERMS = {"category": "delegate", "most_uses": 5, "expires_at": LATER}
WHO = {name: value for name, value in facts(9).items() if name != "email"}


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def code(delegation, focal):
    return group_codes.make(delegation, **TERMS, by=focal, now=NOW)


@pytest.fixture
def member(db):
    return User.objects.create_user("member@mission.example", name="Sample Member")


def refusal_of(code, by, now=NOW):
    with pytest.raises(DomainError) as refusal:
        group_codes.join(code, WHO, by=by, now=now)
    return refusal.value.code


def test_code_is_kept_encrypted_and_found_however_it_is_written(code, edition):
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM delegations_groupcode")
        assert code.code not in cursor.fetchone()[0]
    for written in (code.code, code.code.upper(), code.code.replace("-", " ")):
        assert asking.find(edition, written) == code
    with pytest.raises(DomainError, match="not known"):
        asking.find(edition, "aaaaa-aaaaa")


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"most_uses": 0}, "most_uses"),
        ({"most_uses": 1001}, "most_uses"),
        ({"expires_at": NOW}, "expires_at"),
        ({"category": "crew"}, "category"),
    ],
)
def test_make_refuses_by_field(delegation, focal, terms, field):
    with pytest.raises(InvalidInput) as refusal:
        group_codes.make(delegation, **(TERMS | terms), by=focal, now=NOW)
    assert refusal.value.field == field
    assert not GroupCode.objects.exists()


def test_category_has_one_good_code_and_one_out_of_date_makes_way(delegation, focal, code):
    with pytest.raises(InvalidInput, match="Close it first"):
        group_codes.make(delegation, **TERMS, by=focal, now=NOW)
    after = LATER + dt.timedelta(days=1)
    new = group_codes.make(delegation, **(TERMS | {"expires_at": after + dt.timedelta(days=1)}), by=focal, now=after)
    code.refresh_from_db()
    assert (code.closed_at, new.closed_at) == (after, None)


def test_join_makes_a_draft_of_oneself_and_tells_the_focal_points(code, delegation, member, focal):
    draft = group_codes.join(code, WHO, by=member, now=NOW)
    assert (draft.delegation, draft.category, draft.status) == (delegation, "delegate", DelegateStatus.DRAFT)
    assert (draft.person.user, draft.person.email, draft.person.name) == (member, member.email, "Sample Delegate 9")
    assert list(Delegate.objects.visible_to(member)) == [draft]
    message = Message.objects.get(kind="group_member_joined")
    assert (message.email, message.facts["person"], message.facts["email"]) == (
        focal.email,
        str(draft.person),
        member.email,
    )


def test_join_is_nobody_else_of_the_mission_however_alike(code, delegation, member):
    known = accredited(delegation, 9)
    draft = group_codes.join(code, WHO, by=member, now=NOW)
    assert draft.person != known.person
    assert known.person.user is None
    assert not Delegate.objects.visible_to(member).filter(pk=known.pk).exists()


def test_join_reuses_whom_the_mission_knows_by_address_and_name(code, delegation, member):
    known = accredited(delegation, 9, DelegateStatus.WITHDRAWN, email=member.email)
    draft = group_codes.join(code, WHO, by=member, now=NOW)
    assert draft.person == known.person


def test_join_twice_is_refused(code, member):
    group_codes.join(code, WHO, by=member, now=NOW)
    assert refusal_of(code, member) == "already-registered"
    assert code.uses.count() == 1


def test_join_refuses_what_opens_nothing(code, delegation, member, focal):
    assert refusal_of(code, member, now=LATER) == "code-expired"
    GroupCode.objects.filter(pk=code.pk).update(most_uses=1)
    group_codes.join(code, WHO, by=focal, now=NOW)
    assert refusal_of(code, member) == "code-used-up"
    group_codes.close(code, by=focal, now=NOW)
    assert refusal_of(code, member) == "code-closed"
    with pytest.raises(DomainError, match="closed"):
        group_codes.rotate(code, by=focal, now=NOW)
    Delegation.objects.filter(pk=delegation.pk).update(status=DelegationStatus.WITHDRAWN)
    assert refusal_of(code, member) == "delegation-not-open"
    with pytest.raises(DomainError):
        group_codes.open_account(code, email="new@mission.example", now=NOW)
    assert not User.objects.filter(email="new@mission.example").exists()
    assert not Person.objects.filter(user=member).exists()


def test_join_takes_a_place_and_the_full_delegation_refuses(code, delegation, member):
    for number in range(3):
        accredited(delegation, number)
    assert refusal_of(code, member) == "quota-used"
    assert code.uses.count() == 0


def test_rotate_ends_the_former_letters_and_keeps_the_uses(code, edition, member, focal):
    group_codes.join(code, WHO, by=member, now=NOW)
    former = code.code
    renewed = group_codes.rotate(code, by=focal, now=NOW)
    with pytest.raises(DomainError, match="not known"):
        asking.find(edition, former)
    assert (asking.find(edition, renewed.code), renewed.uses.count()) == (code, 1)


@pytest.mark.django_db(transaction=True)
def test_twelve_at_once_take_the_three_places(delegation, focal, code):
    GroupCode.objects.filter(pk=code.pk).update(most_uses=1000)
    people = [User.objects.create_user(f"m{number}@mission.example") for number in range(12)]

    def come(user):
        try:
            group_codes.join(code, WHO | {"name": f"Sample {user.email[:3]}"}, by=user, now=NOW)
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "joined"

    with ThreadPoolExecutor(6) as pool:
        answers = sorted(pool.map(come, people))
    assert answers == ["joined"] * 3 + ["quota-used"] * 9
    assert Delegate.objects.filter(delegation=delegation).count() == code.uses.count() == 3


def soon(code):
    """The pages ask the real clock."""
    GroupCode.objects.filter(pk=code.pk).update(expires_at=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    return f"/pmif25/join/{code.code}/"


def test_stranger_signs_in_by_a_mailed_code_and_registers(client, code):
    here = soon(code)
    assert client.post("/pmif25/join/", {"code": code.code.upper()})["Location"] == here
    assert "Sample Mission A" in client.get(here).text
    assert "valid email" in client.post(here, {"email": "none", "next": here}).text
    sent = client.post(here, {"email": "new@mission.example", "next": here})
    assert sent.status_code == 302
    digits = re.search(r"^(\d{4}-\d{4})$", mail.outbox[-1].body, re.MULTILINE)[1]
    assert client.post(sent["Location"], {"code": digits, "next": here})["Location"] == here
    made = client.post(here, WHO)
    draft = Delegate.objects.get(person__user__email="new@mission.example")
    assert made["Location"] == f"/pmif25/delegates/{draft.public_id}/contact/"
    page = client.get(made["Location"]).text
    assert "Save and go on" in page
    assert "Submit" not in page
    assert "looks at this and submits it" in client.get(f"/pmif25/delegates/{draft.public_id}/check/").text
    assert client.post(f"/pmif25/delegates/{draft.public_id}/submit/").status_code == 403
    assert client.get(here)["Location"] == f"/pmif25/delegates/{draft.public_id}/"


def test_member_submits_where_the_focal_point_said_so(client, code, delegation, member):
    GroupCode.objects.filter(pk=code.pk).update(submits_directly=True)
    draft = group_codes.join(code, WHO, by=member, now=NOW)
    client.force_login(member)
    assert "another" not in client.get(f"/pmif25/delegates/{draft.public_id}/contact/").text
    client.post(f"/pmif25/delegates/{draft.public_id}/submit/", {"another": "yes"})
    draft.refresh_from_db()
    assert draft.status == DelegateStatus.SUBMITTED
    assert client.get(f"/pmif25/delegations/{delegation.public_id}/register/").status_code == 403


def test_known_address_and_unknown_one_are_answered_alike(code, focal):
    here = soon(code)
    known, unknown = (
        Client().post(here, {"email": email, "next": here}) for email in (focal.email, "new@mission.example")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_codes_that_open_nothing_are_told_plainly_and_guessing_is_slowed(client, code, monkeypatch):
    assert "This code is not known" in client.post("/pmif25/join/", {"code": "aaaaa"}).text
    assert client.get("/pmif25/join/aaaaa/").status_code == 404
    there = soon(code)
    GroupCode.objects.filter(pk=code.pk).update(expires_at=NOW)
    assert "This code was good until 1 March 2025, 14:00 (Asia/Karachi)." in client.get(there).text
    monkeypatch.setattr(Guessing, "rate", "4/min")
    answer = [client.get("/pmif25/join/bbbbb/") for _try in range(5)][-1]
    assert (answer.status_code, "Too many tries" in answer.text) == (429, True)
    assert client.post("/api/v1/pmif25/join/look/", {"code": "b"}, "application/json").status_code == 429


def test_page_makes_rotates_and_closes(client, delegation, focal):
    client.force_login(focal)
    there = f"/pmif25/delegations/{delegation.public_id}/codes/"
    given = {"category": "delegate", "most_uses": "2", "expires_at": "2025-01-01T10:00"}
    assert "This moment has passed." in client.post(there, given).text
    assert client.post(there, given | {"expires_at": "2999-01-01T10:00"}).status_code == 302
    made = GroupCode.objects.get()
    page = client.get(there).text
    assert made.code in page
    assert re.search(r'class="group-code-picture"[^>]*><svg', page)
    client.post(f"/pmif25/codes/{made.public_id}/rotate/")
    client.post(f"/pmif25/codes/{made.public_id}/close/")
    closed = GroupCode.objects.get()
    assert (closed.code != made.code, closed.closed_at is None) == (True, False)
    assert "1 closed code" in client.get(there).text


def registered_code(delegation, focal):
    return group_codes.make(delegation, **TERMS, by=focal, now=NOW)


def test_app_makes_a_code_and_a_member_comes_by_it(client, delegation, focal, member, stranger):
    door, code = "/api/v1/pmif25", registered_code(delegation, focal)
    soon(code)
    client.force_login(focal)
    listed = client.get(f"{door}/group-codes/").json()["results"]
    assert [(row["code"], row["uses"], row["url"].endswith(f"/pmif25/join/{code.code}/")) for row in listed] == [
        (code.code, 0, True)
    ]
    again = client.post(f"{door}/group-codes/", {"delegation": delegation.public_id, **TERMS}, "application/json")
    assert (again.status_code, again.json()["errors"][0]["pointer"]) == (400, "/expires_at")
    client.force_login(stranger)
    assert client.post(f"{door}/group-codes/{code.public_id}/close/").status_code == 404
    client.logout()
    looked = client.post(f"{door}/join/look/", {"code": code.code}, "application/json")
    assert (looked.json()["delegation"], looked.json()["category"]) == ("Sample Mission A", "delegate")
    asked = client.post(f"{door}/join/account/", {"code": code.code, "email": "app@m.example"}, "application/json")
    assert (asked.status_code, User.objects.filter(email="app@m.example").exists()) == (204, True)
    assert client.post(f"{door}/join/", {"code": code.code, **WHO}, "application/json").status_code == 401
    client.force_login(member)
    wrong = client.post(f"{door}/join/", {"code": "aaaaa", **WHO}, "application/json")
    assert (wrong.status_code, wrong.json()["type"]) == (409, "urn:majlis:problem:code-unknown")
    made = client.post(f"{door}/join/", {"code": code.code, **WHO}, "application/json")
    assert (made.status_code, made.json()["status"], made.json()["contact"]["email"]) == (201, "draft", member.email)
    rotated = GroupCode.objects.get()
    client.force_login(focal)
    assert client.post(f"{door}/group-codes/{rotated.public_id}/rotate/").json()["uses"] == 1
    submitted = registration.submit(Delegate.objects.get(), by=focal, now=NOW)
    assert submitted.status == DelegateStatus.SUBMITTED
