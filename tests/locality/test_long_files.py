"""The file of a question with very many records: all of them, within so much memory, and no formula among them; piece
by piece, as who asked, with how far it is."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from config.sessions import SessionStore
from locality import saving
from locality.access import AuditBox, Viewing
from locality.history import current_actor
from locality.models import Practitioner
from locality.questions import Answer, Figure, Line, question_numbered
from locality.views import questions as pages
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

RECORDS, MEGABYTES = 200_000, 12
pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8")]


def held(what):
    """How much memory this process holds (VmRSS), or held at most (VmHWM), in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(what)).split()[1]) >> 10


@pytest.fixture
def asked(client, story, monkeypatch):
    """A function: the client of an auditor for whom question 5 has so many records, and the name of a file."""

    def of(count):
        today, about = timezone.localdate(), {"family": story.family.pk, "partner": story.school.pk}
        lines = [
            Line(UUID(int=n), "sharingdecision", f"Decision {n}", day=today, words='=HYPERLINK("x")', **about)
            for n in range(count)
        ]
        answer = Answer([Figure("All", count)], lines)
        question = replace(question_numbered(5), run=lambda *_: answer)
        monkeypatch.setattr(pages, "question_numbered", lambda number: question)
        return signed_in(client, story.dana), uuid4()

    return of


def rows_of(body):
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))


def test_two_hundred_thousand_records_are_saved_within_the_memory_for_a_few(asked):
    dana, name = asked(RECORDS)
    page = dana.get("/questions/5/").content.decode()
    told = re.search(r"/questions/5/saving.*200,000 records, about (\d+) MB", page)
    Path("/proc/self/clear_refs").write_text("5")  # the most that this process held counts from now
    before, length, words = held("VmRSS"), 0, set()
    for count, piece in enumerate(dana.get(f"/questions/5/file?saving={name}").streaming_content):
        length += len(piece)
        words.add(piece.count(b"'=HYPERLINK"))
        if count == 50:
            assert dana.get(f"/saving/{name}").json()["words"] == "98,001 of 200,002 rows saved"
    more = held("VmHWM") - before
    assert more < MEGABYTES, f"{more} MB for a file of {length >> 20} MB"
    assert told and abs(int(told[1]) - length / 1_000_000) < length / 4_000_000, "It is told in advance"
    assert words == {0, 2000}, "The heads, and pieces"
    assert dana.get(f"/saving/{name}").json()["over"] == "All 200,002 rows are in the file."


@pytest.mark.parametrize("end", ["audit", "session", "job"])
def test_a_file_ends_where_what_may_be_read_ends_and_says_so(asked, story, monkeypatch, end):
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    dana, name = asked(5)
    pieces = dana.get(f"/questions/5/file?saving={name}").streaming_content
    body = next(pieces) + next(pieces)
    assert not current_actor().id, "Nobody is at work between two pieces"
    with unseen_hand():
        if end == "audit":
            AuditBox.objects.update(ends_at=timezone.now())
        elif end == "session":
            SessionStore(dana.session.session_key).delete()
        else:
            Practitioner.objects.filter(pk=story.dana.pk).update(is_active=False)
    heads, figure, *records, last = rows_of(body + b"".join(pieces))
    assert [row[1] for row in records] == ["Decision 0", "Decision 1"]
    assert last[0].startswith("This file ends here, after 3 of 7 rows: what you may read changed")
    assert saving.progress(story.dana, name)["over"].startswith("The file ended after 3 of 7 rows")
    assert Viewing.objects.filter(route="locality:question-file", practitioner=story.dana).count() == 1


def test_a_file_that_nobody_takes_to_its_end_is_told_and_so_is_one_that_none_asked_for(asked, monkeypatch):
    monkeypatch.setattr(pages, "AT_ONCE", 2)
    dana, name = asked(5)
    page = dana.get(f"/questions/5/saving?saving={name}")
    assert f"/questions/5/file?saving={name}" in page.content.decode() and page.context["found"]["state"] == "ready"
    answer = dana.get(f"/questions/5/file?saving={name}")
    stream = answer.streaming_content
    next(stream), next(stream)
    answer._iterator.close()
    told = dana.get(f"/questions/5/saving?saving={name}").content.decode()
    assert "Saving stopped after 0 of 7 rows" in told and "not all of it is there" in told
    other = dana.get("/questions/5/saving?saving=nonsense").context["state_url"]
    assert dana.get(other).json()["state"] == "ready"
