"""`python -m scheduling.optimiser solve | check | generate`: the optimiser alone, from files to files.

Exit codes: 0 done and right; 1 the plan breaks a rule; 2 a file cannot be read or written.
"""

import argparse
import json
import secrets
import signal
import sys
from pathlib import Path
from typing import Any

from scheduling.optimiser import check, faults, json_form, planted
from scheduling.optimiser.b2bsp import command as b2bsp
from scheduling.optimiser.plan import Finding
from scheduling.optimiser.solve import Limits, Progress, solve


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except (json_form.Unreadable, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2


def solve_command(options: argparse.Namespace) -> int:
    """Write the plan; an interrupt ends the search and keeps the best."""
    if options.format == "b2bsp":
        return b2bsp.run(options)
    problem = json_form.read_problem(options.problem)
    stopped: list[int] = []
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, lambda number, _frame: stopped.append(number))
    seed = secrets.randbelow(1 << 20) if options.seed is None else options.seed % (1 << 31)
    limits = Limits(options.seconds, options.workers or 2, seed, _shown, lambda: bool(stopped))
    plan = solve(problem, limits)
    json_form.write(plan, options.output)
    for one in plan.faults:
        _say(f"bad input: {one.text}")
    score = plan.score
    _say(
        f"{score.meetings_placed} of {score.meetings} placed, {score.musts_placed} of {score.musts} musts, weight "
        f"{score.weight_placed} of {score.weight}, {score.breaks} breaks, {plan.seconds} s, seed {seed}"
    )
    return 0


def check_command(options: argparse.Namespace) -> int:
    """Print the problem's faults and the plan's violations, one a line, or as JSON."""
    problem, plan = json_form.read_problem(options.problem), json_form.read_plan(options.plan)
    found, broken = faults.sound(problem).faults, check.violations(problem, plan)
    if options.json:
        shown = {"faults": [_plain(one) for one in found], "violations": [_plain(one) for one in broken]}
        _say(json.dumps(shown, ensure_ascii=False, indent=1))
        return 1 if broken else 0
    for one in found:
        _say(f"bad input: {one.text}")
    for one in broken:
        _say(f"violation: {one.text}")
    _say(f"{len(plan.placements)} placed, {len(plan.unplaced)} not, {len(broken)} violations")
    return 1 if broken else 0


def generate_command(options: argparse.Namespace) -> int:
    """Write a problem with a planted full solution."""
    size = planted.SIZES[options.size]
    problem = planted.planted(size, room_use=options.room_use, busy=options.busy, seed=options.seed or 1)
    json_form.write(problem, options.output)
    return 0


def _shown(progress: Progress) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{progress.seconds:6.1f} s  {progress.placed} of {progress.meetings} placed ")


def _plain(one: Finding) -> dict[str, Any]:
    return {"code": one.code, "facts": one.facts, "text": one.text}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scheduling.optimiser", description=__doc__)
    commands = parser.add_subparsers(required=True)
    solving = commands.add_parser("solve", help="make a plan")
    solving.add_argument("--format", choices=["forum", "b2bsp"], default="forum")
    b2bsp.add_arguments(solving)
    solving.set_defaults(command=solve_command)
    checking = commands.add_parser("check", help="verify a plan against its problem")
    checking.add_argument("problem", type=Path)
    checking.add_argument("plan", type=Path)
    checking.add_argument("--json", action="store_true")
    checking.set_defaults(command=check_command)
    making = commands.add_parser("generate", help="make a problem with a planted full solution")
    making.add_argument("size", choices=sorted(planted.SIZES))
    making.add_argument("-o", "--output", type=Path, required=True)
    making.add_argument("--room-use", type=float, default=0.8)
    making.add_argument("--busy", type=float, default=0.7)
    making.add_argument("--seed", type=int, default=1)
    making.set_defaults(command=generate_command)
    return parser


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
