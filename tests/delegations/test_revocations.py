"""The list of dead serials: it only grows, and nobody who follows it misses one."""

import threading

import pytest
from django.db import connection, transaction

from delegations import revocations
from tests.delegations.missions import NOW


def test_list_is_read_from_where_the_reader_stands(edition):
    revocations.add(edition, [7, 5], now=NOW)
    revocations.add(edition, [9], now=NOW)
    assert revocations.since(edition, 0) == (3, [7, 5, 9])
    assert revocations.since(edition, 2) == (3, [9])
    assert revocations.since(edition, 3) == (3, [])
    assert revocations.includes(edition, 9)
    assert not revocations.includes(edition, 8)


def test_serial_stands_on_the_list_once(edition):
    revocations.add(edition, [7, 7], now=NOW)
    revocations.add(edition, [7, 8], now=NOW)
    assert revocations.since(edition, 0) == (2, [7, 8])


@pytest.mark.django_db(transaction=True)
def test_what_commits_later_has_a_later_version(edition):
    """A reader between the commits of two writers sees the first alone, and the second comes after it."""
    first_wrote, may_commit, seen = threading.Event(), threading.Event(), []

    def slow():
        with transaction.atomic():
            revocations.add(edition, [1], now=NOW)
            first_wrote.set()
            may_commit.wait(5)
        connection.close()

    def quick():
        first_wrote.wait(5)
        with transaction.atomic():
            revocations.add(edition, [2], now=NOW)
        connection.close()

    threads = [threading.Thread(target=slow), threading.Thread(target=quick)]
    for thread in threads:
        thread.start()
    first_wrote.wait(5)
    threads[1].join(0.3)
    version = 0
    for _round in range(2):
        version, found = revocations.since(edition, version)
        seen += found
        may_commit.set()
        for thread in threads:
            thread.join(5)
    assert seen == [1, 2]
