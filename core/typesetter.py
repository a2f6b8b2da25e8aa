"""The child process of ``core.typesetting``, which alone imports the typesetter. Run by its path, never imported.

Reads orders as lines of JSON: QR codes and drawings to be made into PNG files, a QR code into an SVG file, and last a
page to be set, which ends it. It works in the current folder and says on stderr what went wrong.
"""

import json
import sys
from pathlib import Path

import segno
import typst
from PIL import Image

MASK = 2
"""Of the eight masks of a QR: what is drawn is as good as random, and trying all eight takes five times as long."""

BORDER = 2
LIGHT_AND_DARK = bytes([255, 0]).ljust(256, b"\0")  # of segno's modules, 0 and 1

DRAWING = '#set page(width: auto, height: auto, margin: 0mm)\n#image("%s", height: 8mm)'


def main():
    for line in sys.stdin:
        order = json.loads(line)
        for file, text in order.get("codes", {}).items():
            draw(code(text), file)
        for file, drawing in order.get("pictures", {}).items():
            picture(file, drawing)
        if wanted := order.get("svg"):
            code(wanted["text"]).save(wanted["file"], kind="svg", border=BORDER, xmldecl=False, omitsize=True)
        if "page" in order:
            set_page(**order)
            return


def code(text):
    """The QR code of ``text``, error correction M, read with a border of two modules or more."""
    return segno.make_qr(text, error="m", mask=MASK, boost_error=False)


def draw(qr, file):
    """A PNG, two dots a module and two modules of border. Segno's own takes as long as to compute the code."""
    side = len(qr.matrix)
    modules = Image.frombytes("L", (side, side), b"".join(qr.matrix).translate(LIGHT_AND_DARK))
    framed = Image.new("L", (side + 2 * BORDER, side + 2 * BORDER), 255)
    framed.paste(modules, (BORDER, BORDER))
    large = framed.resize((framed.width * 2, framed.height * 2), Image.Resampling.NEAREST)
    large.convert("1", dither=Image.Dither.NONE).save(file, "PNG")


def picture(file, drawing):
    """A PNG of an SVG: the drawing itself would be repeated in full on every page."""
    source = Path("drawing.typ")
    source.write_text(DRAWING % drawing, encoding="utf-8")
    Path(file).write_bytes(typst.compile(source, root=Path(), format="png", ppi=600))


def set_page(*, page, fonts, form, into):
    known = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    made = typst.compile(Path(page), root=Path(), font_paths=known, format=form, ppi=144, pdf_tags=False)
    Path(into).write_bytes(made)


if __name__ == "__main__":
    main()
