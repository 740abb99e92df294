"""`./dev prove`: what the suite has no time for. Everything slow, then each planted fault in either wall.

Writes docs/proofs.md: which faults were planted, which test found each, and how long that took. Exits with 1 when a
test fails or a fault is not found. `./dev prove faults` and `./dev prove slow` do one half. It takes hours: most of
them for 2,000 random lives of 40 steps.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from django.utils.timezone import localdate

from locality.evidence.proved import keep

BASE = Path(__file__).resolve().parent.parent
PAGE = BASE / "docs/proofs.md"
SLOW = (
    "tests/locality/test_access_stateful.py",
    "tests/test_canaries.py",
    "tests/test_who_sees_what.py",
)
RULE, DATABASE = "The application’s own rule", "The database"
FIRST, SECOND = "The first wall: the application’s own rule", "The second wall: the database"
HEAD = """\
# Planted faults

Written by `./dev prove`. Times are of one run on a busy machine of 2 cores: seconds from planting to the failure.
"""
ENOUGH = {"PROVE": "1", "PROVE_EXAMPLES": "2000", "PROVE_STEPS": "40", "PROVE_LOOKS": "2", "PROVE_SHRINK": "1"}


def main(wanted):
    """Run the slow tests with all cases, then the faults. Returns the exit code."""
    slow = _pytest(SLOW, ENOUGH) if wanted in ("", "slow") else 0
    faults = ["tests/proving.py", "tests/walls/proving.py"]
    return slow or (_pytest([*faults, "-s"], {"PROVE": "1"}) if wanted in ("", "faults") else 0)


def _pytest(paths, more):
    command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", *paths]
    return subprocess.run(command, cwd=BASE, env=os.environ | more, check=False).returncode


def write_page(rows, examples, all_faults):
    """Write the first wall's part of docs/proofs.md from (fault, test, seconds, what the random lives said)."""
    lines = [
        "Each fault was put into the running product (tests/faults.py), with no second wall behind it, and the named",
        "test then failed. The random lives (tests/sharing_machine.py) were tried on each fault that shows in sight,",
        f"with at most {examples} lives of 20 steps.",
        "",
        "| Fault | Found by | Seconds | Random lives |",
        "|---|---|---|---|",
    ]
    lines += [f"| {fault} | {test} | {seconds:.2f} | {lives} |" for fault, test, seconds, lives in rows]
    tried = [lives for *_, lives in rows if lives not in ("not tried", "not about sight")]
    found = len(tried) - tried.count("not in this run")
    lines += ["", f"{len(rows)} of {all_faults} found by their tests; {found} of {len(tried)} tried in random lives."]
    write_part(FIRST, lines)
    keep(RULE, all_faults, len(rows), localdate())


def write_wall_page(rows, all_faults):
    """Write the second wall's part of docs/proofs.md from (fault, test, seconds)."""
    lines = [
        "Each fault was put into PostgreSQL's own views, functions, policies and tables (tests/walls/faults.py), in a",
        "copy of the database, and the named test then failed. “The policy’s cases” are those of",
        "tests/walls/test_policy_cases.py in which the fact takes part.",
        "",
        "| Fault | Found by | Seconds |",
        "|---|---|---|",
    ]
    lines += [f"| {fault} | {test} | {seconds:.2f} |" for fault, test, seconds in rows]
    write_part(SECOND, [*lines, "", f"{len(rows)} of {all_faults} found by their tests."])
    keep(DATABASE, all_faults, len(rows), localdate())


def write_part(title, lines):
    """Put the lines under a title of docs/proofs.md, and leave its other part as it is."""
    parts = dict(part.split("\n", 1) for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:])
    parts[title] = "\n" + "\n".join(lines) + "\n"
    written = [f"## {name}\n{parts[name].rstrip()}\n" for name in (FIRST, SECOND) if name in parts]
    PAGE.write_text("\n".join([HEAD, *written]), encoding="utf-8")


def clock():
    """Seconds, also while a test moves the time."""
    return time.perf_counter()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
