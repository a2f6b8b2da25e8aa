"""Many want one thing: one gets it, the others are refused in words; and a thousand meetings change places."""

import datetime as dt
import http.client
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable

import psycopg
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from accounts.models import User
from benchmarks.bench import Bench
from benchmarks.rows import Row
from delegations.models import Delegation, DelegationKind
from forum import ledger
from forum.models import Edition, Person, Role, Room, TeamMember, Venue
from notifications.models import Message
from scheduling.actions import placing
from scheduling.models import Answer, Attendee, Meeting, MeetingStatus, Party, PartySide
from scheduling.slots import Slot

RUNNERS, PAIRS = 200, 500
CSRF = "a" * 32
NINE = dt.datetime(2025, 4, 8, 4, tzinfo=dt.UTC)
TEN = NINE + dt.timedelta(hours=1)
HALF = dt.timedelta(minutes=30)


def run(bench: Bench) -> Iterable[Row]:
    yield from _one_room(bench)
    bench.fresh()
    yield from _one_person(bench)
    bench.fresh()
    yield from _direct_sql()
    bench.fresh()
    yield from _swaps()


def _one_room(bench):
    forum = Forum(rooms=1, meetings=RUNNERS)
    wanted = [(meeting, forum.rooms[0]) for meeting in forum.meetings]
    yield from _placements(bench, forum, wanted, "one room")


def _one_person(bench):
    forum = Forum(rooms=RUNNERS, meetings=RUNNERS, shares_minister=True)
    wanted = list(zip(forum.meetings, forum.rooms, strict=True))
    yield from _placements(bench, forum, wanted, "one person shared")


def _placements(bench, forum, wanted, name):
    with bench.server(is_bare=True) as bare:
        floor_s, _answers = _race(lambda _number: bare_get(bare))
    with bench.server() as server:
        cookie = forum.signed_in()
        took_s, answers = _race(lambda number: _place(server, cookie, *wanted[number]))
    yield Row(f"{RUNNERS} placements, {name}: all answered in", took_s, "s", floor_s)
    yield Row(f"{RUNNERS} placements, {name}: placed (200)", answers[200], exactly=1)
    yield Row(f"{RUNNERS} placements, {name}: refused (409)", answers[409], exactly=RUNNERS - 1)
    yield Row(
        f"{RUNNERS} placements, {name}: anything else", sum(answers.values()) - answers[200] - answers[409], exactly=0
    )


def _direct_sql():
    forum = Forum(rooms=RUNNERS + 1, meetings=0)
    address = connection.get_connection_params()
    address = {name: address[name] for name in ("host", "port", "user", "password", "dbname") if address.get(name)}
    floor_s, _answers = _race(lambda number: _insert(address, forum, forum.rooms[number + 1]), at_once=40)
    took_s, answers = _race(lambda _number: _insert(address, forum, forum.rooms[0]), at_once=40)
    yield Row(f"{RUNNERS} inserts by SQL, one room: all answered in", took_s, "s", floor_s)
    yield Row(f"{RUNNERS} inserts by SQL, one room: taken", answers["taken"], exactly=1)
    yield Row(f"{RUNNERS} inserts by SQL, one room: refused", answers["ExclusionViolation"], exactly=RUNNERS - 1)


def _swaps():
    forum = Forum(rooms=PAIRS, meetings=0)
    pairs = forum.pairs()
    plan = []
    for early, late in pairs:
        plan += [(early, Slot(TEN, TEN + HALF, late.room)), (late, Slot(NINE, NINE + HALF, early.room))]
    floor_s = _bare_updates()
    assert get_resolver().url_patterns  # as in a process that has served before
    started = time.perf_counter()
    placing.rearrange(plan, by=None, now=NINE - dt.timedelta(days=3))
    took_s = time.perf_counter() - started
    moved = Meeting.objects.filter(version=2).count()
    yield Row(f"{PAIRS} pairs of meetings change places, people told", took_s, "s", floor_s, most=5)
    yield Row("... meetings moved", moved, exactly=2 * PAIRS)
    told = Message.objects.filter(kind="meeting_moved").count()
    yield Row("... mails about it in the outbox", told, exactly=Attendee.objects.count())


