"""What is signed of a guest list, and how to check it.

An entry's digest is SHA-256 of its JSON: an array of salt, number, public id of the accreditation, name, name in own
script, position, organisation, nationality (ISO 3166-1 alpha-2), delegation, category, serial as text or "".
A version's digest is SHA-256 of the JSON array of edition, public id of the list, number, title, moment (ISO 8601,
UTC), note, and the entries' digests in their order. JSON as in RFC 8785 for arrays of
strings and integers: UTF-8, no spaces.
The signature is Ed25519 (RFC 8032) over "majlis guest list 1", a zero byte, and the 32 bytes of the version's digest.

An entry whose words were erased keeps its digest, so the version's digest and signature still hold.
"""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from delegations.models import GuestListEntry, GuestListVersion
from delegations.models.guest_list import WORDS

SIGNED_AS = b"majlis guest list 1\0"
"""Before the digest under the signature, so that a list can never pass for a badge of the same key."""


class Standing(StrEnum):
    """How a version stands. ``UNTRUSTED``: as it was signed, with a key that somebody else may have by now."""

    SIGNED = "signed"
    CHANGED = "changed"
    UNTRUSTED = "untrusted"


def standing(version: GuestListVersion) -> Standing:
    if not holds(version, version.entries.all()):
        return Standing.CHANGED
    return Standing.SIGNED if version.key.is_trusted else Standing.UNTRUSTED


def digest_of(entry: GuestListEntry) -> str:
    words = [str(getattr(entry, word)) for word in WORDS]
    serial = "" if entry.serial is None else str(entry.serial)
    return _sha256([entry.salt, entry.position_in_list, entry.delegate_id_then, *words, serial])


def digest_of_version(version: GuestListVersion, entries: Iterable[GuestListEntry]) -> str:
    """From the digests that the entries carry."""
    guest_list, at = version.guest_list, version.frozen_at.astimezone(UTC).isoformat()
    head = [guest_list.edition.slug, guest_list.public_id, version.number, version.title, at, version.note]
    return _sha256([*head, [entry.digest for entry in entries]])


def sign(digest: str, private_key: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(private_key).sign(SIGNED_AS + bytes.fromhex(digest)).hex()


def holds(version: GuestListVersion, entries: Iterable[GuestListEntry]) -> bool:
    """Say whether everything of ``version`` is as it was signed; of an erased entry, that its digest is."""
    entries = list(entries)
    if any(not entry.erased_at and digest_of(entry) != entry.digest for entry in entries):
        return False
    return digest_of_version(version, entries) == version.digest and _is_signed(version)


def _is_signed(version):
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(version.key.public_key))
    try:
        key.verify(bytes.fromhex(version.signature), SIGNED_AS + bytes.fromhex(version.digest))
    except (InvalidSignature, ValueError):  # not hexadecimal any more is no signature either
        return False
    return True


def _sha256(said):
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
