"""Paper is set in a child process, which leaves nothing behind in this one."""

import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from core import typesetting
from core.typesetting import Paper, TypesettingFailed, code_as_svg, typeset

PAGE = '#set page(width: 40mm, height: 20mm, margin: 2mm)\n#set text(font: "IBM Plex Sans")\n#json("data.json").words'
SET = """
import sys, django
django.setup()
from core.typesetting import typeset
from django.conf import settings
made = typeset("badges.typ", {"form": "card", "title": "x", "short_name": "x", "name": "x", "when": "x", "faces": []})
print(made[:5].decode(), sorted({"typst", "segno"} & set(sys.modules)))
"""


@pytest.fixture
def page(tmp_path, monkeypatch):
    (tmp_path / "sample.typ").write_text(PAGE, encoding="utf-8")
    monkeypatch.setattr(typesetting, "PAGES", tmp_path)
    return tmp_path / "sample.typ"


def test_page_shows_its_data(page):
    one, other = (typeset("sample.typ", {"words": words}, form="png") for words in ("نمونہ", "Sample"))
    assert Image.open(BytesIO(one)).size == Image.open(BytesIO(other)).size
    assert one != other
    assert typeset("sample.typ", {"words": "Sample"}).startswith(b"%PDF-")


def test_files_stand_beside_the_page(page):
    page.write_text('#read("beside.txt")', encoding="utf-8")
    assert typeset("sample.typ", {}, files={"beside.txt": b"x"}).startswith(b"%PDF-")


def test_mistake_in_a_page_is_told(page):
    page.write_text("#nothing-of-this-name", encoding="utf-8")
    with pytest.raises(TypesettingFailed, match="nothing-of-this-name"):
        typeset("sample.typ", {})


def test_folder_and_child_end_with_the_paper(page):
    with Paper() as paper:
        folder, child = paper._folder, paper._child
        assert paper.codes(["one", "two"]) == ["qr-0.png", "qr-1.png"]
        paper.typeset("sample.typ", {"words": "Sample"})
        for name in ("qr-0.png", "qr-1.png"):
            assert Image.open(BytesIO((folder / name).read_bytes())).size == (50, 50)
    assert not folder.exists()
    assert child.poll() is not None


def test_code_is_markup_for_a_page():
    svg = code_as_svg("MJ1:SAMPLE")
    assert re.match(r'<svg [^>]*viewBox="0 0 25 25"', svg)
    assert code_as_svg("MJ1:OTHER") != svg


def test_typesetter_is_not_in_the_process_that_asks():
    done = subprocess.run([sys.executable, "-c", SET], capture_output=True, text=True, check=True, cwd=Path.cwd())
    assert done.stdout.split(maxsplit=1) == ["%PDF-", "[]\n"]