class Forum:
    """An edition with rooms, two delegations, and accepted meetings of one guest with one host each."""

    def __init__(self, *, rooms: int, meetings: int, shares_minister: bool = False) -> None:
        self.edition = Edition.objects.create(
            slug="bench", name="Bench", short_name="B", starts_on=dt.date(2025, 4, 8), ends_on=dt.date(2025, 4, 9)
        )
        venue = Venue.objects.create(edition=self.edition, name="Sample Hotel")
        self.rooms = Room.objects.bulk_create(Room(venue=venue, name=f"Room {number}") for number in range(rooms))
        self.host, self.guest = (
            Delegation.objects.create(edition=self.edition, name=name, kind=kind)
            for name, kind in (("Sample Ministry", DelegationKind.HOST), ("Sample Company", DelegationKind.COMPANY))
        )
        self.meetings = self.meet(meetings)
        minister = self.people("Minister", 1)
        hosts = minister * meetings if shares_minister else self.people("Host", meetings)
        self.seat(
            self.meetings, [[host, guest] for host, guest in zip(hosts, self.people("Guest", meetings), strict=True)]
        )

    def people(self, name: str, count: int) -> list[Person]:
        return Person.objects.bulk_create(
            Person(name=f"Sample {name} {number}", email=f"{name}.{number}@bench.example".lower().replace(" ", "."))
            for number in range(count)
        )

    def meet(self, count: int, **facts) -> list[Meeting]:
        facts = {"status": MeetingStatus.ACCEPTED, **facts}
        return Meeting.objects.bulk_create(
            Meeting(edition=self.edition, subject=f"Sample meeting {number}", **facts) for number in range(count)
        )

    def seat(self, meetings: list[Meeting], people: list[list[Person]], bookings: dict | None = None) -> None:
        """The first half of a meeting's people sits for the host, the other for the guest."""
        sides = [(PartySide.HOST, self.host), (PartySide.GUEST, self.guest)]
        rows = [
            Party(meeting=meeting, delegation=delegation, side=side, answer=Answer.ACCEPTED)
            for meeting in meetings
            for side, delegation in sides
        ]
        parties = {(party.meeting_id, party.side): party for party in Party.objects.bulk_create(rows)}
        Attendee.objects.bulk_create(
            Attendee(
                meeting=meeting,
                person=person,
                party=parties[meeting.pk, sides[index * 2 // len(seats)][0]],
                booking=bookings[person] if bookings else None,
            )
            for meeting, seats in zip(meetings, people, strict=True)
            for index, person in enumerate(seats)
        )

    def pairs(self) -> list[tuple[Meeting, Meeting]]:
        """Two placed meetings in each room, at nine and at ten, with two people of four in common."""
        common = self.people("Minister", PAIRS), self.people("Envoy", PAIRS)
        found = []
        for name, start in (("Early", NINE), ("Late", TEN)):
            own = self.people(f"{name} Host", PAIRS), self.people(f"{name} Guest", PAIRS)
            seats = [list(four) for four in zip(common[0], own[0], common[1], own[1], strict=True)]
            wanted = [*self.rooms, *(person for four in seats for person in four)]
            claims = [ledger.Claim(one, start, start + HALF) for one in wanted]
            bookings = ledger.claim(self.edition, "meeting", claims)
            placed = {"status": MeetingStatus.SCHEDULED, "starts_at": start, "ends_at": start + HALF, "version": 1}
            rows = [
                Meeting(edition=self.edition, subject=f"Sample {room}", room=room, booking=bookings[room], **placed)
                for room in self.rooms
            ]
            meetings = Meeting.objects.bulk_create(rows)
            self.seat(meetings, seats, bookings)
            found.append(meetings)
        return list(zip(*found, strict=True))

    def signed_in(self) -> str:
        """The session cookie of somebody at the meetings desk."""
        desk = User.objects.create_user("desk@bench.example", name="Sample Desk")
        TeamMember.objects.create(edition=self.edition, user=desk, role=Role.MEETINGS)
        client = Client()
        client.force_login(desk)
        return client.cookies["sessionid"].value


def _race(attempt: Callable, *, at_once: int = RUNNERS) -> tuple[float, Counter]:
    """Run `attempt(number)` in 200 threads that start together; gives the seconds for all and how often each answer."""
    answers: Counter = Counter()
    gate, seats = threading.Barrier(RUNNERS + 1), threading.Semaphore(at_once)

    def one(number):
        gate.wait()
        with seats:
            answers[attempt(number)] += 1

    threads = [threading.Thread(target=one, args=(number,)) for number in range(RUNNERS)]
    for thread in threads:
        thread.start()
    gate.wait()
    started = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started, answers


def bare_get(server) -> int:
    return _ask(server, "GET", "/floor/hello/")


def _place(server, cookie, meeting, room) -> int:
    words = {"starts_at": NINE.isoformat(), "room": room.public_id}
    headers = {
        "Cookie": f"sessionid={cookie}; csrftoken={CSRF}",
        "X-CSRFToken": CSRF,
        "Content-Type": "application/json",
    }
    path = f"/api/v1/bench/meetings/{meeting.public_id}/place/"
    return _ask(server, "POST", path, json.dumps(words), headers)


def _ask(server, method, path, body=None, headers=None) -> int:

    link = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    link.request(method, path, body, headers or {})
    answer = link.getresponse()
    answer.read()
    link.close()
    return answer.status


def _insert(address, forum, room) -> str:
    statement = """INSERT INTO forum_booking (edition_id, room_id, span, is_active, purpose)
                   VALUES (%s, %s, tstzrange(%s, %s), true, 'meeting')"""
    try:
        with psycopg.connect(**address) as link:
            link.execute(statement, [forum.edition.pk, room.pk, NINE, TEN])
    except psycopg.Error as error:
        return type(error).__name__
    return "taken"


def _bare_updates() -> float:
    """The least that the database needs: every booking and every meeting written once, and taken back."""
    started = time.perf_counter()
    day = "'1 day'::interval"
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(f"UPDATE forum_booking SET span = tstzrange(lower(span) + {day}, upper(span) + {day})")
        cursor.execute(f"UPDATE scheduling_meeting SET starts_at = starts_at + {day}, ends_at = ends_at + {day}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        took = time.perf_counter() - started
        cursor.execute("ROLLBACK")
    return took
