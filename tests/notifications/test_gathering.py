"""Telling once of what changed several times."""

import datetime as dt
import email
import email.policy
import threading

import pytest
from django.db import connection

from notifications import gathering, leases, outbox, tasks
from notifications.gathering import Bundle
from notifications.models import Message, MessageStatus
from notifications.outbox import Recipient, Telling
from notifications.rendering import render
from scheduling.notice_samples import SAMPLES

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2025, 4, 7, 8, tzinfo=dt.UTC)
PAUSE = dt.timedelta(minutes=2)
DUE = NOW + PAUSE
HEAD = Recipient("head@majlis.example", name="Sample Head")
ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:{}\r\nBEGIN:VEVENT\r\nUID:{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def change():
    """Queue a change of a meeting, to be told after the pause."""

    def _change(kind, thing, version=1, to=HEAD, at=NOW):
        method = "CANCEL" if kind in ("meeting_cancelled", "meeting_dropped") else "REQUEST"
        telling = Telling(
            kind,
            f"meeting:{thing}",
            version=version,
            edition="pmif25",
            facts=SAMPLES["meeting_moved"] | {"title": f"Sample {thing} {version}"},
            calendar=ENTRY.format(method, thing),
            bundle="meetings",
        )
        outbox.queue(telling, [to], now=at, due_at=at + PAUSE)

    return _change


def states():
    rows = Message.objects.order_by("pk").values_list("kind", "about", "version", "status")
    return [" ".join(map(str, row)) for row in rows]


def leaving():
    return sorted((message.kind, message.about) for message in leases.claim(100, now=DUE))


def test_nothing_leaves_before_the_pause_is_over_nor_before_it_is_gathered(change):
    change("meeting_confirmed", "a")
    assert gathering.gather(now=NOW) == 0
    assert leases.claim(100, now=DUE) == []
    assert gathering.gather(now=DUE) == 1
    assert leaving() == [("meeting_confirmed", "meeting:a")]


def test_several_things_of_one_reader_are_told_in_one_message(change):
    change("meeting_confirmed", "a")
    change("meeting_confirmed", "b", at=NOW + dt.timedelta(seconds=90))  # not due yet, and goes along
    change("meeting_confirmed", "c", to=Recipient("envoy@majlis.example"))
    gathering.gather(now=DUE)

    one, other = sorted(leases.claim(100, now=DUE), key=lambda message: message.email, reverse=True)
    assert (one.email, one.kind, one.name) == ("head@majlis.example", "meetings_changed", "Sample Head")
    assert [change["title"] for change in one.facts["changes"]] == ["Sample a 1", "Sample b 1"]
    assert (other.email, other.kind) == ("envoy@majlis.example", "meeting_confirmed")
    told = Message.objects.filter(told_in=one)
    assert [message.status for message in told] == [MessageStatus.TOLD_WITH_OTHERS] * 2


def test_of_one_thing_only_the_last_is_told_and_to_whom_it_is_new_as_new(change):
    change("meeting_confirmed", "a", 1)
    change("meeting_moved", "a", 2)
    change("meeting_moved", "a", 3)
    gathering.gather(now=DUE)
    assert states() == [
        "meeting_confirmed meeting:a 1 cancelled",
        "meeting_moved meeting:a 2 cancelled",
        "meeting_confirmed meeting:a 3 queued",
    ]


def test_what_came_and_went_is_not_told_at_all(change):
    change("meeting_confirmed", "a", 1)
    change("meeting_cancelled", "a", 2)
    gathering.gather(now=DUE)
    assert leaving() == []
    assert {row.split()[-1] for row in states()} == {"cancelled"}


def test_who_has_heard_of_it_is_told_that_it_moved_and_that_it_is_off(change):
    change("meeting_confirmed", "a", 1)
    change("meeting_confirmed", "b", 1)
    gathering.gather(now=DUE)
    Message.objects.filter(status=MessageStatus.QUEUED).update(status=MessageStatus.SENT)
    change("meeting_moved", "a", 2, at=DUE)
    change("meeting_cancelled", "b", 2, at=DUE)
    gathering.gather(now=DUE + PAUSE)
    (last,) = Message.objects.filter(kind="meetings_changed", status=MessageStatus.QUEUED)
    assert [change["kind"] for change in last.facts["changes"]] == ["meeting_moved", "meeting_cancelled"]


def test_what_is_held_back_waits_and_is_gathered_when_it_is_released(change):
    change("meeting_confirmed", "a")
    change("meeting_confirmed", "b")
    Message.objects.filter(about="meeting:b").update(is_held=True)
    gathering.gather(now=DUE)
    assert leaving() == [("meeting_confirmed", "meeting:a")]
    Message.objects.update(is_held=False)
    gathering.gather(now=DUE)
    assert leaving() == [("meeting_confirmed", "meeting:b")]


def test_bundle_that_nobody_knows_any_more_leaves_one_by_one(change):
    change("meeting_confirmed", "a")
    change("meeting_confirmed", "b")
    Message.objects.update(bundle="former")
    gathering.gather(now=DUE)
    assert leaving() == [("meeting_confirmed", "meeting:a"), ("meeting_confirmed", "meeting:b")]


def test_number_of_statements_is_the_same_for_many_readers(change, django_assert_max_num_queries):
    for number in range(30):
        for thing in "abc":
            change("meeting_confirmed", thing, to=Recipient(f"delegate{number}@majlis.example"))
    with django_assert_max_num_queries(30):
        gathering.gather(now=DUE)
    assert Message.objects.filter(kind="meetings_changed", status=MessageStatus.QUEUED).count() == 30


@pytest.mark.django_db(transaction=True)
def test_eight_that_gather_at_once_tell_nobody_twice(change):
    for number in range(40):
        for thing in "abc":
            change("meeting_confirmed", thing, to=Recipient(f"delegate{number}@majlis.example"))

    def go():
        gathering.gather(now=DUE)
        connection.close()

    threads = [threading.Thread(target=go) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = Message.objects.filter(status=MessageStatus.QUEUED)
    assert (rows.count(), rows.filter(kind="meetings_changed").count()) == (40, 40)
    assert Message.objects.filter(status=MessageStatus.TOLD_WITH_OTHERS).count() == 120


def test_mail_of_several_changes_carries_each_as_an_object_of_its_own(change):
    for kind, thing in (("meeting_confirmed", "a"), ("meeting_confirmed", "b")):
        change(kind, thing)
    Message.objects.update(status=MessageStatus.SENT, bundle="")
    change("meeting_moved", "a", 2)
    change("meeting_cancelled", "b", 2)
    gathering.gather(now=DUE)
    mail = email.message_from_bytes(render(leases.claim(1, now=DUE)[0], now=DUE), policy=email.policy.default)
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert mail.get_content_type() == "multipart/mixed"
    assert [(part.get_param("method"), part.get_filename()) for part in parts] == [
        ("REQUEST", "01-request.ics"),
        ("CANCEL", "02-cancel.ics"),
    ]
    assert [f"UID:{thing}" in part.get_content() for part, thing in zip(parts, "ab", strict=True)] == [True, True]
    assert "Sample a 2" in mail.get_body(("plain",)).get_content()


def test_what_cannot_be_put_together_holds_up_no_other_mail(change, tell, listener):
    unheard = Bundle("unheard", together="", page=lambda edition: f"{1 / 0}", kinds=frozenset())
    gathering.register(unheard)
    change("meeting_confirmed", "a")
    change("meeting_confirmed", "b")
    Message.objects.update(bundle="unheard", attempt_at=NOW)
    tell(1)
    try:
        with pytest.raises(ZeroDivisionError):
            tasks.deliver()
    finally:
        gathering._bundles.pop("unheard")
    assert listener.recipients == ["delegate1@majlis.example"]
    assert Message.objects.filter(status=MessageStatus.QUEUED, bundle="unheard").count() == 2


def test_bundle_tells_its_kinds_by_one_that_is_there():
    assert all(isinstance(bundle, Bundle) and bundle.together in SAMPLES for bundle in gathering.known())
