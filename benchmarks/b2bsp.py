"""The published instances of B2BSP, every run beside the paper's seconds.

`B2BSP=FOLDER .venv/bin/python -m benchmarks.b2bsp [--results FILE] [NAME …]`: FOLDER holds `instances/*.json` and
`published.json`; they carry no licence, so they are not in this repository. NAMES are beginnings of names of instances.
Results go to FILE as they come, so that a pass that was stopped goes on where it was.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduling.optimiser.b2bsp.instance import breaks_by_participant, read
from scheduling.optimiser.b2bsp.violations import violations

SECONDS, SOON, SEED = 60, 10, 1
SYNTHETIC = {"synth-300d-1500m-40s-60t": (1, 30, 90), "synth-2000p-10000m-40s-600t": (10, 60, 650)}


@dataclass(frozen=True)
class Run:
    """One instance at one fairness, and what is known of it. `published`: None for the synthetic ones."""

    folder: Path
    name: str
    fairness: str
    published: dict[str, Any] | None

    @property
    def key(self) -> str:
        return f"{self.name} {self.fairness}"

    @property
    def path(self) -> Path:
        return self.folder / "instances" / f"{self.name}.json"


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    known = json.loads(options.results.read_text()) if options.results and options.results.exists() else {}
    reached = []
    print(f"{'instance':32} {'d':>8} {'published':>16} {'ours':>10} {'seconds':>8} {'in hand':>8} {'load':>5}")
    for run in _runs(options.folder, options.names):
        if run.key not in known:
            known[run.key] = _solve(run)
            if options.results:
                options.results.write_text(json.dumps(known, indent=0))
        reached.append(_is_reached(run, known[run.key]))
        print(_line(run, known[run.key], reached[-1]), flush=True)
    answers = [known[run.key] for run in _runs(options.folder, options.names) if run.published]
    if answers:
        print(f"longest {max(answer['seconds'] for answer in answers):.1f} s")
    print(f"{sum(reached)} of {len(reached)} as wanted")
    return not all(reached)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--folder", type=Path, default=os.environ.get("B2BSP"), help="default: the variable B2BSP")
    parser.add_argument("--results", type=Path)
    options = parser.parse_args(arguments)
    if options.folder is None:
        parser.error("where the instances are is not said: --folder or the variable B2BSP")
    return options


def _runs(folder: Path, names: list[str]) -> Iterator[Run]:
    published = json.loads((folder / "published.json").read_text())
    every = [
        Run(folder, name, fairness.removeprefix("fairness_"), result)
        for name, results in sorted(published.items())
        for fairness, result in sorted(results.items())
    ]
    every += [Run(folder, name, "instance", None) for name in SYNTHETIC]
    return (run for run in every if not names or run.name.startswith(tuple(names)))


def _solve(run: Run) -> dict[str, Any]:
    """The command's answer, with the machine's load, and whether the plan is right beside it."""
    seconds = SECONDS if run.published else SYNTHETIC[run.name][1]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out.json"
        command = [sys.executable, "-m", "scheduling.optimiser", "solve", "--format", "b2bsp", run.path, "-o", output]
        command += ["--seconds", str(seconds), "--workers", "2", "--seed", str(SEED), "--fairness", run.fairness]
        subprocess.run(command, check=False)
        answer = json.loads(output.read_text())
    answer["load"] = os.getloadavg()[0]
    answer["wrong"] = list(_wrong(run, answer))
    return {key: value for key, value in answer.items() if key != "slots"}


def _wrong(run: Run, answer: dict[str, Any]) -> Iterator[str]:
    if slots := answer.get("slots"):
        instance = read(run.path)
        if run.fairness != "instance":
            instance = instance.with_fairness(None if run.fairness == "none" else int(run.fairness))
        yield from violations(instance, slots)
        if sum(breaks_by_participant(instance, slots)) != answer["breaks"]:
            yield "The breaks are not counted right."


def _is_reached(run: Run, answer: dict[str, Any]) -> bool:
    if answer["wrong"] or ("breaks" not in answer and not answer["proven"]):
        return False
    if run.published is None:
        first, _seconds, most = SYNTHETIC[run.name]
        return answer["progress"][0][0] < first and answer["breaks"] <= most
    is_as_published = answer.get("breaks") == run.published["optimum"]
    return is_as_published and answer["proven"] and answer["seconds"] <= SECONDS and _in_hand(answer) <= SOON


def _in_hand(answer: dict[str, Any]) -> float:
    """After how many seconds the best plan was there, or that there is none."""
    return answer["progress"][-1][0] if answer.get("progress") else answer["seconds"]


def _line(run: Run, answer: dict[str, Any], is_reached: bool) -> str:
    ours = "none" if answer.get("infeasible") else f"{answer.get('breaks', '?')}"
    if run.published:
        best = "none" if run.published["infeasible"] else run.published["optimum"]
        wanted = f"{best} in {run.published['published_seconds']} s"
    else:
        wanted = f"≤ {SYNTHETIC[run.name][2]}"
    ours += "" if answer["proven"] else " open"
    columns = (
        f"{run.name:32} {run.fairness:>8} {wanted:>16} {ours:>10} {answer['seconds']:8.1f} {_in_hand(answer):8.1f}"
    )
    return f"{columns} {answer['load']:5.1f} {'' if is_reached else 'MISSED ' + ' '.join(answer['wrong'][:3])}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
