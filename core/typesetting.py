"""Paper by typst, with the fonts that the project ships, from the pages in templates/pdf.

The typesetter works in a child process: with its fonts and the drawing of QR codes it would keep some 30 MB in every
web worker that once made a page. A child costs a tenth of a second.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from django.conf import settings
from django.core.cache import cache

from core.encryption import fingerprint

PAGES = settings.BASE_DIR / "templates" / "pdf"
FONTS = settings.BASE_DIR / "data" / "fonts"
CHILD = Path(__file__).with_name("typesetter.py")
LONGEST_S = 120


class TypesettingFailed(RuntimeError):
    """The page or its data are wrong: a mistake of ours, with the typesetter's words."""


def typeset(
    page: str, data: dict, *, files: Mapping[str, bytes] | None = None, form: str = "pdf", longest_s: int = LONGEST_S
) -> bytes:
    """The PDF of templates/pdf/``page``, which reads ``data`` from data.json; ``files`` stand beside it by name.

    ``form``: "pdf", or "png" for a picture of a single page. Raises TypesettingFailed, also after ``longest_s``.
    """
    with Paper(longest_s) as paper:
        for name, content in (files or {}).items():
            paper.add(name, content)
        return paper.typeset(page, data, form=form)


def code_as_svg(text: str) -> str:
    """The QR code of ``text`` as markup for a page, without a size of its own. Drawn once and kept for an hour."""
    key = f"qr:{fingerprint(text)}"
    known = cache.get(key)
    if known is None:
        with Paper() as paper:
            known = paper.drawn(text)
        cache.set(key, known, 3600)
    return known


class Paper:
    """A folder in which a page comes together, and the child that works in it; both end with the ``with`` block.

    The child draws what it is told to while the caller goes on: order the codes first, then bring the photos.
    """

    def __init__(self, longest_s: int = LONGEST_S):
        self._longest_s = longest_s

    def __enter__(self) -> Self:
        self._kept = TemporaryDirectory(prefix="majlis-paper-")
        self._folder = Path(self._kept.name)
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own file
            [sys.executable, "-I", CHILD], cwd=self._folder, text=True, stdin=subprocess.PIPE, stderr=subprocess.PIPE
        )
        return self

    def __exit__(self, *_error) -> None:
        self._child.kill()
        self._child.communicate()
        self._kept.cleanup()

    def add(self, name: str, content: bytes) -> None:
        (self._folder / name).write_bytes(content)

    def codes(self, texts: Iterable[str]) -> list[str]:
        """The names of pictures, two dots a module, of the QR codes of ``texts``."""
        codes = {f"qr-{number}.png": text for number, text in enumerate(texts)}
        self._order({"codes": codes})
        return list(codes)

    def pictures_of(self, drawings: Mapping[str, Path]) -> dict[str, str]:
        """The names of pictures of SVG files, by the same keys."""
        for key, drawing in drawings.items():
            self.add(f"{key}.svg", drawing.read_bytes())
        self._order({"pictures": {f"{key}.png": f"{key}.svg" for key in drawings}})
        return {key: f"{key}.png" for key in drawings}

    def typeset(self, page: str, data: dict, *, form: str = "pdf") -> bytes:
        """As the function of this name. Ends the child. Raises TypesettingFailed."""
        self.add(page, (PAGES / page).read_bytes())
        self.add("data.json", json.dumps(data, ensure_ascii=False).encode())
        self._finish({"page": page, "fonts": str(FONTS), "form": form, "into": "made"})
        return (self._folder / "made").read_bytes()

    def drawn(self, text: str) -> str:
        """The QR code of ``text`` as SVG. Ends the child."""
        self._finish({"svg": {"text": text, "file": "code.svg"}})
        return (self._folder / "code.svg").read_text(encoding="utf-8")

    def _order(self, order):
        assert self._child.stdin is not None  # noqa: S101 - it was opened with a pipe
        self._child.stdin.write(json.dumps(order) + "\n")
        self._child.stdin.flush()

    def _finish(self, order):
        try:
            _none, said = self._child.communicate(json.dumps(order) + "\n", timeout=self._longest_s)
        except subprocess.TimeoutExpired as error:
            raise TypesettingFailed(f"not done after {self._longest_s} s") from error
        if self._child.returncode:
            raise TypesettingFailed(said.strip())
