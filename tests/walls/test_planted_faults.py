"""The tests of the second wall have teeth: each planted fault makes the named test fail (tests/walls/faults.py)."""

import contextlib

import pytest

from tests.walls.entering import connected, let_in
from tests.walls.faults import FAULTS, planted
from tests.walls.test_policy_cases import cases_of, wrong_answers

PEOPLE = ("amira", "ben", "chidi")


def database_of(fault, worlds):
    """The database in which a fault is planted: the one that its test looks at."""
    if isinstance(fault.check, str):
        return worlds["world"].name
    return worlds["prey"].name if "prey" in fault.with_ else worlds["shared"]


def fails(fault, worlds):
    """Whether the fault's test fails now, by what it asserts."""
    if isinstance(fault.check, str):
        return bool(wrong_answers(worlds["world"], cases_of(fault.check))[0])
    with contextlib.ExitStack() as stack:
        given = dict(worlds)
        name = database_of(fault, worlds)
        if "link" in fault.with_:
            given["link"] = stack.enter_context(connected(name))
        for person in {*PEOPLE} & {*fault.with_}:
            given[person] = stack.enter_context(connected(name))
            let_in(given[person], getattr(worlds["told_once"], person))
        try:
            fault.check(*(given[each] for each in fault.with_))
        except (AssertionError, pytest.fail.Exception):
            return True
    return False


@pytest.fixture(scope="module")
def worlds(world, shared, prey, told_once):
    return {"world": world, "shared": shared, "prey": prey, "told_once": told_once}


def test_there_are_enough_faults_of_different_kinds():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 50


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found(fault, worlds):
    with planted(fault, database_of(fault, worlds)):
        assert fails(fault, worlds), f"{fault.found_by} does not notice"


@pytest.mark.parametrize("fault", {each.found_by: each for each in FAULTS}.values(), ids=lambda each: each.found_by)
def test_without_a_fault_the_same_test_passes(fault, worlds):
    assert not fails(fault, worlds)
