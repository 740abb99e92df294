"""Which test proves which numbered rule: `python -m config.rules` (run by `./dev rules`) writes docs/rules.md.

The numbers are those of the domain's specification: S (the framework), V (validation), C (consent), A (access), each
with a short name of our own in rules.csv. A test claims a number with `@pytest.mark.rule("S94", "V12")`; the marks
are read from the source, so nothing has to run.
"""

import ast
import csv
import sys
from collections import defaultdict
from pathlib import Path, PurePath

from config.checks.house import SHELF, Finding, House
from config.checks.syntax import dotted, text_of

LIST = Path(__file__).with_name("rules.csv")
PAGE = "docs/rules.md"
LETTERS = {"S": "framework", "V": "validation of a sharing decision", "C": "consent", "A": "access"}
NEVER_RUN = {"skip", "xfail"}


def numbers():
    """{number: short name} of every rule, in order."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {row["number"]: row["name"] for row in csv.DictReader(file)}


def coverage(house):
    """({number: names of the tests that claim it}, findings about marks that claim nothing)."""
    known, proofs, wrong = numbers(), defaultdict(list), []
    for path in house.python():
        if not path.startswith("tests/"):
            continue
        for mark, owner, problem in _marks(house.tree(path)):
            claimed = [text_of(given) for given in mark.args]
            if not PurePath(path).name.startswith("test_"):
                problem = "pytest collects no test from this file"
            elif None in claimed or not claimed:
                problem = "a rule mark names its numbers as plain strings"
            if problem:
                wrong.append(Finding(path, mark.lineno, problem))
                continue
            for number in claimed:
                if number not in known:
                    wrong.append(Finding(path, mark.lineno, f"there is no rule {number}"))
                elif "::".join([path, *owner]) not in proofs[number]:
                    proofs[number].append("::".join([path, *owner]))
    return proofs, wrong


def _marks(node, owner=(), asleep=False):
    """(call of the mark, names of the class and test that carry it, what is wrong with it) below a syntax node."""
    for child in ast.iter_child_nodes(node):
        inner, sleeps = owner, asleep
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            inner = (*owner, child.name)
            sleeps = asleep or bool(NEVER_RUN & {_mark_name(decorator) for decorator in child.decorator_list})
        if isinstance(child, ast.Call) and _mark_name(child) == "rule":
            yield child, owner, _problem(owner, asleep)
        yield from _marks(child, inner, sleeps)


def _mark_name(node):
    name = dotted(node.func if isinstance(node, ast.Call) else node)
    return name.split("mark.", 1)[1] if "mark." in name else ""


def _problem(owner, asleep):
    if asleep:
        return "a test that never runs proves no rule"
    if owner and not owner[-1].startswith(("test", "Test")):
        return f"{owner[-1]} is not a test"
    return ""


def page(house):
    """The text of docs/rules.md."""
    proofs, _ = coverage(house)
    lines = ["# Which test proves which rule", "", "Written by `./dev rules`; do not edit by hand.", ""]
    lines += [f"* {line}" for line in summary(proofs)]
    lines += ["", "| Rule | In short | Proved by |", "|---|---|---|"]
    for number, name in numbers().items():
        lines.append(f"| {number} | {name} | {'<br>'.join(f'`{proof}`' for proof in proofs[number]) or '—'} |")
    return "\n".join(lines) + "\n"


def summary(proofs):
    """One line per letter: how many of its rules a test proves."""
    for letter, what in LETTERS.items():
        of_letter = [number for number in numbers() if number[0] == letter]
        yield f"{letter} ({what}): {sum(bool(proofs[number]) for number in of_letter)} of {len(of_letter)}"


def main(root=SHELF.parents[1]):
    house = House(root)
    proofs, wrong = coverage(house)
    for number, name in numbers().items():
        print(f"{number:5}{'covered' if proofs[number] else '-':9}{name}")
    print("", *summary(proofs), *wrong, sep="\n")
    written = house.root / PAGE
    written.parent.mkdir(exist_ok=True)
    written.write_text(page(house), encoding="utf-8")
    return 1 if wrong or house.broken else 0


if __name__ == "__main__":
    sys.exit(main())
