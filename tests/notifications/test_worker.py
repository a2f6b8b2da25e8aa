"""What crosses a process: a real Celery worker, killed and robbed of its broker, still tells everyone once."""

import datetime as dt
import random
import time

import pytest
import redis
from django.conf import settings
from django.utils.timezone import now

import launcher
from notifications import leases
from notifications.models import Message, MessageStatus
from tests.servers import Listener, Worker, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]
PROCESSES = 2


@pytest.fixture(scope="module")
def post():
    """One mail server for all of these: the worker is told its port when it starts."""
    with Listener() as listening:
        yield listening


@pytest.fixture(scope="module")
def running(django_db_setup, tmp_path_factory, post):
    folder = tmp_path_factory.mktemp("worker")
    with Worker(folder, email_port=post.port, processes=PROCESSES, beat=True) as working:
        yield working


@pytest.fixture
def worker(running, post):
    post.mails.clear()
    post.pause = 0
    return running


def all_sent():
    """Every message is sent; not so where there is none."""
    return set(Message.objects.values_list("status", flat=True)) == {MessageStatus.SENT}


def ids_of_sent():
    """The Message-IDs of what is marked as sent."""
    return {
        f"<{key}@majlis.example>" for key in Message.objects.filter(status="sent").values_list("public_id", flat=True)
    }


def dead_leases_end():
    """What the sweep does when the lease of a killed process is over, without the wait."""
    leases.return_expired(now=now() + leases.LEASE + dt.timedelta(seconds=1))


def test_a_killed_child_of_the_pool_loses_nothing(worker, post, tell):
    post.pause = 0.03
    tell(200)
    post.wait_for(10)
    worker.kill_a_child()
    post.pause = 0
    wait_until(lambda: _is_quiet(post), seconds=60)
    dead_leases_end()
    wait_until(all_sent, seconds=60)
    once = set(post.ids)
    assert len(once) == 200
    assert len(post.ids) - len(once) <= 1


def test_kill_after_kill_marks_nothing_sent_that_was_not(worker, post, tell):
    kills = 8
    post.pause = 0.01
    tell(300)
    post.wait_for(10)
    for _ in range(kills):
        worker.kill_a_child()
        assert ids_of_sent() <= set(post.ids)
        time.sleep(random.uniform(0, 0.3))
    post.pause = 0
    wait_until(lambda: _is_quiet(post), seconds=60)
    dead_leases_end()
    wait_until(all_sent, seconds=60)
    assert Message.objects.count() == 300
    assert ids_of_sent() == set(post.ids)
    assert len(post.ids) - len(set(post.ids)) <= kills


def test_the_beat_goes_on_after_the_broker_forgot_everything(worker, post, tell):
    _forget_everything()
    tell(3, due_in=dt.timedelta(seconds=1))
    wait_until(all_sent, seconds=60)
    assert len(set(post.ids)) == len(post.ids) == 3


def test_worker_killed_in_the_middle_loses_nothing(worker, post, tell):
    post.pause = 0.01
    tell(200)
    post.wait_for(60)
    worker.kill()
    before = Message.objects.filter(status=MessageStatus.SENT).count()
    assert 60 - PROCESSES <= before < 200
    post.pause = 0
    dead_leases_end()
    worker.start()
    wait_until(all_sent, seconds=60)
    once = set(post.ids)
    assert len(once) == 200
    assert len(post.ids) - len(once) <= PROCESSES  # in flight when it was killed, and known by the same id


def _is_quiet(post):
    before = len(post.mails)
    time.sleep(2)  # long enough for a living worker on a busy machine to give one more
    return len(post.mails) == before


def _forget_everything():
    """FLUSHALL, as far as this test process is concerned."""
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    broker = redis.Redis.from_url(launcher.urls(settings.VAR_DIR).redis_url)
    if keys := list(broker.scan_iter(f"{prefix}*")):
        broker.delete(*keys)
    broker.close()
