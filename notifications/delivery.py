"""From the outbox to the mail server: claim, render, send, settle, each message by itself.

Between the server's 250 for one message and our commit that says so lies the one window in which a kill sends a mail
twice, with the same Message-ID. One message per run can be in it: each is settled before the next is given.
"""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.utils.module_loading import import_string

from notifications import attachments, leases, own_words
from notifications.mime import address
from notifications.rendering import CannotRender, render, sender
from notifications.smtp import LONGEST_SEND_SECONDS, CannotOpen, Line, LineGone, LineLost, Refused

BATCH = 20
A_FEW = 4  # of what takes long to make
RUN = dt.timedelta(seconds=8)  # then the process is free for other work; the next beat goes on
ENOUGH_LEASE = dt.timedelta(seconds=LONGEST_SEND_SECONDS)

log = logging.getLogger(__name__)


def run(clock: Callable[[], dt.datetime], *, call_help: Callable[[], object] = lambda: None) -> Counter:
    """Send what is due until nothing is left, the server cannot be reached, or RUN is over. Counts the outcomes.

    ``clock`` gives the time. ``call_help`` is called once, when there is more than one batch. Any number of runs
    may go on at the same time, in threads, in processes and on several machines.
    """
    outcomes: Counter = Counter()
    ends_at = clock() + RUN
    with _line() as line:
        while clock() < ends_at:
            batch = _claim(clock)
            if len(batch) in (BATCH, A_FEW) and not outcomes:
                call_help()
            if not batch or not _deliver(batch, own_words.read(batch), line, clock, outcomes):
                break
    return outcomes


def _claim(clock):
    """What is made at once goes before what carries a file: a digest of thousands must not hold up a moved meeting."""
    return leases.claim(BATCH, now=clock(), without=attachments.kinds()) or leases.claim(A_FEW, now=clock())


def _line():
    """A line to the mail server, or to the provider whose API takes mail in its place."""
    if settings.EMAIL_BACKEND.startswith("anymail."):
        return import_string("notifications.by_provider.ProviderLine")()  # half a second of imports that few need
    return Line()


def _deliver(batch, book, line, clock, outcomes):
    """Deliver the messages of ``batch``; False when there is no server and the rest went back.

    Where something ends the run that nobody foresaw, the message it had in hand waits for the end of its lease, and the
    others go back at once: one message with a fault in it must not hold up those that happen to be behind it.
    """
    while batch:
        try:
            line.open()
            if batch[0].lease_until - clock() < ENOUGH_LEASE:  # asked last: opening may have taken its time
                batch = leases.renew(batch, now=clock())
                continue
            outcome, settle = _send(batch[0], book, line, clock)
        except LineGone:
            continue
        except CannotOpen as error:
            log.warning("No mail server: %s", error)
            leases.give_back(batch, str(error))
            return False
        except BaseException:
            leases.give_back(batch[1:])
            raise
        _settle(batch[0], outcome, settle, clock)
        outcomes[outcome] += 1
        batch = batch[1:]
    return True


def _send(message, book, line, clock):
    """Give one message to the server; gives the outcome as a word, and the step that settles it in the outbox."""
    try:
        mail = render(message, now=clock(), book=book)
        if message.lease_until - clock() < ENOUGH_LEASE and not leases.renew([message], now=clock()):
            return "taken over", lambda: True  # making it took longer than it was ours
        line.send(sender(), address(message.email), mail)
    except (CannotRender, ValueError) as error:
        log.error("Message %s cannot be rendered: %s", message.public_id, error)  # noqa: TRY400 - the words say it all
        return "failed", partial(leases.refused, message, str(error))
    except Refused as error:
        if error.is_final:
            return "failed", partial(leases.refused, message, str(error))
        return "put off", partial(leases.put_off, message, str(error), now=clock())
    except LineLost as error:
        return "put off", partial(leases.put_off, message, str(error), now=clock())
    return "sent", partial(leases.sent, message, now=clock())


def _settle(message, outcome, settle, clock):
    """Write down the outcome, through a restart of the database if need be: what left must not leave again."""
    while True:
        try:
            is_ours = settle()
        except (OperationalError, InterfaceError):
            if clock() >= message.lease_until:
                raise
            connection.close()
            time.sleep(0.2)
        else:
            break
    if not is_ours:
        log.warning("Message %s was %s after its lease had ended.", message.public_id, outcome)
