"""Start, attach and recover, on real servers in folders of their own."""

import os
import shutil
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import kombu
import psycopg
import pytest
import redis

import launcher
from launcher import background
from launcher.errors import LauncherError
from launcher.places import CHECKOUT, Place
from tests.launcher.conftest import Run


def ask(url: str, statement: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(statement).fetchone()
        return row[0] if row else None


def ping(url: str) -> bool:
    with redis.Redis.from_url(url) as client:
        return bool(client.ping())


def postmaster(var: Path) -> int:
    return int((var / "postgres" / "postmaster.pid").read_text().split()[0])


def test_cold_start_gives_servers_as_the_product_needs_them(var: Path) -> None:
    urls = launcher.urls(var)
    settings = ("server_encoding", "timezone", "fsync", "max_connections", "listen_addresses")
    assert [ask(urls.database_url, f"SHOW {name}") for name in settings] == ["UTF8", "UTC", "on", "300", ""]
    assert ask(urls.database_url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is True
    with psycopg.connect(urls.database_url) as connection:
        connection.execute("CREATE EXTENSION btree_gist")
        connection.execute("CREATE EXTENSION pg_trgm")
    with redis.Redis.from_url(urls.redis_url) as client:
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    with kombu.Connection(urls.celery_url) as broker, broker.SimpleQueue("letters") as queue:
        queue.put("salam")
        letter = queue.get(timeout=5)
        letter.ack()
        assert letter.payload == "salam"


def test_second_call_attaches(used: Path) -> None:
    first = launcher.urls(used)
    before = postmaster(used)
    began = time.monotonic()
    assert launcher.urls(used) == first
    assert time.monotonic() - began < 0.5
    assert postmaster(used) == before


def test_calls_at_once_start_one_server(var: Path, run: Run) -> None:
    with ThreadPoolExecutor(4) as pool:
        said = list(pool.map(lambda _: run("--var", var, "start"), range(4)))
    assert [one.returncode for one in said] == [0] * 4, said
    assert len({one.stdout for one in said}) == 1
    assert (var / "postgres.log").read_text().count("database system is ready to accept connections") == 1
    assert len(background.working_in(var / "valkey")) == 1


def test_data_outlives_a_stop(used: Path) -> None:
    urls = launcher.urls(used)
    with psycopg.connect(urls.database_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with redis.Redis.from_url(urls.redis_url) as client:
        client.set("kept", "seven")
    launcher.stop(used)
    assert background.working_in(used / "postgres") == background.working_in(used / "valkey") == []
    urls = launcher.urls(used)
    assert ask(urls.database_url, "SELECT number FROM kept") == 7
    with redis.Redis.from_url(urls.redis_url) as client:
        assert client.get("kept") == b"seven"


def test_start_follows_a_killed_postgres_at_once(used: Path) -> None:
    urls = launcher.urls(used)
    with psycopg.connect(urls.database_url) as connection:
        connection.execute("CREATE TABLE unharmed AS SELECT 7 AS number")
    os.kill(postmaster(used), signal.SIGKILL)
    assert ask(launcher.urls(used).database_url, "SELECT number FROM unharmed") == 7


def test_start_follows_a_killed_valkey_at_once(used: Path) -> None:
    urls = launcher.urls(used)
    (server,) = background.working_in(used / "valkey")
    os.kill(server, signal.SIGKILL)
    assert launcher.urls(used) == urls
    assert ping(urls.redis_url)


def test_start_is_not_fooled_by_a_pid_file_that_names_another_process(used: Path) -> None:
    launcher.urls(used)
    old = used / "postgres" / "postmaster.pid"
    lines = old.read_text().splitlines()
    launcher.stop(used)
    old.write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    assert ask(launcher.urls(used).database_url, "SELECT 1") == 1


def test_start_recovers_when_the_sockets_were_swept_away(used: Path) -> None:
    launcher.urls(used)
    for path in Place.of(used).sockets.iterdir():
        path.unlink()
    urls = launcher.urls(used)
    assert ask(urls.database_url, "SELECT 1") == 1
    assert ping(urls.redis_url)
    assert len(background.working_in(used / "valkey")) == 1


def test_start_begins_anew_when_the_data_was_removed_under_the_servers(used: Path) -> None:
    launcher.urls(used)
    for path in used.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    urls = launcher.urls(used)
    assert ask(urls.database_url, "SELECT 1") == 1
    assert ping(urls.redis_url)
    assert len(background.working_in(used / "valkey")) == 1


def test_two_checkouts_live_side_by_side(used: Path) -> None:
    other = used.parent / "other"
    try:
        here, there = launcher.urls(used), launcher.urls(other)
        with psycopg.connect(here.database_url) as connection:
            connection.execute("CREATE TABLE only_here ()")
        assert ask(there.database_url, "SELECT to_regclass('only_here')::text") is None
        launcher.stop(used)
        assert ask(there.database_url, "SELECT 1") == 1
        assert ping(there.redis_url)
    finally:
        launcher.stop(other)


def test_start_leaves_every_folder_as_it_was(var: Path) -> None:
    def look() -> dict[Path, tuple[int, int, int]]:
        wheels = list((CHECKOUT / ".venv").resolve().glob("lib/*/site-packages/*postgres*"))
        found = {path: path.stat() for place in (var, CHECKOUT, *wheels) for path in (place, *place.parents)}
        return {path: (stat.st_mode, stat.st_uid, stat.st_gid) for path, stat in found.items()}

    var.parent.chmod(0o700)
    before = look()
    launcher.urls(var)
    assert look() == before


def test_address_in_the_environment_wins_each_on_its_own(var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/majlis")
    urls = launcher.urls(var)
    assert urls.database_url == "postgresql://elsewhere/majlis"
    assert ping(urls.redis_url)
    assert not (var / "postgres").exists()
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere:6379/3")
    assert launcher.urls(var).celery_url == "redis://elsewhere:6379/3"


def test_sockets_in_a_folder_open_to_others_are_refused(var: Path) -> None:
    sockets = Place.of(var).sockets
    sockets.mkdir()
    sockets.chmod(0o755)
    with pytest.raises(LauncherError, match="open to others"):
        launcher.urls(var)
    sockets.rmdir()


def test_server_that_does_not_start_is_quoted(used: Path) -> None:
    launcher.urls(used)
    launcher.stop(used)
    settings = used / "postgres" / "postgresql.conf"
    before = settings.read_text()
    settings.write_text("no_such_setting = 1\n")
    with pytest.raises(LauncherError, match=r"(?s)PostgreSQL did not start.*no_such_setting"):
        launcher.urls(used)
    settings.write_text(before)
