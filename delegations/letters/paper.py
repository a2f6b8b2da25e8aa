"""Letters as PDF, each with its code and the address where it is verified, in the direction of its language."""

import json
from collections.abc import Iterable

from django.core.files.storage import Storage
from django.urls import reverse

from core.encryption import EncryptedStorage
from core.links import absolute
from core.typesetting import Paper
from delegations.letters import codes, languages
from delegations.letters.setting import Said
from delegations.models import Letter, LetterLanguage

SAMPLE_CODE = "0" * (codes.DRAWN + 1)
PREVIEW, PAGES = "preview", "pages"


def of(letters: Iterable[Letter]) -> bytes:
    """One PDF of ``letters`` (with their edition at hand), in their order, each from a page of its own."""
    sheets = [(json.loads(one.said), one.code, one.edition) for one in letters]
    return _set(sheets, PAGES, "pdf")


def preview(said: Said, edition) -> bytes:
    """A PNG of a letter that nobody has issued: its code is none."""
    return _set([(said.as_dict(), SAMPLE_CODE, edition)], PREVIEW, "png")


def address_of(edition, code: str) -> str:
    """Where anybody verifies the letter."""
    return absolute(reverse("delegations:verify-letter", args=[edition.slug, codes.grouped(code)]))


def _set(sheets, form, output):
    with Paper() as paper:
        pictures = paper.codes(address_of(edition, code) for _said, code, edition in sheets)
        signatures = _signatures(paper, {said["signature"] for said, _code, _edition in sheets if said["signature"]})
        pages = [
            said
            | {
                "labels": languages.LABELS[LetterLanguage(said["language"])],
                "is_rtl": said["language"] in languages.DIRECTED_LEFT,
                "signature": signatures.get(said["signature"]),
                "qr": picture,
                "code": codes.grouped(code),
                "verify": address_of(edition, code).removeprefix("https://").removeprefix("http://"),
            }
            for (said, code, edition), picture in zip(sheets, pictures, strict=True)
        ]
        return paper.typeset("letter.typ", {"form": form, "letters": pages}, form=output)


def _signatures(paper, names):
    """The file beside the page of each kept signature; one that is gone is left out."""
    kept: Storage = EncryptedStorage()
    found = {}
    for number, name in enumerate(sorted(names)):
        if kept.exists(name):
            found[name] = f"signature-{number}"
            with kept.open(name) as drawn:
                paper.add(found[name], drawn.read())
    return found
