"""What the last proof of both walls found: `./dev prove` writes proved.json, and an auditor reads it on a page."""

import datetime
import json
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("proved.json")


@dataclass(frozen=True)
class Proof:
    """Of one wall, on a day: how many faults were planted in it, and how many a test found."""

    wall: str
    day: datetime.date
    planted: int
    found: int


def proved():
    """The last `Proof` of each wall."""
    told = json.loads(FILE.read_text(encoding="utf-8"))
    return [Proof(name, datetime.date.fromisoformat(p["day"]), p["planted"], p["found"]) for name, p in told.items()]


def keep(wall, planted, found, day):
    """Write down what a proof of one wall found on a day."""
    told = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    told[wall] = {"day": day.isoformat(), "planted": planted, "found": found}
    FILE.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
