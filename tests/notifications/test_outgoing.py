"""Requests to machines elsewhere: nothing inside is reached, nothing is waited for without end."""

import datetime as dt
import socket
import ssl
import time

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from notifications import outgoing
from notifications.outgoing import Unreachable, may_reach, post
from tests.http_server import DRIP, DROP, HANG, HUGE, HttpServer


@pytest.fixture
def server():
    with HttpServer() as serving:
        yield serving


@pytest.fixture
def strict(settings):
    settings.OUTGOING_INSIDE = settings.OUTGOING_PLAIN = False


def test_answer_is_given_with_its_first_words_only(server):
    server.answers = [(404, b"no such thing" + b"!" * 5000), HUGE]
    said = post(server.url + "/in?a=1", b"{}", {"X-Sample": "1"})
    assert (said.code, len(said.words), said.words[:7]) == (404, 1024, "no such")
    assert (server.requests[0].path, server.requests[0].headers["x-sample"]) == ("/in?a=1", "1")
    assert server.requests[0].headers["host"] == f"127.0.0.1:{server.port}"
    began = time.monotonic()
    assert post(server.url, b"", {}).words == "x" * 1024
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("fault", [HANG, DROP])
def test_no_answer_is_said_within_the_deadline(server, fault):
    server.answers = [fault]
    began = time.monotonic()
    with pytest.raises(Unreachable):
        post(server.url, b"{}", {}, deadline=0.5)
    assert time.monotonic() - began < 3


def test_body_that_drips_is_cut_off_and_its_code_counts(server):
    server.answers = [DRIP]
    began = time.monotonic()
    assert post(server.url, b"{}", {}, deadline=0.5).code == 200
    assert time.monotonic() - began < 3


def test_redirect_is_an_answer_and_is_not_followed(server):
    server.answers = [(302, {"Location": server.url + "/other"})]
    said = post(server.url, b"{}", {})
    assert (said.code, said.is_yes, len(server.requests)) == (302, False, 1)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "ftp://example.org/",
        "https://user:secret@example.org/",
        "https:///nowhere",
        "https://example.org/#part",
        "https://example.org:99999/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest/",
    ],
)
def test_address_that_may_not_be_is_never_looked_up(strict, url, monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: pytest.fail("looked up"))
    with pytest.raises(Unreachable) as refusal:
        post(url, b"{}", {})
    assert refusal.value.is_final


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.2", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:7f00:1::", False),
    ],
)
def test_addresses_of_the_inside_are_known_in_every_spelling(strict, address, is_public):
    assert may_reach(address) is is_public


def test_name_that_leads_inside_is_refused_wherever_else_it_leads(strict, monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("93.184.216.34", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_named: found)
    with pytest.raises(Unreachable, match=r"10\.0\.0\.7") as refusal:
        post("https://hook.example/", b"{}", {})
    assert refusal.value.is_final


def test_line_goes_to_the_address_that_was_looked_up_and_the_certificate_is_the_names(settings, tmp_path, monkeypatch):
    """The name is asked once; a second answer (a rebinding) has no effect."""
    chain = _certificate(tmp_path, "hook.example")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(chain)
    monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    outgoing._tls.cache_clear()
    asked, really = [], socket.getaddrinfo

    def look_up(host, port, *args, **named):
        if host.replace(".", "").isdecimal():
            return really(host, port, *args, **named)
        asked.append(host)
        return really("127.0.0.1" if len(asked) == 1 else "127.0.0.9", port, *args, **named)

    with HttpServer(tls=tls) as server:
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        assert post(f"https://hook.example:{server.port}/", b"{}", {}).code == 200
        assert asked == ["hook.example"]
        asked.clear()
        with pytest.raises(Unreachable, match="certificate"):
            post(f"https://other.example:{server.port}/", b"{}", {})
    outgoing._tls.cache_clear()


def _certificate(folder, name):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    since = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(since).not_valid_after(since + dt.timedelta(days=9))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    signed = made.sign(key, hashes.SHA256())
    path = folder / "chain.pem"
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(key.private_bytes(*plain) + signed.public_bytes(serialization.Encoding.PEM))
    return path
