"""Every planted fault in the second wall against its test; writes docs/proofs.md. Run by `./dev prove`."""

from tests.prove import clock, write_wall_page
from tests.walls.faults import FAULTS, planted
from tests.walls.test_planted_faults import database_of, fails, worlds

__all__ = ["worlds"]


def test_every_fault_is_found_and_the_page_says_how(worlds):
    rows = []
    for fault in FAULTS:
        with planted(fault, database_of(fault, worlds)):
            began = clock()
            assert fails(fault, worlds), f"{fault.name}: {fault.found_by} does not notice"
            rows.append((fault.name, fault.found_by, clock() - began))
        print(*rows[-1], sep=" | ", flush=True)
    write_wall_page(rows, len(FAULTS))
