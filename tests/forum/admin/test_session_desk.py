"""The programme's desk: buttons that call actions, a form that cannot bypass the ledger."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.models import StatusChange
from forum.actions import editions, sessions
from forum.models import Appearance, Booking, Person, Role, Session, TeamMember

pytestmark = pytest.mark.django_db
SLOT = {"starts_at": "2025-04-08T10:00", "ends_at": "2025-04-08T11:00", "place": "", "version": 1}


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


def address(session, verb="change"):
    return f"/admin/forum/session/{session.pk}/{verb}/"


def words(answer):
    return answer.content.decode()


def facts(session, **changes):
    """What the plain form of a session sends."""
    form = {"title": session.title, "kind": session.kind, "subtitle": "", "track": "", "language": "", "abstract": ""}
    inline = {f"appearances-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    return form | {"capacity_needed": "", "certainty": "", "source_note": ""} | inline | changes


def test_list_shows_time_in_the_edition_s_zone(desk, scheduled):
    text = words(desk.get("/admin/forum/session/"))
    assert "Tue 8 Apr 2025, 10:00–11:00 (Asia/Karachi)" in text


def test_list_asks_the_same_queries_for_one_row_and_for_three(desk, scheduled, edition, acting):
    counts = []
    for titles in ([], ["Second", "Third"]):
        for title in titles:
            sessions.draft(edition, title=title, **acting)
        with CaptureQueriesContext(connection) as asked:
            desk.get("/admin/forum/session/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_form_drafts_a_session(desk, edition):
    answer = desk.post("/admin/forum/session/add/", facts(Session(title="New", kind="panel"), edition=edition.pk))
    assert answer.status_code == 302
    assert Session.objects.values_list("title", "status", "edition").get() == ("New", "draft", edition.pk)


def test_form_edits_what_it_is_and_never_when_or_where(desk, scheduled, hall, at):
    sent = facts(scheduled, title="Renamed", starts_at_0="2025-04-09", room=hall.pk, status="done", version=9)
    assert desk.post(address(scheduled), sent).status_code == 302
    fresh = Session.objects.get()
    assert (fresh.title, fresh.starts_at, fresh.room.name) == ("Renamed", at(10), "Committee Room 1")
    assert (fresh.status, fresh.version) == ("scheduled", 1)


def test_form_refuses_more_seats_than_the_room_has_and_keeps_its_input(desk, scheduled):
    answer = desk.post(address(scheduled), facts(scheduled, title="Renamed", capacity_needed=900))
    text = words(answer)
    assert "Committee Room 1 seats 20, and 900 are needed." in text
    assert 'value="Renamed"' in text
    assert Session.objects.get().title == "Sample panel on copper"


def test_schedule_books_room_and_people_on_the_edition_s_clock(desk, panel, room, organiser):
    answer = desk.post(address(panel, "schedule"), SLOT | {"room": room.pk})
    assert answer.status_code == 302
    fresh = Session.objects.get()
    assert fresh.starts_at == dt.datetime(2025, 4, 8, 5, tzinfo=dt.UTC)
    assert Booking.objects.get().room == room
    assert StatusChange.objects.of(fresh).get().actor == organiser


def test_schedule_shows_a_refusal_and_keeps_its_input(desk, scheduled, edition, room, acting):
    second = sessions.draft(edition, title="Second", **acting)
    answer = desk.post(address(second, "schedule"), SLOT | {"room": room.pk})
    text = words(answer)
    assert answer.status_code == 200
    assert "Committee Room 1 is taken at that time and next free at 8 Apr 2025, 11:00 (PKT)." in text
    assert 'value="2025-04-08T10:00"' in text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"ends_at": "2025-04-08T09:00"}, "It ends before it starts."),
        ({"starts_at": "2025-04-07T10:00"}, "this lies outside."),
        ({"starts_at": "soon"}, "Enter a valid date/time."),
        ({"place": "Elsewhere"}, "Give a room or a place elsewhere, not both."),
        ({"room": "0"}, "Select a valid choice."),
    ],
)
def test_schedule_says_beside_the_field_what_is_wrong(desk, panel, room, wrong, said):
    answer = desk.post(address(panel, "schedule"), SLOT | {"room": room.pk} | wrong)
    assert said in words(answer)
    assert Session.objects.get().status == "draft"


def test_move_shows_the_present_time_on_the_edition_s_clock_and_moves(desk, scheduled, hall):
    assert 'value="2025-04-08T10:00"' in words(desk.get(address(scheduled, "move")))
    desk.post(address(scheduled, "move"), SLOT | {"room": hall.pk})
    fresh = Session.objects.get()
    assert (fresh.room, fresh.version) == (hall, 2)


def test_move_of_what_somebody_else_moved_meanwhile_is_refused(desk, scheduled, hall):
    Session.objects.update(version=5)
    text = words(desk.post(address(scheduled, "move"), SLOT | {"room": hall.pk}))
    assert "Somebody else has just changed this." in text


def test_move_that_does_not_say_what_it_saw_is_refused_in_words(desk, scheduled, hall):
    text = words(desk.post(address(scheduled, "move"), SLOT | {"room": hall.pk, "version": ""}))
    assert "This field is required." in text


@pytest.mark.parametrize(
    ("verb", "sent", "status"),
    [
        ("cancel", {"reason": "Fog."}, "cancelled"),
        ("unschedule", {"reason": ""}, "draft"),
        ("start", {}, "live"),
    ],
)
def test_buttons_take_their_step(desk, scheduled, verb, sent, status):
    assert desk.post(address(scheduled, verb), sent).status_code == 302
    assert Session.objects.get().status == status


def test_announce_and_reopen_take_their_step(desk, panel):
    desk.post(address(panel, "announce"), {"day": "2025-04-08"})
    assert Session.objects.get().reported_on == dt.date(2025, 4, 8)
    desk.post(address(panel, "cancel"), {"reason": ""})
    desk.post(address(panel, "reopen"), {"reason": ""})
    assert Session.objects.get().status == "draft"


def test_opening_a_button_changes_nothing(desk, scheduled):
    assert desk.get(address(scheduled, "cancel")).status_code == 200
    assert Session.objects.get().status == "scheduled"


def test_speakers_are_added_changed_and_removed(desk, scheduled):
    chair = Person.objects.create(name="Sample Chair")
    desk.post(address(scheduled, "add_speaker"), {"person": chair.pk, "role": "chair"})
    appearance = Appearance.objects.get(person=chair)
    assert Booking.objects.filter(person=chair, is_active=True).exists()
    desk.post(address(scheduled, "change_part"), {"appearance": appearance.pk, "role": "moderator", "position": 0})
    assert Appearance.objects.get(person=chair).role == "moderator"
    desk.post(address(scheduled, "remove_speaker"), {"appearance": appearance.pk})
    assert not Booking.objects.filter(person=chair, is_active=True).exists()


def test_speaker_whom_nobody_knows_is_refused_beside_the_field(desk, scheduled):
    before = list(scheduled.appearances.values_list("role", flat=True))
    answer = desk.post(address(scheduled, "add_speaker"), {"person": 999_999, "role": "chair"})
    assert list(answer.context["form"].errors) == ["person"]
    assert list(scheduled.appearances.values_list("role", flat=True)) == before


def test_the_same_speaker_twice_is_refused_in_the_form(desk, scheduled, speaker):
    answer = desk.post(address(scheduled, "add_speaker"), {"person": speaker.pk, "role": "chair"})
    assert "Sample Speaker is already in this session." in words(answer)


def test_screen_offers_only_the_buttons_of_the_moment(desk, panel, acting):
    draft = words(desk.get(address(panel)))
    assert address(panel, "schedule") in draft
    assert address(panel, "finish") not in draft


def test_screen_shows_its_history(desk, scheduled):
    desk.post(address(scheduled, "cancel"), {"reason": "Fog."})
    text = words(desk.get(address(scheduled)))
    assert "scheduled → cancelled: Fog." in text
    assert "Sample Organiser" in text


@pytest.mark.parametrize("role", [Role.MEETINGS, Role.ACCREDITATION, Role.PROTOCOL, Role.PRESS, Role.VIEWER])
def test_other_desks_may_look_and_not_change(client, edition, scheduled, role):
    user = User.objects.create_user(f"{role}@majlis.example", name="Sample Officer")
    TeamMember.objects.create(edition=edition, user=user, role=role)
    client.force_login(user)
    assert client.get(address(scheduled)).status_code == 200
    assert client.post(address(scheduled, "cancel"), {"reason": ""}).status_code == 403
    assert client.post(address(scheduled), facts(scheduled, title="Renamed")).status_code == 403
    assert Session.objects.values_list("title", "status").get() == ("Sample panel on copper", "scheduled")


def test_stranger_does_not_enter(client, scheduled):
    assert client.get(address(scheduled)).status_code == 302


def test_archived_edition_can_be_read_and_not_changed(desk, scheduled, edition, acting):
    editions.archive(edition, **acting)
    assert desk.get(address(scheduled)).status_code == 200
    assert desk.post(address(scheduled), facts(scheduled, title="Renamed")).status_code == 403
    assert "is archived" in words(desk.post(address(scheduled, "cancel"), {"reason": ""}))
    assert Session.objects.values_list("title", "status").get() == ("Sample panel on copper", "scheduled")


def test_board_shows_the_day_in_its_rooms_and_the_drafts(desk, scheduled, edition, acting):
    draft = sessions.draft(edition, title="Sample draft", **acting)
    text = words(desk.get("/admin/forum/session/board/"))
    assert address(scheduled) in text
    assert "Committee Room 1" in text
    assert address(draft) in text
    assert "Nothing is scheduled here yet." in words(desk.get("/admin/forum/session/board/?day=2025-04-09"))


@pytest.mark.parametrize(("query", "status"), [("?day=soon", 200), ("?day=2025-02-31", 200), ("?edition=none", 404)])
def test_board_answers_what_it_does_not_know(desk, scheduled, query, status):
    assert desk.get(f"/admin/forum/session/board/{query}").status_code == status


def test_board_is_not_for_strangers(client, scheduled):
    assert client.get("/admin/forum/session/board/").status_code == 302
