"""A mail server, and messages to send."""

import datetime as dt

import pytest
from django.utils.timezone import now

from notifications import outbox
from notifications.notices import SAMPLES
from tests.servers import Listener

FACTS = SAMPLES["delivery_test"]


@pytest.fixture
def listener(settings):
    """A real SMTP listener that the settings point at; give it ``faults`` in the test."""
    with Listener() as listening:
        settings.EMAIL_PORT = listening.port
        yield listening


@pytest.fixture
def tell():
    """Queue one telling to so many sample delegates (or to those given): ``tell(200)``."""

    def queue(count=1, *, to=None, about="test:1", due_in=dt.timedelta(0), calendar=""):
        telling = outbox.Telling("delivery_test", about, edition="pmif25", facts=FACTS, calendar=calendar)
        many = to or [
            outbox.Recipient(f"delegate{number}@majlis.example", name=f"Sample Delegate {number}")
            for number in range(1, count + 1)
        ]
        moment = now()
        return outbox.queue(telling, many, now=moment, due_at=moment + due_in)

    return queue
