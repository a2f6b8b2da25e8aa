"""The command: an instance in a file, its plan in another."""

import argparse
import json
import signal
import sys
import time
from pathlib import Path
from typing import Any

from scheduling.optimiser.b2bsp.instance import BadInstance, Instance, read
from scheduling.optimiser.b2bsp.portfolio import Outcome, solve

NOTHING_FOUND, BAD_INPUT = 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("problem", type=Path, help="the instance, JSON")
    parser.add_argument("-o", "--output", type=Path, required=True, help="where the plan goes, JSON")
    parser.add_argument("--seconds", type=_positive(float), default=60.0, help="at most so long (default: 60)")
    parser.add_argument("--workers", type=_positive(int), default=2, help="processes (default: 2; 1 can be repeated)")
    parser.add_argument("--seed", type=int, default=1, help="the start of all chance (default: 1)")
    parser.add_argument(
        "--fairness",
        default="instance",
        help="the most that numbers of breaks differ, or none (default: the instance's)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Solve as `arguments` say and write the plan. Answers the exit code."""
    began = time.monotonic()
    try:
        instance = _with_fairness(read(arguments.problem), arguments.fairness)
        arguments.output.touch()
    except BadInstance as bad:
        print(bad, file=sys.stderr)  # noqa: T201 - a command speaks to its terminal
        return BAD_INPUT
    except OSError as failed:
        print(f"{arguments.output} cannot be written: {failed.strerror}.", file=sys.stderr)  # noqa: T201
        return BAD_INPUT
    outcome = _solve(instance, arguments, began)
    answer = written(outcome, began, time.monotonic())
    arguments.output.write_text(json.dumps(answer) + "\n", encoding="utf-8")
    return NOTHING_FOUND if "unknown" in answer else 0


def written(outcome: Outcome, began: float, ended: float) -> dict[str, Any]:
    """The outcome as the file has it."""
    seconds = round(ended - began, 3)
    if outcome.reason:
        return {"infeasible": True, "proven": True, "seconds": seconds, "reason": outcome.reason}
    if outcome.slots is None:
        return {"unknown": True, "proven": False, "seconds": seconds}
    return {
        "slots": outcome.slots,
        "breaks": outcome.breaks,
        "bound": outcome.bound,
        "proven": outcome.proven,
        "progress": [[round(at - began, 3), breaks] for at, breaks in outcome.progress],
        "seconds": seconds,
    }


def _solve(instance: Instance, arguments: argparse.Namespace, began: float) -> Outcome:
    """Until time is up or somebody interrupts: then the best until then counts."""
    best = Outcome()

    def keep(outcome: Outcome) -> None:
        best.slots, best.breaks, best.progress = outcome.slots, outcome.breaks, outcome.progress

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return solve(
            instance,
            deadline=began + arguments.seconds,
            workers=arguments.workers,
            seed=arguments.seed % (1 << 31),
            improved=keep,
        )
    except KeyboardInterrupt:
        return best


def _with_fairness(instance: Instance, fairness: str) -> Instance:
    if fairness == "instance":
        return instance
    if fairness == "none":
        return instance.with_fairness(None)
    if not (fairness.isascii() and fairness.isdigit()):
        raise BadInstance(f"--fairness is {fairness!r}, not a whole number or none.")
    return instance.with_fairness(int(fairness))


def _positive(kind: type[int] | type[float]):
    def positive(text: str) -> float:
        value = kind(text)
        if not 0 < value < float("inf"):
            raise argparse.ArgumentTypeError(f"{text} is not more than 0")
        return value

    return positive
