import importlib
import json
import os
import subprocess
import sys
import time

import numba
import numpy as np
import pytest

from scheduling.optimiser.b2bsp import placing
from scheduling.optimiser.b2bsp.board import board
from scheduling.optimiser.b2bsp.domains import NoPlan, domains
from scheduling.optimiser.b2bsp.instance import breaks_by_participant, parse
from scheduling.optimiser.b2bsp.proof import NO_PLAN, PROVEN, prove
from scheduling.optimiser.b2bsp.search import first_plan
from scheduling.optimiser.b2bsp.violations import violations
from tests.scheduling.optimiser.b2bsp.tiny_instances import data, drawn, fewest_breaks

SEEDS = range(12)


@pytest.fixture(scope="module")
def kernels():
    """The search as plain Python: compiling it takes seconds, and it computes the same."""
    was = numba.config.DISABLE_JIT
    numba.config.DISABLE_JIT = True
    yield importlib.import_module("scheduling.optimiser.b2bsp.kernels")
    numba.config.DISABLE_JIT = was


@pytest.mark.parametrize("seed", SEEDS)
def test_the_proof_and_the_search_find_what_trying_everything_finds(seed, kernels):
    instance = drawn(seed)
    fewest = fewest_breaks(instance)
    try:
        slots = domains(instance)
    except NoPlan:
        assert fewest is None
        return
    plans, bounds = [], [0]
    status = prove(instance, slots, seed=1, deadline=time.monotonic() + 20, plan=plans.append, bound=bounds.append)
    assert status == (NO_PLAN if fewest is None else PROVEN)
    assert fewest == (sum(breaks_by_participant(instance, plans[-1])) if plans else None)
    assert [list(violations(instance, plan)) for plan in plans] == [[]] * len(plans)
    if fewest is not None:
        assert max(bounds) == fewest
        assert _searched(kernels, instance, slots) == fewest


def _searched(kernels, instance, slots) -> int:
    """The fewest breaks that a short search finds from the first plan."""
    made = board(instance, slots)
    assert placing.place(made, placing.waiting(made, 1), len(instance.pairs), 1000) == 0
    best = made.slot.copy()
    known = 1 << 30
    for seed in range(20):
        known = kernels.anneal(made, best, known, heat=0.5, steps=100, seed=seed)
    assert list(violations(instance, best.tolist())) == []
    assert sum(breaks_by_participant(instance, best.tolist())) == known
    return known


def test_the_search_counts_as_it_goes_what_the_plan_has(kernels):
    instance = drawn(5)
    made = board(instance, domains(instance))
    placing.place(made, placing.waiting(made, 1), len(instance.pairs), 1000)
    for seed in range(10):
        kernels.anneal(made, made.slot.copy(), 0, heat=5.0, steps=20, seed=seed)
        expected = np.full_like(made.at, -1)
        for meeting, slot in enumerate(made.slot):
            expected[made.sides[meeting], slot] = meeting
        assert made.at.tolist() == expected.tolist()
        assert made.load.tolist() == np.bincount(made.slot, minlength=instance.horizon).tolist()


def test_the_first_plan_is_there_without_any_library_of_the_solver():
    instance = parse(data())
    assert list(violations(instance, first_plan(instance, domains(instance), 1))) == []


COMMAND = [sys.executable, "-m", "scheduling.optimiser", "solve", "--format", "b2bsp"]


def _command(tmp_path, instance, *options):
    (tmp_path / "in.json").write_text(json.dumps(instance))
    return subprocess.run(
        [*COMMAND, "in.json", "-o", "out.json", "--seconds", "30", *options],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_a_proven_plan_or_says_what_is_wrong(tmp_path):
    done = _command(tmp_path, data(tables=2))
    answer = json.loads((tmp_path / "out.json").read_text())
    assert (done.returncode, done.stderr) == (0, "")
    assert (answer["breaks"], answer["bound"], answer["proven"]) == (1, 1, True)
    assert sum(breaks_by_participant(parse(data()), answer["slots"])) == 1
    refused = _command(tmp_path, data(tables="two"))
    assert (refused.returncode, refused.stderr) == (2, 'tables is "two", not a whole number.\n')


def test_the_command_writes_that_there_is_no_plan(tmp_path):
    assert _command(tmp_path, data(fixed={"0": 0, "1": 2, "2": 3}), "--fairness", "0", "--workers", "1").returncode == 0
    answer = json.loads((tmp_path / "out.json").read_text())
    assert (answer["infeasible"], answer["proven"]) == (True, True)
