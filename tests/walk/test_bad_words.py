"""Every form and endpoint given words that no column, no mail and no page should hold: refused or made harmless."""

import pytest
from django.urls import reverse

from core.models import StatusChange
from delegations import revisions
from delegations.models import Delegate
from forum.models import Person
from notifications.models import Message
from scheduling.models import Meeting, PartySide
from tests.walk.conftest import undone

pytestmark = pytest.mark.django_db

NUL = "Sample\x00name"
LONG = "Sample " * 20_000
TURNED = "Sample\u202egnp.exe"
BROKEN = "Sample\r\nBcc: everyone@mission.example"
WORDS = {"NUL": NUL, "too long": LONG, "turned": TURNED, "broken": BROKEN}
HALF = "Sample\ud800name"
"""Half of a surrogate pair: JSON can write it, UTF-8 cannot."""

WHO = {"category": "delegate", "name": "Sample Newcomer", "position": "Envoy", "organisation": "House", "country": "TR"}


def asking(stage):
    """A request for a meeting, complete."""
    mine = stage.things["delegations"]
    return {
        "guest": mine.public_id,
        "subject": "Sample talk",
        "level": "b2g",
        "people": mine.delegates.order_by("pk")[0].person_id,
        "length_minutes": 30,
    }


# who, where (address name and the thing in it), what is sent, which of it holds words
FORMS = {
    "register": ("focal A", "delegations:register", "delegations", WHO, ["name", "native_name", "position"]),
    "edit": ("focal A", "delegations:edit", "delegates", WHO, ["name", "honorific", "organisation"]),
    "contact": ("focal A", "delegations:contact", "delegates", {"email": "", "language": "en"}, ["email", "languages"]),
    "withdraw a delegate": ("focal A", "delegations:withdraw", "delegates", {}, ["reason"]),
    "answer the desk": ("focal A", "delegations:answer", "delegates", {}, ["text"]),
    "counter": (
        "focal A",
        "counter",
        "meetings",
        {"day": "2025-04-08", "from_time": "10:00", "until_time": "11:00"},
        ["note", "day", "from_time"],
    ),
    "decline": ("focal H", "decline", "meetings", {}, ["reason"]),
    "withdraw a meeting": ("focal A", "withdraw", "meetings", {}, ["reason"]),
    "cancel": ("focal A", "cancel", "meetings", {}, ["reason"]),
    "account": ("focal A", "account", "", {"language": "en"}, ["name", "timezone", "language"]),
    "sign-in by code": ("nobody", "account_request_login_code", "", {}, ["email"]),
    "sign-in by password": ("nobody", "account_login", "", {"password": "x"}, ["login", "password"]),
    "forgotten password": ("nobody", "account_reset_password", "", {}, ["email"]),
    "language": ("nobody", "set_language", "", {}, ["language", "next"]),
}


def path_of(stage, name, word):
    if name in {"counter", "decline", "withdraw", "cancel"}:
        return stage.things["meetings"].get_absolute_url() + f"{name}/"
    return reverse(name, args=[stage.edition.slug, stage.things[word].public_id] if word else [])


def kept():
    """Every text that people wrote and the database now holds."""
    rows = [*Person.objects.values_list("name", "native_name", "position", "honorific", "organisation", "email")]
    rows += [*Meeting.objects.values_list("subject", "topics"), *StatusChange.objects.values_list("reason")]
    rows += [*Delegate.objects.values_list("question"), *Message.objects.values_list("facts", "calendar")]
    return str(rows)


def test_form_refuses_words_or_makes_them_harmless(stage, as_):
    found = {}
    for form, (actor, name, thing, complete, texts) in FORMS.items():
        client, path = as_(actor), path_of(stage, name, thing)
        for text in texts:
            for what, words in WORDS.items():
                with undone():
                    status = client.post(path, complete | {text: words}).status_code
                    remains = kept()
                if status >= 500 or "\\x00" in remains or len(remains) > 40_000:
                    found[form, text, what] = (status, len(remains))

    assert found == {}


def test_request_for_a_meeting_refuses_words_or_makes_them_harmless(stage, as_):
    host = stage.meetings["participants"].parties.get(side=PartySide.HOST).delegation
    path = f"/pmif25/meetings/request/?host={host.public_id}"
    client = as_("focal A")

    for words in WORDS.values():
        for text in ("subject", "topics", "level", "people", "guest", "from_time"):
            assert client.post(path, asking(stage) | {text: words}).status_code < 500, (text, words[:20])

    assert "\\x00" not in kept()
    assert not Meeting.objects.filter(subject__contains="\n").exists()
    assert not Meeting.objects.filter(subject__contains="\u202e").exists()


