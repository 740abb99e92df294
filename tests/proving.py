"""Every planted fault against its test and against the random lives; writes docs/proofs.md. Run by `./dev prove`."""

import os

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.faults import FAULTS, planted
from tests.prove import clock, write_page
from tests.sharing_machine import SharingMachine
from tests.test_planted_faults import fails

EXAMPLES = int(os.environ.get("PROVE_FAULT_EXAMPLES", "60"))  # 0: only the named tests


def seconds_in_lives(told):
    """How long the random lives take to show a difference; None when they show none."""
    machine = type("Life", (SharingMachine,), {"story": told, "looks": 6})
    chosen = settings(
        max_examples=EXAMPLES,
        stateful_step_count=20,
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    began = clock()
    try:
        run_state_machine_as_test(machine, settings=chosen)
    except (AssertionError, PermissionDenied):  # sight differs, or a service refuses what the oracle allows
        return clock() - began
    return None


def test_every_fault_is_found_and_the_page_says_how(told_once, django_db_blocker):
    rows = []
    with django_db_blocker.unblock():
        for fault in FAULTS:
            with planted(fault), transaction.atomic():
                began = clock()
                assert fails(fault.check, story=told_once, client=Client()), fault.name
                taken = clock() - began
                transaction.set_rollback(True)
            lives = "not about sight"
            if fault.lives and EXAMPLES:
                with planted(fault):
                    found = seconds_in_lives(told_once)
                lives = "not in this run" if found is None else f"{found:.1f}"
            elif fault.lives:
                lives = "not tried"
            rows.append((fault.name, fault.check.__name__, taken, lives))
            print(*rows[-1], sep=" | ", flush=True)
            write_page(rows, EXAMPLES, len(FAULTS))
