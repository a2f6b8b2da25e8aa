"""A push message as browsers read it (RFC 8291, RFC 8188), and the proof of who sends it (VAPID, RFC 8292)."""

import base64
import json
import os
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

RECORD = 4096  # bytes of the whole message, as every push service must take
LONGEST = RECORD - 16 - 1 - 86  # without the tag, the last record's mark and the head: what may be said
PROOF_HOLDS = timedelta(hours=12)  # 24 at most
POINT = (Encoding.X962, PublicFormat.UncompressedPoint)


def encrypt(plain: bytes, p256dh: str, auth: str, *, salt: bytes = b"", own: ec.EllipticCurvePrivateKey | None = None):
    """``plain`` for the browser that gave ``p256dh`` and ``auth`` (base64url), as ``aes128gcm``.

    ``salt`` and ``own`` are drawn anew for each message; the example of RFC 8291 gives them. Raises ValueError for
    keys that are none, and for what is longer than LONGEST.
    """
    if len(plain) > LONGEST:
        raise ValueError(f"{len(plain)} bytes, and {LONGEST} at most")
    theirs_raw, secret = unpadded(p256dh), unpadded(auth)
    if len(secret) != 16:
        raise ValueError("the browser's secret has 16 bytes")
    salt, own = salt or os.urandom(16), own or ec.generate_private_key(ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs_raw)
    ours_raw = own.public_key().public_bytes(*POINT)
    key = _derive(own.exchange(ec.ECDH(), theirs), secret, b"WebPush: info\0" + theirs_raw + ours_raw, 32)
    cipher = AESGCM(_derive(key, salt, b"Content-Encoding: aes128gcm\0", 16))
    sealed = cipher.encrypt(_derive(key, salt, b"Content-Encoding: nonce\0", 12), plain + b"\x02", None)
    return salt + RECORD.to_bytes(4, "big") + bytes([len(ours_raw)]) + ours_raw + sealed


def proof(endpoint: str, *, private_key: str, subject: str, now: datetime) -> str:
    """The Authorization header for a message to ``endpoint``: a token for its origin alone (RFC 8292 section 3)."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + PROOF_HOLDS).timestamp()),
        "sub": subject,
    }
    head = {"typ": "JWT", "alg": "ES256"}
    signed = ".".join(padless(json.dumps(part, separators=(",", ":")).encode()) for part in (head, claims))
    r, s = utils.decode_dss_signature(_private(private_key).sign(signed.encode(), ec.ECDSA(SHA256())))
    token = f"{signed}.{padless(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"
    return f"vapid t={token}, k={public_key(private_key)}"


def public_key(private_key: str) -> str:
    """What browsers ask for when they subscribe. Raises ValueError for a private key that is none."""
    return padless(_private(private_key).public_key().public_bytes(*POINT))


def new_private_key() -> str:
    """32 bytes, base64url, as ``VAPID_PRIVATE_KEY`` wants them."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return padless(number.to_bytes(32, "big"))


def padless(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unpadded(text: str) -> bytes:
    """Bytes from base64url with or without its padding. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


@lru_cache(maxsize=4)
def _private(key: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(unpadded(key), "big"), ec.SECP256R1())


def _derive(key, salt, info, length):
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(key)
