"""A browser that can read what is pushed to it, as RFC 8291 says; and users who are reached by more than mail."""

import json
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from django.utils.timezone import now

from accounts.models import User
from notifications import outbox
from notifications.actions import ways
from notifications.models import Message, Way
from notifications.notices import SAMPLES as OWN_SAMPLES
from notifications.outbox import Recipient, Telling
from notifications.push_encryption import POINT, padless
from scheduling.notice_samples import SAMPLES


@dataclass
class Browser:
    endpoint: str
    auth: bytes = b"sixteen bytes ok"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def keys(self):
        return {"p256dh": padless(self.public), "auth": padless(self.auth)}

    @property
    def public(self):
        return self.key.public_key().public_bytes(*POINT)

    def read(self, body):
        """The steps of RFC 8291 section 3.4 and RFC 8188, one HMAC after the other."""
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert (size, len(body) <= 4096) == (4096, True)
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        prk_key = _hmac(self.auth, shared)
        ikm = _hmac(prk_key, b"WebPush: info\0" + self.public + sender + b"\x01")
        prk = _hmac(salt, ikm)
        key = _hmac(prk, b"Content-Encoding: aes128gcm\0\x01")[:16]
        nonce = _hmac(prk, b"Content-Encoding: nonce\0\x01")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain[-1:] == b"\x02"
        return json.loads(plain[:-1])


def _hmac(key, data):
    made = HMAC(key, SHA256())
    made.update(data)
    return made.finalize()


def digest(data):
    made = Hash(SHA256())
    made.update(data)
    return made.finalize()


def user(name="delegate1", **facts):
    return User.objects.create_user(f"{name}@majlis.example", name=f"Sample {name}", **facts)


def browser_of(who, server, now, path="/push/1"):
    """``who`` has turned on notifications in a browser whose push service is ``server``."""
    browser = Browser(server.url + path)
    ways.subscribe(who, endpoint=browser.endpoint, **browser.keys, label="Firefox", now=now)
    return browser


def number_of(who, now, *, number="+923001234567", channel="sms"):
    facts = {"address": number, "fingerprint": number, "label": "+92 ••• 67", "created_at": now, "confirmed_at": now}
    return Way.objects.create(user=who, channel=channel, **facts)


def tell(*users, kind="meeting_moved", about="meeting:1", **more):
    telling = Telling(kind, about, edition="pmif25", facts=SAMPLES.get(kind) or OWN_SAMPLES[kind])
    to = [Recipient(one.email, name=one.name, language=one.language, user_id=one.pk) for one in users]
    return outbox.queue(telling, to, now=now(), **more)


def channels():
    return sorted(Message.objects.values_list("email", "channel"))
