"""The tests of the rule have teeth: each planted fault makes the test that is named for it fail (tests/faults.py).

`./dev prove` plants them in the random lives too, and writes docs/proofs.md.
"""

import inspect

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from tests.faults import FAULTS, planted


def fails(check, **fixtures):
    """Whether a test fails now, by what it asserts and not by an error. What it wrote is rolled back."""
    wanted = {name: fixtures[name] for name in inspect.signature(check).parameters}
    try:
        with transaction.atomic():
            check(**wanted)
            transaction.set_rollback(True)
    except (AssertionError, pytest.fail.Exception, ObjectDoesNotExist):
        return True
    return False


def test_there_are_enough_faults_of_different_kinds():
    assert len({fault.name for fault in FAULTS}) == len(FAULTS) >= 25


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found(fault, story, client):
    with planted(fault):
        assert fails(fault.check, story=story, client=client), f"{fault.check.__name__} does not notice"


@pytest.mark.parametrize("check", sorted({fault.check for fault in FAULTS}, key=lambda check: check.__name__))
def test_without_a_fault_the_same_test_passes(check, story, client):
    assert not fails(check, story=story, client=client)
