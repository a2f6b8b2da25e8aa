"""The stage of the journey: a mail server that keeps what it takes, a clock for all, a worker that follows it."""

import datetime as dt

import pytest
import time_machine

from tests.journey.people import Visitor
from tests.servers import Listener, Worker


class Post(Listener):
    """``letters_begun`` counts the mails that a worker has begun to hand over, finished or not."""

    letters_begun = 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters_begun += 1
        return await super().handle_DATA(server, session, envelope)

    def to(self, email, subject=""):
        """The mails to one person, oldest first, whose subject has these words."""
        return [
            mail for mail in self.mails if mail["To"].addresses[0].addr_spec == email and subject in mail["Subject"]
        ]


class ClockedWorker(Worker):
    """A worker with beat whose process lives at the moment it is told; telling it another starts it anew."""

    def __init__(self, folder, *, email_port):
        super().__init__(folder, email_port=email_port, beat=True)
        self._command[self._command.index("config")] = "tests.journey.clocked"

    def start_at(self, moment: dt.datetime):
        self._env["JOURNEY_CLOCK"] = moment.isoformat()
        self.start()


class Clock:
    """One moment for the pages and the worker. Time goes on by itself; ``move_to`` advances it for both."""

    def __init__(self, traveller, worker):
        self._traveller, self._worker = traveller, worker

    def move_to(self, moment: dt.datetime):
        self._worker.kill()
        self._traveller.move_to(moment)
        self._worker.start_at(moment)


@pytest.fixture
def post(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with Post() as listening:
        settings.EMAIL_PORT = listening.port
        yield listening


@pytest.fixture
def worker(transactional_db, tmp_path, post):
    working = ClockedWorker(tmp_path, email_port=post.port)
    yield working
    working.kill()


@pytest.fixture
def clock(worker):
    start = dt.datetime(2025, 3, 1, 9, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=True) as traveller:
        worker.start_at(start)
        yield Clock(traveller, worker)


@pytest.fixture
def somebody(clock, post):
    """Gives a function that sits a person of this address down at a browser."""
    return lambda email: Visitor(email, post)
