"""The broker goes away and comes back empty: the worker goes on, by itself or started again by what runs it."""

import pytest
from django.utils.timezone import now

from launcher import valkey
from launcher.places import Place
from notifications.models import Message, MessageStatus
from tests.servers import Listener, Worker, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]


@pytest.fixture
def broker(tmp_path_factory, monkeypatch):
    """A Valkey of this test's own, which a worker started now takes for its broker."""
    place = Place.of(tmp_path_factory.mktemp("broker"))
    monkeypatch.setenv("REDIS_URL", valkey.start_or_attach(place))
    yield place
    valkey.end(place)
    place.remove_sockets()


def test_mail_flows_again_after_the_broker_was_away(broker, tmp_path, tell):
    with Listener() as post, Worker(tmp_path, email_port=post.port, beat=True) as worker:
        tell(2)
        post.wait_for(2, seconds=60)
        valkey.end(broker)
        wait_until(lambda: "Connection to broker lost" in worker.log.read_text() or worker.has_ended, seconds=60)
        tell(3, about="test:2")
        valkey.start_or_attach(broker)
        wait_until(lambda: _sent() == 5 or worker.started_again(), seconds=120)
        wait_until(lambda: _sent() == 5, seconds=60)
        assert len(set(post.ids)) == len(post.ids) == 5


def _sent():
    return Message.objects.filter(status=MessageStatus.SENT, due_at__lte=now()).count()
