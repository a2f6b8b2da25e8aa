"""The catalogues' tool, on catalogues and templates of the tests' own."""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import write_po

from scripts import messages

TEMPLATE = b"""{% load i18n %}
<h1>{% translate "Programme" %}</h1>
  {% blocktranslate trimmed count counter=n %}
    {{ counter }} room isn't free
  {% plural %}
    {{ counter }} rooms aren't free
  {% endblocktranslate %}
{% translate "May" context "month" %}
"""


@pytest.fixture
def template() -> Catalog:
    catalogue = Catalog()
    catalogue.add("Programme", locations=[("templates/day.html", 2)])
    catalogue.add("%(who)s is taken.", locations=[("forum/ledger.py", 9)])
    return catalogue


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    return tmp_path / "ur" / "LC_MESSAGES" / "django.po"


def write(path: Path, **translations: str) -> None:
    catalogue = Catalog(locale="ur", fuzzy=False)
    for text, translation in {"Programme": "پروگرام", **translations}.items():
        catalogue.add(text, translation)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue)


def test_templates_texts_are_found_with_plural_context_and_line() -> None:
    found = messages.extract_template(BytesIO(TEMPLATE), list(messages.KEYWORDS), [], {})
    assert [(line, call, text) for line, call, text, _ in found] == [
        (2, "gettext", "Programme"),
        (3, "ngettext", ("%(counter)s room isn't free", "%(counter)s rooms aren't free", None)),
        (8, "pgettext", ("month", "May")),
    ]


def test_check_names_what_is_not_translated_and_where(path: Path, template: Catalog) -> None:
    write(path)
    messages.compile_catalogue(path)
    assert list(messages.problems(path, template)) == [
        "ur/LC_MESSAGES/django.po: not translated: '%(who)s is taken.' (forum/ledger.py:9)"
    ]


def test_check_finds_a_placeholder_that_is_not_in_the_text(path: Path, template: Catalog) -> None:
    write(path, **{"%(who)s is taken.": "%(name)s مصروف ہے۔"})
    messages.compile_catalogue(path)
    (problem,) = messages.problems(path, template)
    assert "%(who)s is taken." in problem


def test_check_finds_a_catalogue_that_is_not_compiled(path: Path, template: Catalog) -> None:
    write(path, **{"%(who)s is taken.": "%(who)s مصروف ہے۔"})
    assert list(messages.problems(path, template)) == ["ur/LC_MESSAGES/django.po: not compiled"]
    messages.compile_catalogue(path)
    assert list(messages.problems(path, template)) == []


def test_compiled_catalogue_holds_the_translations(path: Path) -> None:
    write(path)
    messages.compile_catalogue(path)
    with path.with_suffix(".mo").open("rb") as compiled:
        message = read_mo(compiled).get("Programme")
    assert message is not None
    assert message.string == "پروگرام"


def test_update_keeps_translations_and_drops_what_is_gone(path: Path, template: Catalog) -> None:
    write(path, Gone="گیا")
    messages.update(path, template)
    catalogue = messages.read(path)
    assert {str(message.id): message.string for message in catalogue if message.id} == {
        "Programme": "پروگرام",
        "%(who)s is taken.": "",
    }


def test_catalogues_of_notices_have_what_readers_meet() -> None:
    places = (*messages.NOTICES, "notifications/actions/ways.py")
    sources = [path for path in messages._sources() if str(path.relative_to(messages.ROOT)).startswith(places)]
    needed = {
        path.parent.parent.name: (path, texts) for path, texts in messages._catalogues(messages._template(sources))
    }
    assert set(needed) == {"ur", "ar", "zh_Hans"}
    assert [problem for path, texts in needed.values() for problem in messages.problems(path, texts)] == []
    texts = needed["ar"][1]
    assert {"Meeting moved: %(title)s", "%(day)s, %(time)s", "Meeting (%(edition)s)", "Meeting book"} <= {
        message.id for message in texts
    }
    assert texts.get("%(code)s is your code to receive messages of the forum here.")
    assert texts.get("Meeting moved", "kind of mail") is None
    texts.add("A text of a new mail", locations=[("templates/mail/new/body.txt", 1)])
    [missing] = messages.problems(*needed["ar"])
    assert "A text of a new mail" in missing


def test_every_text_is_asked_for_in_a_way_that_is_read() -> None:
    """Babel reads calls by their names and nothing inside an f-string: what hides from it stays English unnoticed."""
    files = [path for path in messages._sources() if path.suffix == ".py"]
    assert [find for path in files for find in _hidden(path)] == []


def _hidden(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text())
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from (f"{path}: {name.asname}" for name in node.names if name.asname not in {None, "_"})
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in messages.KEYWORDS:
            yield f"{path}:{node.lineno}: {node.value.id} under another name"
        if isinstance(node, ast.JoinedStr):
            calls = (call.func for call in ast.walk(node) if isinstance(call, ast.Call))
            yield from (
                f"{path}:{node.lineno}: {func.id} in an f-string"
                for func in calls
                if isinstance(func, ast.Name) and func.id in messages.KEYWORDS
            )
