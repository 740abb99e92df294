"""All measures in their order, at full size or quickly, and what is kept of them."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

from bench import imports, lists, log, packs, questions, records, walls
from bench import pages as served
from bench.bounds import line
from tests import databases

RESULTS = Path(__file__).resolve().parent / "results.json"


@dataclass(frozen=True)
class Plan:
    """The tiers that stand for small, large, one authority and seven years of it; and how long to measure."""

    small: str
    large: str
    records: str
    pages: str
    rounds: int
    analyzes: int
    seconds: float
    changes: int = 2_000
    on_record: int = 2_000
    listed: int = 200


FULL = Plan(
    "1k", "100k", "M", "L", rounds=60, analyzes=8, seconds=8, changes=1_000_000, on_record=200_000, listed=5_000
)
QUICK = Plan("tiny", "1k", "tiny", "tiny", rounds=5, analyzes=2, seconds=1)


def _lists(plan):
    yield lists.flat(plan.small, plan.large, plan.rounds, plan.analyzes)
    yield lists.beside_guardian(plan.large, plan.rounds)
    yield lists.beside_hand_written(plan.large, plan.rounds)
    yield lists.with_two_partners(plan.large)


def _records(plan):
    yield records.all_of_it(plan.records, plan.rounds)


def _pages(plan):
    yield served.pages(plan.pages, plan.seconds)


def _walls(plan):
    yield walls.overhead(plan.pages, max(plan.rounds // 2, 2))
    yield log.verifying(plan.pages, plan.changes)


def _questions(plan):
    yield questions.waits(plan.pages, max(plan.rounds // 20, 1))


def _imports(plan):
    yield imports.comparing(plan.on_record, plan.listed)


def _packs(plan):
    yield packs.beside_chromium(random.Random(101), max(plan.rounds // 10, 1))


GROUPS = {
    "lists": _lists,
    "records": _records,
    "walls": _walls,
    "pages": _pages,
    "questions": _questions,
    "imports": _imports,
    "packs": _packs,
}


def measure(plan, groups):
    """Run these groups of measures, printing each number as it is found. Returns name to number."""
    found = {}
    try:
        for group in groups:
            for part in GROUPS[group](plan):
                for name, value in part.items():
                    print(line(name, value), flush=True)
                found |= part
    finally:
        databases.point_at("postgres")
    return found


def keep(found):
    """Write the numbers to results.json, beside those of the groups that did not run this time."""
    before = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    rounded = {name: round(value, 3) for name, value in found.items()}
    RESULTS.write_text(json.dumps(dict(sorted((before | rounded).items())), indent=2) + "\n")
