"""Gunicorn's threaded worker, whose threads never wait for a client to read.

What the kernel does not take at once is sent by the worker's own event loop, so that slow or vanished readers of a
large export cost memory and no thread. A reader that stands still is cut off, and the oldest one where too much has
piled up.
"""

import selectors
import time
from collections import deque
from functools import partial
from socket import MSG_DONTWAIT, socket
from types import SimpleNamespace

from gunicorn.workers.gthread import ThreadWorker

STANDS_STILL_S = 30
MOST_WAITING_BYTES = 32_000_000


class Outgoing:
    """A client's socket that takes everything it is given: what cannot be sent now waits in ``rest``."""

    def __init__(self, sock: socket) -> None:
        self._sock = sock
        self.rest: deque[memoryview] = deque()

    def __getattr__(self, name):
        return getattr(self._sock, name)

    def sendall(self, data: bytes) -> None:
        waiting = memoryview(data)
        if not self.rest:
            waiting = send(self._sock, waiting)
        if waiting:
            self.rest.append(waiting)


def send(sock: socket, data: memoryview) -> memoryview:
    """Send what goes without waiting; give what is left. Raises OSError when the client is gone."""
    while data:
        try:
            data = data[sock.send(data, MSG_DONTWAIT) :]
        except BlockingIOError:
            break
    return data


class Worker(ThreadWorker):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sending: dict = {}  # connection → when it last took something, oldest first

    def handle_request(self, req, conn):
        outgoing = Outgoing(conn.sock)
        shown = SimpleNamespace(sock=outgoing, client=conn.client, server=conn.server)
        keepalive = super().handle_request(req, shown)
        conn.rest = outgoing.rest
        return keepalive

    def finish_request(self, conn, fs):
        if not getattr(conn, "rest", None):
            super().finish_request(conn, fs)
            return
        conn.sock.setblocking(False)
        self.sending[conn] = time.monotonic()
        self.poller.register(conn.sock, selectors.EVENT_WRITE, partial(self._send_more, conn, fs))
        while sum(len(part) for one in self.sending for part in one.rest) > MOST_WAITING_BYTES:
            self._cut_off(next(iter(self.sending)))

    def murder_keepalived(self, force=False):
        """The loop's own round of cutting off, once a second."""
        super().murder_keepalived(force)
        still_since = time.monotonic() - STANDS_STILL_S
        for conn in [conn for conn, took_at in self.sending.items() if took_at < still_since]:
            self._cut_off(conn)

    def _send_more(self, conn, fs, _sock):
        try:
            while conn.rest:
                left = send(conn.sock, conn.rest[0])
                if left:
                    conn.rest[0] = left
                    self.sending[conn] = time.monotonic()
                    return
                conn.rest.popleft()
        except OSError:
            self._cut_off(conn)
            return
        del self.sending[conn]
        self.poller.unregister(conn.sock)
        super().finish_request(conn, fs)

    def _cut_off(self, conn):
        del self.sending[conn]
        self.poller.unregister(conn.sock)
        conn.rest.clear()
        self.nr_conns -= 1
        conn.close()
