"""An evidence pack in a real browser: from a question to a sample to a pack, whose digest a guardian reads out to
whoever has it. Each page is looked at in both widths."""

import hashlib
import zipfile

import pytest

from tests.consent.auditing import decisions
from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.journey, pytest.mark.rule("A8"), pytest.mark.rule("A10")]


@pytest.fixture(scope="session")
def furnish(told_once):
    return lambda: decisions(told_once, 3)


def sees(who, *texts):
    for width in WIDTHS.values():
        who.page.set_viewport_size({"width": width, "height": 900})
        who.sees(*texts)


def test_from_a_question_to_a_pack_whose_digest_a_guardian_reads_out(person):
    dana, ewan = person(), person()
    dana.sign_in("dana@board.example").visit("/questions/13/")
    dana.page.get_by_role("link", name="Draw a sample of these decisions").click()
    dana.sees("What a question lists")
    assert dana.page.locator("[name=question]").input_value() == "13"
    dana.page.fill("[name=size]", "2")
    dana.save("Draw the sample")
    dana.page.get_by_role("link", name="Make an evidence pack").click()
    dana.tick("purpose", "inspection")
    dana.tick("asked", "13")
    sees(dana, "What is the pack for?", "Nobody is named but who audited")
    with dana.page.expect_download() as saved:
        dana.page.get_by_role("button", name="Make the pack").click()
    with zipfile.ZipFile(saved.value.path()) as pack:
        sums = pack.read("SHA256SUMS")
        for line in sums.decode().splitlines():
            digest, name = line.split("  ", 1)
            assert hashlib.sha256(pack.read(name)).hexdigest() == digest
    ewan.sign_in("ewan@council.example").visit("/governance/audits/")
    ewan.page.get_by_role("link", name="Evidence packs").click()
    sees(ewan, "An inspection", "Dana", hashlib.sha256(sums).hexdigest())
