"""Whatever happens in whatever order, the product (lists, single answers, reasons and pages), the database behind the
second wall alone (tables and histories) and a plain oracle give the same three answers, for everybody and for nobody.

More than the suite has time for: PROVE_EXAMPLES=2000 PROVE_STEPS=40 PROVE_LOOKS=2, which `./dev prove` sets.
PROVE_SHRINK=1 looks for the shortest life that shows a difference.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.sharing_machine import SharingMachine

EXAMPLES = int(os.environ.get("PROVE_EXAMPLES", "200"))
STEPS = int(os.environ.get("PROVE_STEPS", "25"))
LOOKS = int(os.environ.get("PROVE_LOOKS", "1"))


@pytest.mark.rule("S94", "S47", "S91", "A1", "A4", "A9", "C10", "C14", "V12", "V28")
def test_sight_is_what_the_oracle_says_after_any_sequence(told_once, django_db_blocker):
    machine = type("Life", (SharingMachine,), {"story": told_once, "looks": LOOKS})
    chosen = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=[Phase.generate, *([Phase.shrink] if os.environ.get("PROVE_SHRINK") else [])],
    )
    with django_db_blocker.unblock():
        run_state_machine_as_test(machine, settings=chosen)
