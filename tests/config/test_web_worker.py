"""A client that does not read costs the web worker memory, never a thread."""

import socket

import pytest

from config.web_worker import Outgoing, send

BODY = bytes(range(256)) * 20_000


@pytest.fixture
def pair():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_what_a_client_does_not_take_waits_in_order(pair):
    ours, theirs = pair
    outgoing = Outgoing(ours)
    outgoing.sendall(BODY)
    outgoing.sendall(b"the end")
    assert len(outgoing.rest) == 2
    theirs.setblocking(False)
    read = b""
    while outgoing.rest:
        read += theirs.recv(1_000_000)
        left = send(ours, outgoing.rest.popleft())
        if left:
            outgoing.rest.appendleft(left)
    while len(read) < len(BODY) + 7:
        read += theirs.recv(1_000_000)
    assert read == BODY + b"the end"


def test_client_that_reads_leaves_nothing_waiting(pair):
    ours, theirs = pair
    outgoing = Outgoing(ours)
    outgoing.sendall(b"small")
    assert not outgoing.rest
    assert theirs.recv(100) == b"small"


def test_client_that_is_gone_is_an_error(pair):
    ours, theirs = pair
    theirs.close()
    with pytest.raises(OSError, match=r"."):
        Outgoing(ours).sendall(BODY)
