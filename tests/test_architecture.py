"""Holds the card of the house style: what a machine can check of how the code reads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import to_locale

ROOT = Path(__file__).resolve().parents[1]
BANNED = {"utils", "util", "helpers", "services", "misc", "common"}
LONGEST = 300


def tracked(pattern: str) -> list[Path]:
    """The files of the checkout that git tracks, or all of them where git is not there."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob(pattern) if not {".venv", "var"} & set(path.relative_to(ROOT).parts)]
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).exists()]


def test_no_python_file_is_longer_than_three_hundred_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in tracked("*.py")
        if "migrations" not in path.parts and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_no_module_has_a_name_that_says_nothing():
    assert [path for path in tracked("*.py") if path.stem in BANNED or path.parent.name in BANNED] == []


def test_imports_point_down():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_nothing_but_the_workflow_writes_a_status():
    writes = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("*.py")
        if not {"tests", "migrations"} & set(path.parts) and path != ROOT / "core" / "workflow.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if ".status = " in line
    ]
    assert writes == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_markup_carries_style_or_script_inline():
    """The content security policy refuses them; a page must not rely on what the browser drops."""
    bad = [
        path.relative_to(ROOT)
        for path in tracked("templates/*.html")
        if not {"mail", "email", "admin"} & set(path.relative_to(ROOT).parts)
        and any(mark in path.read_text(encoding="utf-8") for mark in (" style=", "<style", " onclick=", "<script>"))
    ]
    assert bad == []


def test_every_language_but_english_has_its_catalogue(settings):
    missing = [
        code
        for code, _name in settings.NOTICE_LANGUAGES
        if code != "en" and not (ROOT / "locale" / to_locale(code) / "LC_MESSAGES" / "django.po").exists()
    ]
    assert missing == []


def test_the_readme_names_only_what_is_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", readme, flags=re.MULTILINE)) - targets == set()
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme) if "://" not in link]
    assert [link for link in links if not (ROOT / link).exists()] == []
