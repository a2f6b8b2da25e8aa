"""Feeds: kept ready, told apart by version, built once, and there without Valkey too."""

import datetime as dt
import json
import threading
import uuid

import pytest
import redis
from django.db import connection
from django.test import Client

from forum import feeds
from forum.actions import imports, sessions
from forum.models import Session
from tests.exchange.documents import NOW, event, read

FORMS = ["json", "xml", "ics"]


@pytest.fixture
def kept(settings):
    """Nothing kept before: each test has a corner of Valkey to itself."""
    settings.CACHES = {"default": settings.CACHES["default"] | {"KEY_PREFIX": str(uuid.uuid4())}}
    client = feeds._valkey()
    yield client
    for key in client.scan_iter(feeds._key("*")):
        client.delete(key)


@pytest.fixture
def programme(edition, kept):
    imports.take_in(edition, read(event("1"), event("2", start="14:00")), by=None, now=NOW)
    return edition


def titles(answer):
    days = json.loads(answer.content)["schedule"]["conference"]["days"]
    return [one["title"] for day in days for room in day["rooms"].values() for one in room]


@pytest.mark.parametrize("form", FORMS)
def test_warm_feed_asks_the_database_nothing(programme, client, form, django_assert_num_queries):
    cold = client.get(f"/pmif25/programme.{form}")
    with django_assert_num_queries(0):
        warm = client.get(f"/pmif25/programme.{form}")
    assert (warm.status_code, warm.content, warm["ETag"]) == (200, cold.content, cold["ETag"])
    assert warm["Cache-Control"].startswith("public, max-age=60")
    assert "Set-Cookie" not in warm.headers


@pytest.mark.parametrize("form", FORMS)
def test_feed_that_one_has_already_is_a_304_without_body_or_query(programme, client, form, django_assert_num_queries):
    first = client.get(f"/pmif25/programme.{form}")
    with django_assert_num_queries(0):
        by_etag = client.get(f"/pmif25/programme.{form}", headers={"If-None-Match": first["ETag"]})
        by_time = client.get(f"/pmif25/programme.{form}", headers={"If-Modified-Since": first["Last-Modified"]})
        other = client.get(f"/pmif25/programme.{form}", headers={"If-None-Match": '"other"'})
    assert (by_etag.status_code, by_etag.content, by_etag["ETag"]) == (304, b"", first["ETag"])
    assert by_time.status_code == 304
    assert (other.status_code, other.content) == (200, first.content)


@pytest.mark.parametrize("size", [1, 3])
def test_cold_feed_takes_the_same_few_queries_at_any_size(edition, kept, client, django_assert_num_queries, size):
    events = [event(str(hour), start=f"{hour}:00", people=[(hour, f"Sample {hour}")]) for hour in range(10, 10 + size)]
    imports.take_in(edition, read(*events), by=None, now=NOW)
    with django_assert_num_queries(5):
        client.get("/pmif25/programme.json")


def test_change_is_read_once_it_is_committed(programme, client, django_capture_on_commit_callbacks):
    before = client.get("/pmif25/programme.json")
    with django_capture_on_commit_callbacks(execute=True):
        sessions.edit(Session.objects.get(external_id="1"), by=None, now=NOW, title="Another title")
    after = client.get("/pmif25/programme.json", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert titles(after) == ["Another title", "Sample session 2"]


def test_calendar_keeps_a_cancelled_session_as_cancelled(programme, client):
    sessions.cancel(Session.objects.get(external_id="1"), by=None, now=NOW)
    body = client.get("/pmif25/programme.ics").content.decode()
    assert body.count("STATUS:CANCELLED") == body.count("STATUS:CONFIRMED") == 1


@pytest.mark.parametrize("form", FORMS)
def test_feed_of_an_unknown_edition_is_not_there(db, client, form):
    assert client.get(f"/nowhere/programme.{form}").status_code == 404


def test_feed_is_read_only(programme, client):
    assert client.post("/pmif25/programme.json").status_code == 405


def test_slow_builder_never_stores_an_old_version_over_a_new_one(programme, client, monkeypatch):
    """The first builder reads the programme; before it has written, the programme changes and a second one builds."""
    collect = feeds.collect

    def slow(edition):
        old = collect(edition)
        monkeypatch.setattr(feeds, "collect", collect)
        Session.objects.filter(external_id="1").update(title="Changed meanwhile")
        feeds.changed(edition)
        assert titles(Client().get("/pmif25/programme.json"))[0] == "Changed meanwhile"
        return old

    monkeypatch.setattr(feeds, "collect", slow)
    assert titles(client.get("/pmif25/programme.json"))[0] == "Sample session 1"
    assert titles(client.get("/pmif25/programme.json"))[0] == "Changed meanwhile"


@pytest.mark.django_db(transaction=True)
def test_stampede_builds_once(programme, monkeypatch):
    built, answers, together = [], [], threading.Barrier(8)
    collect = feeds.collect

    def counted(edition):
        built.append(edition.slug)
        threading.Event().wait(0.2)
        return collect(edition)

    def ask():
        together.wait()
        answers.append(Client().get("/pmif25/programme.json"))
        connection.close()

    monkeypatch.setattr(feeds, "collect", counted)
    threads = [threading.Thread(target=ask) for _unused in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [200] * 8
    assert len({answer.content for answer in answers}) == 1
    assert built == ["pmif25"]


def test_what_was_kept_is_given_while_another_builds_the_new(programme, client, kept):
    old = client.get("/pmif25/programme.json")
    feeds.changed(programme)
    version = kept.get(feeds._key("pmif25", "version")).decode()
    kept.set(feeds._key("pmif25", "json", "building", version), 1, ex=5)
    assert client.get("/pmif25/programme.json").content == old.content


def test_body_is_moved_out_of_valkey_once_and_never_under_the_head_of_another(programme, client, kept):
    first = client.get("/pmif25/programme.json")
    client.get("/pmif25/programme.json")
    head_key, body_key = feeds._keys("pmif25", "json")
    kept.set(body_key, b"other bytes")
    assert client.get("/pmif25/programme.json").content == first.content
    kept.delete(head_key)
    with pytest.raises(LookupError):
        feeds._body("pmif25", "json", b"no such head")


def test_feed_is_there_without_valkey(programme, client, monkeypatch, tmp_path):
    dead = redis.Redis(unix_socket_path=str(tmp_path / "nobody.sock"))
    monkeypatch.setattr(feeds, "_valkey", lambda: dead)
    answer = client.get("/pmif25/programme.json")
    assert titles(answer) == ["Sample session 1", "Sample session 2"]
    feeds.changed(programme)


def test_version_is_the_time_of_the_change(programme, client):
    feeds.changed(programme)
    modified = client.get("/pmif25/programme.json")["Last-Modified"]
    told = dt.datetime.strptime(modified, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=dt.UTC)
    assert abs(dt.datetime.now(dt.UTC) - told) < dt.timedelta(minutes=1)
