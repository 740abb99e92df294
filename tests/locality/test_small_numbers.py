"""Outside an audit no number from one to five is told, nor can it be worked out from what stands beside it."""

from collections import Counter
from datetime import date
from types import SimpleNamespace
from uuid import UUID

from django.utils import timezone

from consent.audits import packs
from conversations.reports import differs
from locality.access.rule import Reader
from locality.asked import figures_of, months_of
from locality.questions import Answer, Figure, Line, Question, told_together

LEAD, AUDITOR = Reader(None, (), (), False, None), Reader(None, (), (), True, None)


def test_beside_a_small_number_the_next_smallest_is_not_told_either():
    assert told_together([9, 3, 8, 0], LEAD) == ["9", "fewer than 6", "not told", "0"]
    assert told_together([3, 0], LEAD) == ["fewer than 6", "not told"]
    assert told_together([9, 8, 0], LEAD) == ["9", "8", "0"]
    assert told_together([9, 3], AUDITOR) == ["9", "3"]


def test_a_month_is_not_told_by_the_others_and_the_whole():
    def line(n, month):
        return Line(UUID(int=n), "", "", None, None, date(2026, month, 1), "", number=n)

    answer = Answer([], [line(20, 1), line(3, 2), line(8, 3)])
    assert [each["all"] for each in months_of(answer, {}, LEAD)] == ["20", "fewer than 6", "not told"]
    assert [each["count"] for each in months_of(answer, {}, LEAD)] == [20, 0, 0]
    assert [each["all"] for each in months_of(answer, {}, AUDITOR)] == ["20", "3", "8"]


def test_figures_that_add_up_to_another_do_not_tell_a_small_one_nor_does_a_share():
    figures = [Figure("In time", 17, parts="days", share="85 %"), Figure("Late", 3, parts="days"), Figure("All", 20)]
    said = figures_of(Answer(figures), LEAD)
    assert [(each["number"], each["why"]) for each in said] == [("not told", ""), ("fewer than 6", ""), ("20", "")]
    assert [each["number"] for each in figures_of(Answer(figures), AUDITOR)] == ["17", "3", "20"]


def test_what_an_answer_says_in_words_tells_no_small_number_outside_the_audit():
    count = Counter({"closed": 20, "closed:6 months ago": 3, "closed:back 6": 1, "closed:met": 18})
    young, older = differs.AGES[:2]
    count |= Counter(
        {f"person:{young}": 7, f"person:better {young}": 2, f"person:{older}": 9, f"person:better {older}": 1}
    )
    words = " ".join(f"{each.why} {each.share}" for each in differs._figures(count, False))
    assert "%" not in words and "Of 3" not in words and "better for 2" not in words
    assert "Of 3" in " ".join(each.why for each in differs._figures(count, True))


def test_a_pack_for_others_asks_for_an_answer_that_tells_no_small_number():
    asked = []

    def run(reader, filters, now):
        asked.append(filters["for_others"])
        return Answer([Figure("Late", 3), Figure("All", 20)])

    question = Question(99, "", "", "", (), "", run)
    sample = SimpleNamespace(since=None, until=None, locality=None, partner=None)
    for records, number in ((False, b"fewer than 6"), (True, b'"3"')):
        assert number in packs._answer(question, sample, AUDITOR, timezone.now(), records).body
    assert asked == [True, False]
