"""docs/rules.md tells the truth about which test proves which rule."""

from config import rules
from config.checks.house import Finding

REASON = "marks name rules that exist on tests that run, and docs/rules.md is up to date (write it with ./dev rules)"


def check(house):
    yield from rules.coverage(house)[1]
    written = house.root / rules.PAGE
    if not written.exists() or written.read_text(encoding="utf-8") != rules.page(house):
        yield Finding(rules.PAGE, 1, "is out of date: run ./dev rules")
