"""A pass for Apple Wallet: a signed bundle (developer.apple.com/documentation/walletpasses, "Building a Pass").

pass.json and pictures, manifest.json with the SHA-1 of each, and signature: a detached CMS signature (RFC 5652) of the
manifest by the certificate of the pass type, with the intermediate certificate inside. All in one ZIP.
"""

import hashlib
import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from django.conf import settings
from django.utils.translation import gettext as _

from delegations.wallet.face import Face
from delegations.wallet.keys import AppleKeys

CONTENT_TYPE = "application/vnd.apple.pkpass"
PICTURES = settings.BASE_DIR / "data" / "wallet"
OPTIONS = [PKCS7Options.DetachedSignature, PKCS7Options.Binary]


def bundle(face: Face, keys: AppleKeys) -> bytes:
    """The .pkpass of a badge whose code opens gates."""
    files = {"pass.json": _json(_pass(face, keys))}
    files |= {file.name: file.read_bytes() for file in sorted(PICTURES.glob("*.png"))}
    files["manifest.json"] = _json({name: _sha1(data) for name, data in files.items()})
    files["signature"] = _signature(files["manifest.json"], keys)
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _pass(face, keys):
    badge, edition = face.badge, face.badge.edition
    fields = [{"key": key, "label": label, "value": value} for key, label, value in face.facts]
    lost = _("Tell the accreditation desk at once. The lost card and this code open nothing from that moment.")
    return {
        "formatVersion": 1,
        "passTypeIdentifier": keys.pass_type,
        "teamIdentifier": keys.team,
        "serialNumber": badge.public_id,
        "organizationName": edition.host or edition.name,
        "description": _("Badge of the %(edition)s") % {"edition": edition.name},
        "logoText": edition.short_name,
        "backgroundColor": _rgb(face.color),
        "foregroundColor": _rgb(face.on_color),
        "labelColor": _rgb(face.on_color),
        "relevantDate": badge.valid_from.astimezone(edition.zone).isoformat(),
        "expirationDate": badge.valid_until.astimezone(edition.zone).isoformat(),
        "sharingProhibited": True,
        "barcodes": [{"format": "PKBarcodeFormatQR", "message": badge.token, "messageEncoding": "iso-8859-1"}],
        "eventTicket": {
            "headerFields": [{"key": "category", "label": _("Category"), "value": face.category}],
            "primaryFields": [{"key": "name", "label": _("Name"), "value": face.name}],
            "secondaryFields": fields[:2],
            "auxiliaryFields": fields[2:],
            "backFields": [
                {"key": "forum", "label": _("Forum"), "value": edition.name},
                {"key": "lost", "label": _("If it is lost"), "value": lost},
            ],
        },
    }


def _signature(manifest, keys):
    signing = PKCS7SignatureBuilder().set_data(manifest).add_signer(keys.certificate, keys.key, SHA256())
    return signing.add_certificate(keys.intermediate).sign(Encoding.DER, OPTIONS)


def _json(facts):
    return json.dumps(facts, ensure_ascii=False).encode()


def _sha1(data):
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()  # what the format asks for; the signature protects


def _rgb(color):
    red, green, blue = (int(color[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"
