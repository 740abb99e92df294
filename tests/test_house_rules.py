"""The house rules hold in this repository, and every check is shown to find what breaks its rule.

The files that break them are in tests/plants/, with `# found` on each line that a check must report.
"""

import re
from textwrap import dedent

import pytest
from django.core.management import call_command

from config import rules
from config.checks.__main__ import main
from config.checks.house import SHELF, House, checks, findings, idle_exemptions
from tests.plants import GROUND, PLANTS

REPOSITORY = House(SHELF.parents[1])
MARK = re.compile(r"# found|\{# found #\}")


def plant(root, files):
    """Write {path: text} below `root` and return it as a house."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(dedent(text).removeprefix("\n"), encoding="utf-8")
    return House(root)


@pytest.mark.parametrize(("check", "path", "text"), PLANTS, ids=[f"{check}-{path}" for check, path, _ in PLANTS])
def test_a_check_finds_exactly_what_breaks_its_rule(tmp_path, check, path, text):
    house = plant(tmp_path, GROUND | {path: text})
    (tmp_path / "docs").mkdir(exist_ok=True)
    (tmp_path / rules.PAGE).write_text(rules.page(house), encoding="utf-8")
    marked = {(path, number) for number, line in enumerate(house.text(path).splitlines(), 1) if MARK.search(line)}
    assert {(found.path, found.line) for found in findings(checks()[check], house)} == marked


def test_every_check_is_shown_to_be_able_to_fail():
    assert {check for check, _, text in PLANTS if MARK.search(text)} == set(checks())


@pytest.mark.parametrize("check", checks())
def test_this_repository_keeps_the_rule(check):
    module = checks()[check]
    broken = findings(module, REPOSITORY) + idle_exemptions(module, REPOSITORY)
    assert not broken, "\n".join([module.REASON, *map(str, broken)])


def test_every_file_of_this_repository_parses():
    assert [REPOSITORY.tree(path) for path in REPOSITORY.python(migrations=True)]
    assert not REPOSITORY.broken


def test_an_exemption_that_excuses_nothing_is_found(tmp_path, monkeypatch):
    sizes, house = checks()["sizes"], plant(tmp_path, {"consent/long.py": "a = 1\n" * 301, "consent/short.py": ""})
    monkeypatch.setattr(sizes, "EXEMPT", {"consent/long.py": "a table", "consent/short.py": "was long once"})
    assert not findings(sizes, house)
    assert ["short" in found.message for found in idle_exemptions(sizes, house)] == [True]


def test_the_command_prints_file_and_line_and_fails(tmp_path, capsys):
    plant(tmp_path, {"consent/views.py": "import this\nmark_safe(text)\n", "consent/broken.py": "def ("})
    assert main(tmp_path) == 1
    printed = capsys.readouterr().out
    assert "consent/views.py:2 mark_safe" in printed
    assert "consent/broken.py:1 does not parse" in printed


def test_the_rules_page_lists_every_number_once_with_its_proof(tmp_path, capsys):
    test = '@pytest.mark.rule("S94", "A4")\ndef test_provider(): ...\n'
    plant(tmp_path, {"tests/test_access.py": test})
    assert rules.main(tmp_path) == 0
    written = (tmp_path / rules.PAGE).read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([SVCA]\d+) \|", written, re.M)
    expected = [f"{letter}{n}" for letter, n in (("S", 139), ("V", 32), ("C", 16), ("A", 10)) for n in range(1, n + 1)]
    assert rows == expected
    assert "| S94 | Supplier permits use outside the purpose | `tests/test_access.py::test_provider` |" in written
    assert "| S1 | Recording a share is quick and ordinary | — |" in written
    assert "S (framework): 1 of 139" in capsys.readouterr().out


def test_a_page_that_lags_behind_the_tests_is_found(tmp_path):
    house = plant(tmp_path, {rules.PAGE: "old"})
    assert [found.path for found in findings(checks()["rules_page"], house)] == [rules.PAGE]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
