"""The file of a question with very many records: all of them, within so much memory, and no formula among them."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from locality.questions import Answer, Figure, Line, question_numbered
from locality.views import questions as pages
from tests.locality.reading import signed_in

RECORDS, MEGABYTES = 200_000, 80


def held(what):
    """How much memory this process holds (VmRSS), or held at most (VmHWM), in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) >> 10


@pytest.mark.django_db
@pytest.mark.rule("A8")
def test_two_hundred_thousand_records_are_saved_within_the_memory_for_them(client, story, monkeypatch):
    today, about = timezone.localdate(), {"family": story.family.pk, "partner": story.school.pk}
    lines = [
        Line(UUID(int=n), "sharingdecision", f"Decision {n}", day=today, words='=HYPERLINK("x")', **about)
        for n in range(RECORDS)
    ]
    answer = Answer([Figure("All", RECORDS)], lines)
    asked = replace(question_numbered(5), run=lambda *_: answer)
    monkeypatch.setattr(pages, "question_numbered", lambda number: asked)
    page = signed_in(client, story.dana).get("/questions/5/").content.decode()
    told = re.search(r"200,000 records, about (\d+) MB", page)
    Path("/proc/self/clear_refs").write_text("5")  # the most that this process held counts from now
    before = held("VmRSS")
    file = client.get("/questions/5/file").content
    more = held("VmHWM") - before
    assert more < MEGABYTES, f"{more} MB for a file of {len(file) >> 20} MB"
    assert told and abs(int(told[1]) - len(file) / 1_000_000) < len(file) / 4_000_000, "It is told in advance"
    rows = csv.reader(io.StringIO(file.decode("utf-8-sig")))
    words = [row[7] for row in rows if row[0] == "Record"]
    assert len(words) == RECORDS and set(words) == {'\'=HYPERLINK("x")'}
