"""One request to a machine elsewhere whose address somebody gave us. It says what was answered; it decides nothing.

Where the name leads is looked up once and checked, and the line goes to the address that was checked: a name that leads
inside, at first or at the second asking, reaches nothing (SSRF). No redirect is followed, no more than the beginning of
an answer is read, and all of it together has one deadline, however slowly the other side drips.
"""

import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

DEADLINE_SECONDS = 10
CONNECT_SECONDS, MOST_ADDRESSES = 5, 3
LONGEST_ANSWER = 1024  # bytes that are read of it
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Unreachable(Exception):
    """Nobody answered, or not in time. ``is_final``: the address is none that we may ever send to."""

    def __init__(self, words: str, *, is_final: bool = False):
        super().__init__(words)
        self.is_final = is_final


@dataclass(frozen=True)
class Answer:
    """``words``: the first bytes of the answer as text. ``headers``: by lower-case name."""

    code: int
    words: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_yes(self) -> bool:
        return 200 <= self.code < 300


def post(url: str, body: bytes, headers: dict[str, str], *, deadline: float = DEADLINE_SECONDS) -> Answer:
    """Send ``body``; gives the answer whatever its code. Raises Unreachable."""
    parts = urlsplit(url)
    if wrong := fault_of(parts):
        raise Unreachable(wrong, is_final=True)
    line = _Line(parts, _addresses(parts))
    ends = threading.Timer(deadline, line.cut)
    ends.daemon = True
    ends.start()
    try:
        line.request("POST", _target(parts), body, {"User-Agent": "Majlis", "Connection": "close", **headers})
        answer = line.getresponse()
        said = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, _beginning(answer), said)
    except (HTTPException, OSError, ValueError) as error:
        words = f"no whole answer within {deadline:g} s" if line.is_cut else str(error) or type(error).__name__
        raise Unreachable(words) from error
    finally:
        ends.cancel()
        line.close()


def fault_of(parts: SplitResult) -> str:
    """What is wrong with an address before anything is looked up; nothing for one that may be tried."""
    schemes = ("https", "http") if settings.OUTGOING_PLAIN else ("https",)
    try:
        is_whole = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        is_whole = False
    if parts.scheme not in schemes or not is_whole or parts.username or parts.password or parts.fragment:
        return "not an address that begins with https:// and names a host and nobody"
    if _is_number(parts.hostname) and not may_reach(parts.hostname or ""):
        return f"{parts.hostname} is inside"
    return ""


def may_reach(address: str) -> bool:
    """Whether an IP address is one of the public internet, seen through the ways of writing one inside another."""
    if settings.OUTGOING_INSIDE:
        return True
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast


def _is_number(host):
    try:
        ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return False
    return True


def _addresses(parts):
    """Where the name leads; nowhere at all if any of it is inside."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"{parts.hostname}: {error}") from error
    inside = [one[4][0] for one in found if not may_reach(str(one[4][0]))]
    if inside or not found:
        raise Unreachable(f"{parts.hostname} leads inside ({', '.join(map(str, inside))})", is_final=True)
    return [one[4][:2] for one in found[:MOST_ADDRESSES]]


def _target(parts):
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _beginning(answer: HTTPResponse) -> str:
    """What is read of the body; an answer whose body breaks off is an answer all the same."""
    read = b""
    with suppress(HTTPException, OSError, ValueError):
        while len(read) < LONGEST_ANSWER and (more := answer.read1(LONGEST_ANSWER - len(read))):
            read += more
    return read.decode(errors="replace").replace("\x00", "")


class _Line(HTTPConnection):
    """A connection to addresses that were checked; the certificate must be the name's."""

    def __init__(self, parts, addresses):
        is_secure = parts.scheme == "https"
        super().__init__(parts.hostname, parts.port or (443 if is_secure else 80), timeout=DEADLINE_SECONDS)
        self.default_port = 443 if is_secure else 80  # so that Host names no usual port
        self.is_cut = False
        self._addresses, self._is_secure = addresses, is_secure
        self._held: socket.socket | ssl.SSLSocket | None = None

    def connect(self):
        self.sock = self._held = line = self._first_that_answers()
        line.settimeout(self.timeout)
        if self.is_cut:
            raise TimeoutError
        if self._is_secure:
            # In two steps, so that the handshake too can be cut.
            self._held = _tls().wrap_socket(line, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock = self._held
            self._held.do_handshake()

    def _first_that_answers(self) -> socket.socket:
        for address in self._addresses[:-1]:
            with suppress(OSError):
                return socket.create_connection(address, timeout=CONNECT_SECONDS)
        return socket.create_connection(self._addresses[-1], timeout=CONNECT_SECONDS)

    def cut(self):
        """End it from another thread, in whatever it waits for."""
        self.is_cut = True
        if self._held is not None:  # and not self.sock, which is forgotten once the answer has begun
            with suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


@lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
