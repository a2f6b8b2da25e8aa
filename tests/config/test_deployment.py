"""What docs/deployment.md says of the environment is what the settings read, and the web server waits for its door."""

import re
import runpy
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = {
    "config/settings/prod.py": r'env\.\w+\(\s*"([A-Z_]+)"',
    "config/settings/base.py": r'environ\.get\("([A-Z_]+)"',
    "config/gunicorn.py": r'environ\.get\("([A-Z_]+)"',
    "config/wsgi.py": r'environ\.setdefault\("([A-Z_]+)"',
}
OF_THE_DEMO = {"OPENS_WITH"}
DOCUMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def test_every_variable_that_is_read_is_told_and_the_other_way_round():
    rows = [line.split("|")[1] for line in DOCUMENT.splitlines() if line.startswith("| `")]
    told = [name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)]
    read = {name for file, how in READ.items() for name in re.findall(how, (ROOT / file).read_text(encoding="utf-8"))}
    assert sorted(told) == sorted(read - OF_THE_DEMO)


def test_variables_without_a_default_are_told_to_be_required():
    source = (ROOT / "config/settings/prod.py").read_text(encoding="utf-8")
    needed = set(re.findall(r'env\.\w+\("([A-Z_]+)"\)', source))
    told = set(re.findall(r"^\| `([A-Z_]+)` \| required", DOCUMENT, re.MULTILINE))
    assert told == needed


def test_every_file_that_the_page_names_is_there():
    for name in re.findall(r"(?<![\w/])(?:config|scripts)/\w+\.py\b", DOCUMENT):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("is_named", [True, False])
def test_web_server_waits_for_its_door_where_it_has_one(tmp_path, monkeypatch, is_named):
    door = tmp_path / "open"
    monkeypatch.delenv("OPENS_WITH", raising=False)
    if is_named:
        monkeypatch.setenv("OPENS_WITH", str(door))
    waiting = threading.Thread(target=runpy.run_path(str(ROOT / "config/gunicorn.py"))["on_starting"], args=[None])
    waiting.start()
    waiting.join(timeout=0.3)
    assert waiting.is_alive() == is_named
    door.touch()
    waiting.join(timeout=10)
    assert not waiting.is_alive()
