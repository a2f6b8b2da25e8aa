"""The cache fails soft: a Valkey that is gone costs speed, never a page."""

import pytest

from core.cache import SoftRedisCache


@pytest.fixture
def gone(tmp_path):
    """A cache whose server is not there."""
    cache = SoftRedisCache(f"unix://{tmp_path}/nobody-listens.sock", {})
    cache.clear()
    return cache


def test_cache_without_its_server_still_remembers_in_this_process(gone):
    gone.set("a", 1)
    assert gone.get("a") == 1
    assert gone.incr("a") == 2
    assert gone.add("lock", True)
    assert not gone.add("lock", True)
    gone.delete("lock")
    assert gone.add("lock", True)
    assert gone.get("nothing", "default") == "default"


def test_many_at_once_without_the_server(gone):
    gone.set_many({"a": 1, "b": 2})
    assert gone.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert "a" in gone
    gone.delete_many(["a"])
    assert "a" not in gone
    assert gone.touch("b")


def test_cache_with_its_server_uses_it():
    from django.core.cache import caches

    caches["default"].set("sample", "there", 10)

    assert isinstance(caches["default"], SoftRedisCache)
    assert super(SoftRedisCache, caches["default"]).get("sample") == "there"
