"""`python -m scheduling.optimiser solve | check`: the optimiser alone, from files to files.

Exit codes: 0 done and right; 1 the plan breaks a rule; 2 a file cannot be read.
"""

import argparse
import json
import sys
from pathlib import Path

from scheduling.optimiser import check, faults, json_form
from scheduling.optimiser.plan import Finding


def main(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except json_form.Unreadable as error:
        _say(str(error))
        return 2


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


def _plain(one: Finding) -> dict:
    return {"code": one.code, "facts": one.facts, "text": one.text}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m scheduling.optimiser", description=__doc__)
    commands = parser.add_subparsers(required=True)
    checking = commands.add_parser("check", help="verify a plan against its problem")
    checking.add_argument("problem", type=Path)
    checking.add_argument("plan", type=Path)
    checking.add_argument("--json", action="store_true")
    checking.set_defaults(command=check_command)
    return parser


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
