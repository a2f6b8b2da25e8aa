"""Texts and their translations, by Babel alone: `python scripts/messages.py extract|compile|check`.

`extract` brings locale/*/LC_MESSAGES/django.po up to date with the code, `compile` writes the .mo files (which git does
not keep), `check` says what is missing. Babel, because a fresh machine has no gettext programs.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
APPS = ("accounts", "config", "core", "delegations", "forum", "notifications", "scheduling")
NOTICES = (
    "core/listing.py",
    "notifications/templatetags/moments.py",
    "scheduling/ics.py",
    "scheduling/meeting_book.py",
    "templates/account/email/",
    "templates/mail/",
)
"""Where texts stand that a reader of notices meets; a comment says it of others: "Translators: in a notice."."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def main() -> int:
    """Run one command over every catalogue; return 1 if `check` found something."""
    command = sys.argv[1] if len(sys.argv) == 2 else ""
    if command not in {"extract", "compile", "check"}:
        print(__doc__, file=sys.stderr)
        return 2
    if command == "compile":
        for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
            compile_catalogue(path)
        return 0
    settings.configure()  # templatize reads one setting
    catalogues = list(_catalogues(_template(_sources())))
    if command == "extract":
        for path, template in catalogues:
            update(path, template)
        return 0
    found = [problem for path, template in catalogues for problem in problems(path, template)]
    counted = ", ".join(f"{path.parent.parent.name} {len(template)}" for path, template in catalogues)
    print("\n".join(found) or f"All texts are translated: {counted}.")
    return 1 if found else 0


def _catalogues(template: Catalog) -> Iterator[tuple[Path, Catalog]]:
    """Each catalogue with the texts that it must have: of the languages of the screens all, of the others' notices."""
    sys.path.insert(0, str(ROOT))
    base = import_module("config.settings.base")
    screens, notices = dict(base.LANGUAGES), of_notices(template)
    for code, _name in base.NOTICE_LANGUAGES:
        if code != "en":  # which the texts are written in
            path = LOCALE / to_locale(code) / "LC_MESSAGES" / "django.po"
            yield path, template if code in screens else notices


def of_notices(template: Catalog) -> Catalog:
    """Those texts of ``template`` that a reader of notices meets."""
    found = Catalog(project="Majlis", charset="utf-8")
    for message in template:
        where = [path for path, _line in message.locations if not path.endswith("/kind.txt")]
        is_named = any("in a notice" in comment for comment in message.auto_comments)
        if message.id and (is_named or any(path.startswith(NOTICES) for path in where)):
            found.add(message.id, locations=message.locations, context=message.context)
    return found


def _template(sources: Iterable[Path]) -> Catalog:
    template = Catalog(project="Majlis", charset="utf-8")
    for path in sources:
        method: Any = extract_python if path.suffix == ".py" else extract_template
        with path.open("rb") as source:
            for line, text, comments, context in extract(method, source, KEYWORDS, ["Translators:"]):
                where = [(str(path.relative_to(ROOT)), line)]
                template.add(text, locations=where, auto_comments=comments, context=context)
    return template


def _sources() -> Iterator[Path]:
    for app in APPS:
        yield from sorted((ROOT / app).rglob("*.py"))
    for folder in (ROOT / "templates", *(ROOT / app / "templates" for app in APPS)):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".txt", ".xml"})


def extract_template(source: BytesIO, keywords: Any, tags: Any, options: Any) -> Iterable[Any]:
    # Django turns a template into calls of gettext with all else crossed out; Babel reads those as Python.
    calls = templatize(source.read().decode())
    lines = "\n".join(line.strip() for line in calls.splitlines())
    return extract_python(BytesIO(lines.encode()), keywords, tags, options)


def read(path: Path) -> Catalog:
    language = path.parent.parent.name
    if not path.exists():
        return Catalog(locale=language, project="Majlis", header_comment=f"# Majlis in {language}", fuzzy=False)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def update(path: Path, template: Catalog) -> None:
    catalogue = read(path)
    before = {message.id for message in catalogue if message.string}
    catalogue.update(template, no_fuzzy_matching=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        write_po(target, catalogue, width=120, ignore_obsolete=True, sort_output=True, include_lineno=False)
    open_texts = [message for message in catalogue if message.id and not _is_translated(message)]
    gone = len(before - {message.id for message in catalogue})
    print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {len(open_texts)} to translate, {gone} gone")


def compile_catalogue(path: Path) -> None:
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
        return
    unfinished = target.with_suffix(f".mo.{os.getpid()}")
    with unfinished.open("wb") as output:
        write_mo(output, read(path))
    unfinished.replace(target)


def problems(path: Path, template: Catalog) -> Iterator[str]:
    catalogue = read(path)
    name = path.relative_to(ROOT)
    for message in template:
        if not message.id:
            continue
        found = catalogue.get(message.id, message.context)
        if found is None or not _is_translated(found):
            where = "{}:{}".format(*message.locations[0])
            yield f"{name}: not translated: {message.id!r} ({where})"
        else:
            yield from (f"{name}: {error}: {message.id!r}" for error in found.check(catalogue))
    if not path.with_suffix(".mo").exists():
        yield f"{name}: not compiled"


def _is_translated(message: Message) -> bool:
    texts = message.string if isinstance(message.string, (tuple, list)) else [message.string]
    return all(texts) and not message.fuzzy


if __name__ == "__main__":
    sys.exit(main())
