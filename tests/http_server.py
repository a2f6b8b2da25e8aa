"""A web server of someone else's: keeps what it is sent, and misbehaves on demand."""

import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HANG, DROP, DRIP, HUGE = "never answer", "drop the line", "a byte now and then", "no end of an answer"


@dataclass(frozen=True)
class Request:
    path: str
    headers: dict[str, str]
    body: bytes


class HttpServer:
    """A context manager. ``answers``: what to do with the next requests, one each, before it does what is ``usual``:
    a code, a code with headers, a code with a body, HANG, DROP, DRIP or HUGE. ``pause``: seconds it takes over each.
    """

    def __init__(self, *, tls=None):
        self.answers: list = []
        self.usual: object = 200
        self.requests: list[Request] = []
        self.pause = 0.0
        self.most_at_once = self._at_once = 0
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"house": self}))
        self._server.daemon_threads = True
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length", 0)))
        with self._lock:
            headers = {name.lower(): value for name, value in handler.headers.items()}
            self.requests.append(Request(handler.path, headers, body))
            what = self.answers.pop(0) if self.answers else self.usual
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            time.sleep(self.pause)
            self._do(handler, what)
        except OSError:  # the other side has hung up
            handler.close_connection = True
        finally:
            with self._lock:
                self._at_once -= 1

    def _do(self, handler, what):
        if what == HANG:
            self._over.wait(60)
        if what in (HANG, DROP):
            handler.close_connection = True
            return
        code, more = what if isinstance(what, tuple) else (200 if what in (DRIP, HUGE) else what, {})
        handler.send_response(code)
        for name, value in more.items() if isinstance(more, dict) else ():
            handler.send_header(name, value)
        handler.end_headers()
        if what == HUGE:
            for _ in range(20_000):
                handler.wfile.write(b"x" * 10_000)
        while what == DRIP and not self._over.wait(0.05):
            handler.wfile.write(b".")
        handler.wfile.write(more if isinstance(more, bytes) else b"noted")
        handler.close_connection = True


class _Handler(BaseHTTPRequestHandler):
    house: HttpServer

    def do_POST(self):
        self.house.answer(self)

    do_GET = do_POST  # noqa: N815 - the name that the standard library calls

    def log_message(self, *_):
        pass
