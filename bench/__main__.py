"""`./dev bench` and `./dev bench --quick`: measure, print the ratios, write bench/results.json."""

import argparse
import os
import sys
import time
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
# A database server of its own, so that nobody's data is touched; the settings that a web server has.
os.environ.setdefault("VAR_DIR", str(BASE / "var/bench"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEMONSTRATION", "1")


def main():
    asked = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    asked.add_argument("--quick", action="store_true", help="small scales, few rounds: does it run? (under a minute)")
    groups = ["lists", "records", "walls", "pages", "questions", "imports", "packs"]
    asked.add_argument("--only", choices=groups, help="one group of measures")
    asked.add_argument("--make", metavar="TIER", help="only make the database of a tier, such as M or L")
    options = asked.parse_args()

    from config import database

    database.ensure()
    import django

    django.setup()
    from bench import run
    from bench.databases import use

    if options.make:
        print(use(options.make))
        return
    began = time.monotonic()
    plan = run.QUICK if options.quick else run.FULL
    found = run.measure(plan, [options.only] if options.only else list(run.GROUPS))
    if not options.quick:
        run.keep(found)
    print(f"{time.monotonic() - began:.0f} seconds", file=sys.stderr)


if __name__ == "__main__":
    main()
