"""The bytes of a push message, against the example of the standard."""

import base64
import datetime as dt
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

from notifications import push_encryption
from notifications.push_encryption import encrypt, proof, public_key, unpadded
from tests.notifications.ways_samples import Browser

NOW = dt.datetime(2025, 4, 1, 9, tzinfo=dt.UTC)


def test_example_of_rfc_8291_comes_out_byte_for_byte():
    own = unpadded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")
    sealed = encrypt(
        b"When I grow up, I want to be a watermelon",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "BTBZMqHH6r4Tts7J_aSIgg",
        salt=unpadded("DGv6ra1nlYgDCS1FRnbzlw"),
        own=ec.derive_private_key(int.from_bytes(own, "big"), ec.SECP256R1()),
    )
    assert sealed == unpadded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_y"
        "l95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_longest_message_fits_and_a_longer_one_is_refused():
    browser = Browser("")
    text = json.dumps("x" * (push_encryption.LONGEST - 2)).encode()
    assert browser.read(encrypt(text, **browser.keys)) == json.loads(text)
    for wrong in ({"p256dh": "AAAA"}, {"auth": "AAAA"}, {"p256dh": "!"}):
        with pytest.raises(ValueError, match=r".*"):
            encrypt(b"", **(browser.keys | wrong))
    with pytest.raises(ValueError, match="at most"):
        encrypt(text + b"x", **browser.keys)


def test_proof_is_for_one_service_and_signed_by_the_key_that_browsers_know():
    private = push_encryption.new_private_key()
    said = proof("https://push.example:8443/send/abc", private_key=private, subject="mailto:a@b.example", now=NOW)
    token, key = (part.split("=", 1)[1] for part in said.removeprefix("vapid ").split(", "))
    head, claims, signature = token.split(".")
    assert json.loads(unpadded(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(unpadded(claims)) == {
        "aud": "https://push.example:8443",
        "exp": int(NOW.timestamp()) + 12 * 3600,
        "sub": "mailto:a@b.example",
    }
    raw = unpadded(signature)
    known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpadded(public_key(private)))
    assert (key, len(raw)) == (public_key(private), 64)
    r, s = int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big")
    known.verify(utils.encode_dss_signature(r, s), f"{head}.{claims}".encode(), ec.ECDSA(SHA256()))
    assert base64.urlsafe_b64encode(unpadded(key)).decode().rstrip("=") == key