def test_name_with_controls_is_not_kept(stage, as_):
    client = as_("focal A")
    for words in (TURNED, BROKEN):
        client.post(path_of(stage, "delegations:register", "delegations"), WHO | {"name": words})

    names = Person.objects.values_list("name", flat=True)
    assert not [name for name in names if "\u202e" in name or "\n" in name or "\r" in name]


ENDPOINTS = {
    "register": ("focal A", "delegates/", ["name", "native_name", "delegation", "country", "languages", "timezone"]),
    "edit": ("focal A", "delegates/{delegates}/", ["name", "email", "timezone", "category"]),
    "answer": ("focal A", "delegates/{delegates}/answer/", ["text"]),
    "ask": ("organiser", "delegates/{delegates}/ask/", ["question"]),
    "reject": ("organiser", "delegates/{delegates}/reject/", ["reason"]),
    "withdraw": ("focal A", "delegates/{delegates}/withdraw/", ["reason"]),
    "decline": ("focal A", "delegations/{delegations}/decline/", ["reason"]),
    "request": ("focal A", "meetings/", ["subject", "guest", "hosts", "level", "length_minutes", "wished_from"]),
    "counter": ("focal A", "meetings/{meetings}/counter/", ["starts_at", "ends_at", "note"]),
    "place": ("organiser", "meetings/{meetings}/place/", ["starts_at", "ends_at", "room", "place"]),
    "hold": ("organiser", "meetings/{meetings}/hold/", ["outcome"]),
}
THINGS = {
    "NUL": NUL,
    "half": HALF,
    "long": LONG,
    "number": 10**400,
    "none": None,
    "list": [[]],
    "object": {"a": {"b": "\x00"}},
    "truth": True,
    "NUL in a list": [NUL],
    "last minute": "9999-12-31T23:59:59Z",
    "first minute": "0001-01-01T00:00:00+14:00",
}


def test_endpoint_refuses_what_it_cannot_take(stage, as_):
    mine = stage.things["delegations"].public_id
    ids = {word: getattr(one, "public_id", "") for word, one in stage.things.items()}
    given = {"delegation": mine, "name": "Sample", "subject": "Sample", "guest": {"delegation": mine}, "hosts": []}
    given |= {"starts_at": "2025-04-08T08:00:00Z", "ends_at": "2025-04-08T09:00:00Z"}
    given |= {"seen": revisions.of(stage.things["delegates"])}
    found = {}
    for endpoint, (actor, path, fields) in ENDPOINTS.items():
        client = as_(actor)
        send = client.patch if endpoint == "edit" else client.post
        for field in fields:
            for name, thing in THINGS.items():
                with undone():
                    address = "/api/v1/pmif25/" + path.format(**ids)
                    answer = send(address, given | {field: thing}, content_type="application/json")
                if answer.status_code >= 500:
                    found[endpoint, field, name] = answer.status_code

    assert found == {}


def test_body_that_is_no_object_is_a_bad_request(stage, as_):
    client = as_("focal A")
    for body in (b"{", b"[]", b"null", b'"text"', b"\xff\xfe", b'{"a": 1e999}', b"[" * 5000, b""):
        for path in ("delegates/", "meetings/", f"meetings/{stage.things['meetings'].public_id}/withdraw/"):
            answer = client.generic("POST", f"/api/v1/pmif25/{path}", body, content_type="application/json")
            assert answer.status_code in {400, 409}, (path, body[:20], answer.status_code)
            assert answer["Content-Type"] == "application/problem+json"


def test_body_of_another_type_is_not_taken(stage, as_):
    client = as_("focal A")
    for kind in ("text/plain", "application/xml", "multipart/form-data; boundary=x", "nonsense"):
        answer = client.generic("POST", "/api/v1/pmif25/meetings/", b"a=b", content_type=kind)
        assert answer.status_code == 415, kind


@pytest.mark.parametrize(
    "choice",
    [
        {"way_out": "tomorrow|"},
        {"way_out": "2025-04-08T10:00:00|"},
        {"way_out": "\x00"},
        {"day": "9999-12-31", "time": "23:59"},
        {"day": "0001-01-01", "time": "00:00"},
        {"room": "zzzzzzzzzzzzzzzz"},
    ],
    ids=str,
)
def test_desk_is_told_what_is_wrong_with_a_slot(stage, as_, choice):
    meeting = stage.meetings["participants"]
    slot = {"day": "2025-04-08", "time": "15:00", "place": "Sample Palace"}

    page = as_("organiser").post(f"/admin/scheduling/meeting/{meeting.pk}/move_it/", slot | choice)

    assert page.status_code == 200
    assert page.context["form"].errors
