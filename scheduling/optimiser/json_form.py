"""Problems and plans as JSON, and back: fields by their names, spans as pairs, what is at its default left out.

The form is described in docs/optimiser.md. What cannot be read is named with its place: `meetings[3].slots`.
"""

import dataclasses
import datetime as dt
import functools
import json
import types
import typing
from pathlib import Path
from typing import Any, TypeVar

from scheduling.optimiser.plan import Plan
from scheduling.optimiser.problem import Problem

FORMATS: dict[type, str] = {Problem: "majlis-problem/1", Plan: "majlis-plan/1"}

Form = TypeVar("Form", Problem, Plan)


class Unreadable(Exception):
    """The text is no problem or plan; the sentence says where and why."""


def write(value: Problem | Plan, path: Path) -> None:
    path.write_text(dumps(value), encoding="utf-8")


def dumps(value: Problem | Plan) -> str:
    """One line per item of the large lists, so that two plans can be compared line by line."""
    parts = [f'"format": {json.dumps(FORMATS[type(value)])}']
    for name, part in _plain(value).items():
        is_list = isinstance(part, list) and part and isinstance(part[0], dict)
        text = "[\n  " + ",\n  ".join(_line(row) for row in part) + "\n ]" if is_list else _line(part)
        parts.append(f"{json.dumps(name)}: {text}")
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def read_problem(path: Path) -> Problem:
    """Raises Unreadable."""
    return loads(Problem, _text(path))


def read_plan(path: Path) -> Plan:
    """Raises Unreadable."""
    return loads(Plan, _text(path))


def loads(kind: type[Form], text: str) -> Form:
    """Raises Unreadable."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"This is not JSON: {error}") from error
    if not isinstance(data, dict):
        raise Unreadable("A JSON object is expected.")
    form = data.pop("format", FORMATS[kind])
    if form != FORMATS[kind]:
        raise Unreadable(f"format: {FORMATS[kind]} is expected, not {form!r}.")
    return _read_object(kind, data, "")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from error


def _line(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        shown = (one for one in dataclasses.fields(value) if getattr(value, one.name) != _default(one))
        return {one.name: _plain(getattr(value, one.name)) for one in shown}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.datetime) else value


def _default(one: dataclasses.Field) -> Any:
    return one.default if one.default_factory is dataclasses.MISSING else one.default_factory()


@functools.cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _read(kind: Any, data: Any, where: str) -> Any:
    origin = typing.get_origin(kind)
    if origin is types.UnionType:
        return None if data is None else _read(typing.get_args(kind)[0], data, where)
    if origin is tuple:
        rows = _expect(list, data, where)
        return tuple(_read(typing.get_args(kind)[0], one, f"{where}[{place}]") for place, one in enumerate(rows))
    if origin is dict:
        return _expect(dict, data, where)
    if dataclasses.is_dataclass(kind):
        return _read_object(kind, _expect(dict, data, where), where)
    if issubclass(kind, tuple):
        return _read_named(kind, _expect(list, data, where), where)
    return _read_instant(data, where) if kind is dt.datetime else _expect(kind, data, where)


def _read_object(kind: Any, data: dict, where: str) -> Any:
    hints = _hints(kind)
    if unknown := sorted(set(data) - set(hints)):
        raise Unreadable(f"{_at(where, unknown[0])}: no such field.")
    required = {one.name for one in dataclasses.fields(kind) if _default(one) is dataclasses.MISSING}
    if missing := sorted(required - set(data)):
        raise Unreadable(f"{_at(where, missing[0])}: missing.")
    return kind(**{name: _read(hints[name], part, _at(where, name)) for name, part in data.items()})


def _read_named(kind: Any, data: list, where: str) -> Any:
    hints = _hints(kind)
    if len(data) != len(hints):
        raise Unreadable(f"{where}: {len(hints)} values are expected.")
    return kind(*(_expect(one, part, where) for one, part in zip(hints.values(), data, strict=True)))


def _read_instant(data: Any, where: str) -> dt.datetime:
    try:
        instant = dt.datetime.fromisoformat(_expect(str, data, where))
    except ValueError as error:
        raise Unreadable(f"{where}: not an instant in ISO 8601.") from error
    if instant.tzinfo is None:
        raise Unreadable(f"{where}: an instant needs its offset from UTC.")
    return instant.astimezone(dt.UTC)


def _expect(kind: Any, data: Any, where: str) -> Any:
    if kind is Any:
        return data
    is_right = isinstance(data, int | float) if kind is float else isinstance(data, kind)
    if not is_right or (isinstance(data, bool) and kind is not bool):
        raise Unreadable(f"{where}: {kind.__name__} is expected, not {type(data).__name__}.")
    if kind is int and abs(data) > 10**9:
        raise Unreadable(f"{where}: {data} is out of range.")
    return data


def _at(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name
