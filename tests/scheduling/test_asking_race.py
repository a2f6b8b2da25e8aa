"""Many ask at once: a quota is never overrun, and nobody waits for ever."""

import collections
import threading

import pytest
from django.db import connection

from core.errors import DomainError
from scheduling.actions import answers
from scheduling.models import Meeting, MeetingStatus, RequestTerms
from tests.scheduling.meeting_samples import NOW, host_of

pytestmark = pytest.mark.django_db(transaction=True)


def race(*attempts):
    """Run the attempts at one time; gives how often each answer came."""
    said, gate = collections.Counter(), threading.Barrier(len(attempts))

    def run(attempt):
        gate.wait()
        try:
            attempt()
            said["done"] += 1
        except DomainError as refusal:
            said[refusal.code] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(said)


def test_quotas_hold_however_many_ask_and_accept_at_once(asked, edition, host_focal):
    terms = RequestTerms.objects.create(edition=edition, most_pending=3)
    assert race(*[asked] * 12) == {"done": 3, "too-many-open": 9}
    RequestTerms.objects.filter(pk=terms.pk).update(most_agreed=1)
    hosts = [host_of(meeting) for meeting in Meeting.objects.all()]
    accepting = [lambda host=host: answers.accept(host, by=host_focal, now=NOW) for host in hosts]
    assert race(*accepting) == {"done": 1, "too-many-agreed": 2}
    assert Meeting.objects.filter(status=MeetingStatus.ACCEPTED).count() == 1
