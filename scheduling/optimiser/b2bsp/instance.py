"""The frozen instance, read from JSON. What is malformed is refused with a sentence that names where."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

MOST = 1_000_000


class BadInstance(ValueError):
    """The file is no instance; the sentence says where."""


@dataclass(frozen=True)
class Instance:
    """Ids are positions: participants 0 to `participants` - 1, meetings by `pairs`, slots 0 to `horizon` - 1.

    `fairness`: the most that two participants' numbers of breaks may differ, or None.
    """

    participants: int
    horizon: int
    morning: int
    tables: int
    pairs: tuple[tuple[int, int], ...]
    sessions: tuple[str | None, ...]
    away: tuple[frozenset[int], ...]
    fixed: tuple[tuple[int, int], ...]
    precedences: tuple[tuple[int, int], ...]
    fairness: int | None

    def diary(self) -> list[list[int]]:
        """The meetings of each participant."""
        diary: list[list[int]] = [[] for _ in range(self.participants)]
        for meeting, pair in enumerate(self.pairs):
            for participant in pair:
                diary[participant].append(meeting)
        return diary

    def with_fairness(self, fairness: int | None) -> "Instance":
        return replace(self, fairness=fairness)


def read(path: Path) -> Instance:
    """The instance in the file at `path`. Raises BadInstance."""
    try:
        return parse(json.loads(path.read_text(encoding="utf-8")))
    except OSError as failed:
        raise BadInstance(f"{path} cannot be read: {failed.strerror}.") from failed
    except UnicodeDecodeError as failed:
        raise BadInstance(f"{path} is not text in UTF-8.") from failed
    except (json.JSONDecodeError, RecursionError) as failed:
        raise BadInstance(f"{path} is not JSON: {failed}.") from failed


def parse(data: Any) -> Instance:
    """The instance in `data`, as JSON gives it. Raises BadInstance."""
    if not isinstance(data, dict):
        raise BadInstance("The instance is not an object.")
    participants = _whole(_member(data, "participants"), "participants", least=0)
    horizon = len(_listed(_member(data, "slots"), "slots"))
    meetings = _meetings(data, participants)
    return Instance(
        participants=participants,
        horizon=horizon,
        morning=_whole(_member(data, "morning_slots"), "morning_slots", least=0, below=horizon + 1),
        tables=_whole(_member(data, "tables"), "tables", least=0),
        pairs=tuple((meeting["a"], meeting["b"]) for meeting in meetings),
        sessions=tuple(meeting.get("session") for meeting in meetings),
        away=_away(data, participants, horizon),
        fixed=_fixed(data, len(meetings), horizon),
        precedences=_precedences(data, len(meetings)),
        fairness=_fairness(data),
    )


def _member(data: dict[str, Any], name: str) -> Any:
    if name not in data:
        raise BadInstance(f"{name} is missing.")
    return data[name]


def _listed(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadInstance(f"{where} is not a list.")
    return value


def _mapping(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name) or {}
    if not isinstance(value, dict):
        raise BadInstance(f"{name} is not an object.")
    return value


def _whole(value: Any, where: str, *, least: int, below: int = MOST) -> int:
    if type(value) is not int:
        raise BadInstance(f"{where} is {json.dumps(value)[:60]}, not a whole number.")
    if not least <= value < below:
        raise BadInstance(f"{where} is {value}, not from {least} to {below - 1}.")
    return value


def _key(text: str, where: str, *, below: int) -> int:
    """A number that stands as an object's key."""
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadInstance(f"{where}: {text[:60]!r} is no number.")
    return _whole(int(text), where, least=0, below=below)


def _meetings(data: dict[str, Any], participants: int) -> list[dict[str, Any]]:
    """The meetings in the order of their ids."""
    meetings = _listed(_member(data, "meetings"), "meetings")
    by_id: dict[int, dict[str, Any]] = {}
    for position, meeting in enumerate(meetings):
        where = f"meetings[{position}]"
        if not isinstance(meeting, dict):
            raise BadInstance(f"{where} is not an object.")
        found = _whole(meeting.get("id"), f"{where}.id", least=0, below=len(meetings))
        if found in by_id:
            raise BadInstance(f"{where}: there are two meetings {found}.")
        by_id[found] = _checked(meeting, where, participants)
    return [by_id[meeting] for meeting in range(len(meetings))]


def _checked(meeting: dict[str, Any], where: str, participants: int) -> dict[str, Any]:
    for side in ("a", "b"):
        _whole(meeting.get(side), f"{where}.{side}", least=0, below=participants)
    if meeting["a"] == meeting["b"]:
        raise BadInstance(f"{where}: participant {meeting['a']} meets itself.")
    if meeting.get("session") not in ("AM", "PM", None):
        raise BadInstance(f"{where}.session is {json.dumps(meeting['session'])[:60]}, not AM, PM or null.")
    return meeting


def _away(data: dict[str, Any], participants: int, horizon: int) -> tuple[frozenset[int], ...]:
    away: list[frozenset[int]] = [frozenset()] * participants
    for key, slots in _mapping(data, "forbidden").items():
        participant = _key(key, "forbidden", below=participants)
        where = f"forbidden[{participant}]"
        away[participant] |= {_whole(slot, where, least=0, below=horizon) for slot in _listed(slots, where)}
    return tuple(away)


def _fixed(data: dict[str, Any], meetings: int, horizon: int) -> tuple[tuple[int, int], ...]:
    fixed: dict[int, int] = {}
    for key, value in _mapping(data, "fixed").items():
        meeting = _key(key, "fixed", below=meetings)
        slot = _whole(value, f"fixed[{meeting}]", least=0, below=horizon)
        if fixed.setdefault(meeting, slot) != slot:
            raise BadInstance(f"fixed: meeting {meeting} has two slots.")
    return tuple(sorted(fixed.items()))


def _precedences(data: dict[str, Any], meetings: int) -> tuple[tuple[int, int], ...]:
    precedences = []
    for position, pair in enumerate(_listed(data.get("precedences") or [], "precedences")):
        where = f"precedences[{position}]"
        if len(_listed(pair, where)) != 2:
            raise BadInstance(f"{where} is not two meetings.")
        before, after = (_whole(meeting, where, least=0, below=meetings) for meeting in pair)
        precedences.append((before, after))
    return tuple(sorted(set(precedences)))


def _fairness(data: dict[str, Any]) -> int | None:
    fairness = data.get("fairness_d")
    return None if fairness is None else _whole(fairness, "fairness_d", least=0)


def breaks_by_participant(instance: Instance, slots: Iterable[int]) -> list[int]:
    """The number of maximal idle gaps between two meetings of each participant, for the slot of each meeting."""
    taken: list[list[int]] = [[] for _ in range(instance.participants)]
    for pair, slot in zip(instance.pairs, slots, strict=True):
        for participant in pair:
            taken[participant].append(slot)
    return [sum(after - before > 1 for before, after in pairwise(day)) for day in map(sorted, taken)]
