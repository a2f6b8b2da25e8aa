"""A worker without a beat: nothing but the commit can tell it that there is something to send."""

import pytest
from django.db import transaction

from notifications.models import Message, MessageStatus
from tests.servers import Worker, wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("worker")]


def test_worker_is_woken_by_the_commit(listener, tell, tmp_path):
    with Worker(tmp_path, email_port=listener.port, beat=False):
        with transaction.atomic():
            tell(1)
            transaction.set_rollback(True)
        with transaction.atomic():
            tell(1, about="test:2")
        wait_until(lambda: Message.objects.filter(status=MessageStatus.SENT).exists(), seconds=60)
    assert len(listener.ids) == Message.objects.count() == 1
