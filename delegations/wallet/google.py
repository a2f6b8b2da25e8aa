"""A link that saves a badge to Google Wallet: a JWT (RFC 7519, RS256) with the pass and its class inside
(developers.google.com/wallet/generic/web/using-jwt). Nothing is sent to Google before the holder opens it."""

import json
from base64 import urlsafe_b64encode
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.translation import get_language

from delegations.wallet.face import Face
from delegations.wallet.keys import GoogleKeys

SHOWN = ("delegation", "zones")
"""Of the facts: Google asks for an address of at most 1,800 characters, or some browsers cut it."""
SAVES = "https://pay.google.com/gp/v/save/"


def link(face: Face, keys: GoogleKeys, *, now: datetime) -> str:
    """The address of a badge whose code opens gates."""
    claims = {
        "iss": keys.account,
        "aud": "google",
        "typ": "savetowallet",
        "iat": int(now.timestamp()),
        "payload": {"genericClasses": [{"id": _class_of(face, keys)}], "genericObjects": [_object(face, keys)]},
    }
    signed = f"{_part({'alg': 'RS256', 'typ': 'JWT'})}.{_part(claims)}"
    return f"{SAVES}{signed}.{_base64(keys.key.sign(signed.encode(), PKCS1v15(), SHA256()))}"


def _object(face, keys):
    badge = face.badge
    return {
        "id": f"{keys.issuer}.{badge.public_id}",
        "classId": _class_of(face, keys),
        "state": "ACTIVE",
        "cardTitle": _said(badge.edition.short_name),
        "subheader": _said(face.category),
        "header": _said(face.name),
        "hexBackgroundColor": face.color,
        "barcode": {"type": "QR_CODE", "value": badge.token},
        "validTimeInterval": {
            "start": {"date": badge.valid_from.isoformat()},
            "end": {"date": badge.valid_until.isoformat()},
        },
        "textModulesData": [
            {"id": key, "header": label, "body": value} for key, label, value in face.facts if key in SHOWN
        ],
    }


def _class_of(face, keys):
    return f"{keys.issuer}.badge-{face.badge.edition.slug}"


def _said(words):
    return {"defaultValue": {"language": get_language() or "en", "value": words}}


def _part(facts):
    return _base64(json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode())


def _base64(data):
    return urlsafe_b64encode(data).rstrip(b"=").decode()
