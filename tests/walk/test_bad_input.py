"""The bad input that the product promises to name: which field, in which words, and nothing half-written.

Files are elsewhere: uploads that are not what they say in tests/forum/test_photos.py and tests/exchange,
bad rows in tests/exchange and tests/loading.
"""

import pytest

from forum.models import Room
from notifications.models import Message, MessageStatus
from notifications.tasks import deliver
from scheduling.actions import answers
from scheduling.models import PartySide
from tests.servers import Listener
from tests.walk.round import rows
from tests.walk.stage import NOW, UNSAID

pytestmark = pytest.mark.django_db

SLOT = {"starts_at": "2025-04-08T10:00:00Z", "ends_at": "2025-04-08T10:30:00Z", "room": "roomy"}
ASK = {"guest": "mine", "hosts": "theirs", "subject": "Sample talk"}
NEW = {"delegation": "mine", "name": "Sample Newcomer"}

# where, what is sent, the field at fault (400) or the kind of refusal (409)
CASES = {
    "outside the edition": (
        "place",
        SLOT | {"starts_at": "2025-06-08T10:00Z", "ends_at": "2025-06-08T11:00Z"},
        "/starts_at",
    ),
    "ends before it starts": ("place", SLOT | {"ends_at": "2025-04-08T09:00:00Z"}, "/ends_at"),
    "room too small": ("place", SLOT | {"room": "tiny"}, "/room"),
    "room unknown": ("place", SLOT | {"room": "zzzzzzzzzzzzzzzz"}, "/room"),
    "no room, no place": ("place", SLOT | {"room": None}, "/room"),
    "no time at all": ("place", SLOT | {"starts_at": "tomorrow"}, "/starts_at"),
    "person taken": ("place", SLOT | {"starts_at": "2025-04-08T06:00:00Z", "ends_at": "2025-04-08T06:30:00Z"}, "taken"),
    "offer ends before it starts": ("counter", SLOT | {"ends_at": "2025-04-08T09:00:00Z"}, "/ends_at"),
    "person unknown": ("meetings", ASK | {"guest": "with nobody known"}, "/guest/people/0"),
    "person of another delegation": ("meetings", ASK | {"guest": "with theirs"}, "/people"),
    "delegation unknown": ("meetings", ASK | {"hosts": "nobody's"}, "/hosts/0/delegation"),
    "wish outside the edition": (
        "meetings",
        ASK | {"wished_from": "2026-04-08T06:00Z", "wished_until": "2026-04-08T07:00Z"},
        "/wished_from",
    ),
    "zone unknown": ("delegates", NEW | {"timezone": "Asia/Atlantis"}, "/timezone"),
    "country unknown": ("delegates", NEW | {"country": "ZZ"}, "/country"),
    "address that is none": ("delegates", NEW | {"email": "somebody at home"}, "/email"),
    "name too long": ("delegates", NEW | {"name": "a" * 201}, "/name"),
    "no name": ("delegates", NEW | {"name": ""}, "/name"),
}


@pytest.fixture
def accepted(stage):
    meeting = stage.things["meetings"]
    answers.accept(meeting.parties.get(side=PartySide.HOST), by=stage.actors["organiser"], now=NOW)
    return meeting


def filled(stage, body):
    """``body`` with the real ids in it."""
    mine = stage.things["delegations"]
    theirs = stage.meetings["participants"].parties.get(side=PartySide.HOST).delegation
    own, other = (side.delegates.order_by("pk")[0].person.public_id for side in (mine, theirs))
    tiny, _new = Room.objects.get_or_create(venue=stage.things["venues"], name="Sample Booth", capacity=1)
    known = {
        "roomy": stage.things["rooms"].public_id,
        "tiny": tiny.public_id,
        "mine": mine.public_id,
        "theirs": [{"delegation": theirs.public_id}],
        "nobody's": [{"delegation": "zzzzzzzzzzzzzzzz"}],
        "with nobody known": {"delegation": mine.public_id, "people": ["zzzzzzzzzzzzzzzz"]},
        "with theirs": {"delegation": mine.public_id, "people": [other]},
    }
    found = {name: known.get(value, value) if isinstance(value, str) else value for name, value in body.items()}
    if found.get("guest") == mine.public_id:
        found["guest"] = {"delegation": mine.public_id, "people": [own]}
    return found


def test_bad_input_is_named_by_field_and_nothing_is_written(stage, as_, accepted):
    desk, focal = as_("organiser"), as_("focal A")
    filled(stage, {})
    before, found = rows(), {}
    for case, (where, body, fault) in CASES.items():
        path = f"meetings/{accepted.public_id}/{where}" if where in {"place", "counter"} else where
        client = desk if where == "place" else focal
        answer = client.post(f"/api/v1/pmif25/{path}/", filled(stage, body), "application/json")
        told = answer.json()
        named = [one["pointer"] for one in told.get("errors", [])] or [told["type"].rpartition(":")[2]]
        if fault not in named or answer.status_code != (400 if "/" in fault else 409):
            found[case] = (answer.status_code, named)

    assert found == {}
    assert rows() == before


def test_form_names_the_field_at_fault_and_keeps_what_was_written(stage, as_):
    path = stage.things["meetings"].get_absolute_url() + "counter/"
    words = {"day": "2025-04-08", "from_time": "11:00", "until_time": "10:00", "note": "A note to keep"}

    page = as_("focal A").post(path, words)

    assert page.status_code == 400
    assert "until_time" in page.context["form"].errors
    assert "A note to keep" in page.content.decode()


def test_address_that_bounces_is_seen_by_the_organiser_with_the_servers_words(stage, as_, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Listener(faults={"RCPT": ["550 5.1.1 nobody of that name here"]}) as listener:
        settings.EMAIL_PORT = listener.port
        deliver()
    failed = Message.objects.get(status=MessageStatus.FAILED)

    page = as_("organiser").get(f"/admin/notifications/message/{failed.pk}/change/")

    assert failed.last_error == "550 5.1.1 nobody of that name here"
    assert page.status_code == 200
    assert failed.last_error in page.content.decode()
    assert f"{UNSAID}: hidden" not in page.content.decode()
