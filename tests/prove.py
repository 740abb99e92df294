"""`./dev prove`: what the suite has no time for. Everything slow, then each planted fault against the random lives.

Writes docs/proofs.md: which faults were planted, which test found each, and how long that took. Exits with 1 when a
test fails or a fault is not found. `./dev prove faults` and `./dev prove slow` do one half. It takes an hour or so.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
PAGE = BASE / "docs/proofs.md"
SLOW = (
    "tests/locality/test_access_stateful.py",
    "tests/test_canaries.py",
    "tests/test_who_sees_what.py",
)
ENOUGH = {"PROVE": "1", "PROVE_EXAMPLES": "150", "PROVE_STEPS": "30", "PROVE_LOOKS": "6", "PROVE_SHRINK": "1"}


def main(wanted):
    """Run the slow tests with all cases, then the faults. Returns the exit code."""
    slow = _pytest(SLOW, ENOUGH) if wanted in ("", "slow") else 0
    return slow or (_pytest(["tests/proving.py", "-s"], {"PROVE": "1"}) if wanted in ("", "faults") else 0)


def _pytest(paths, more):
    command = [sys.executable, "-m", "pytest", "-q", "--show-capture=no", *paths]
    return subprocess.run(command, cwd=BASE, env=os.environ | more, check=False).returncode


def write_page(rows, examples, all_faults):
    """Write docs/proofs.md from (fault, test, seconds, what the random lives said)."""
    lines = [
        "# Planted faults",
        "",
        "Written by `./dev prove`. Each fault was put into the running product (tests/faults.py), and the named test",
        "then failed. The random lives (tests/sharing_machine.py) were tried on each fault that shows in sight, with",
        f"at most {examples} lives of 20 steps. Times are of one run on a busy machine of 2 cores: seconds from",
        "planting to the failure.",
        "",
        "| Fault | Found by | Seconds | Random lives |",
        "|---|---|---|---|",
    ]
    lines += [f"| {fault} | {test} | {seconds:.2f} | {lives} |" for fault, test, seconds, lives in rows]
    tried = [lives for *_, lives in rows if lives not in ("not tried", "not about sight")]
    found = len(tried) - tried.count("not in this run")
    lines += [
        "",
        f"{len(rows)} of {all_faults} found by their tests; {found} of {len(tried)} tried in random lives.",
        "",
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


def clock():
    """Seconds, also while a test moves the time."""
    return time.perf_counter()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
