"""The pages, files and papers of questions 5, 6 and 7: who may ask, what is told, that it is written down."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from locality import questions, services
from locality.demo.cast import RECORDS, make_practitioner
from locality.history import acting_as
from locality.models import Practitioner, Viewing
from locality.spreadsheets import cell
from locality.views import questions as pages
from tests.consent.planting import answer, nay, passed_on, share
from tests.consent.test_ledger import rows_of, sign_in, text
from tests.papers import about, words_of

NUMBERS = (2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14)


@pytest.fixture
def dana(client, story):
    """The auditor's browser."""
    return sign_in(client, story.dana)


@pytest.fixture
def planted(story):
    """Nine shares: seven against a refusal, for reasons; one red; one because the mother agreed."""
    given = answer(story)
    nay(story)
    for place in range(7):
        share(story, basis="risk", urgent=not place, in_doubt=not place, told="not_yet")
    share(story, outcome="not_share", basis="", starts_at=None, ends_at=None, not_share_reason="wish_respected")
    passed_on(share(story, given))
    share(story, answer(story, person=story.mother), subjects=[story.mother])
    return story


def days(name, day):
    return f"{name}-day={day.day}&{name}-month={day.month}&{name}-year={day.year}"


def figures(response):
    return {figure["label"]: figure["number"] for figure in response.context["figures"]}


def test_red_flags_come_first_the_list_equals_the_count_and_is_paged_by_key(dana, planted, monkeypatch):
    monkeypatch.setattr(pages, "PAGE", 3)
    found, address, turns = [], "/questions/5/", 0
    while address:
        page = dana.get(address)
        found += page.context["rows"]
        older, turns = page.context["older_url"], turns + 1
        address = f"/questions/5/{older}" if older else ""
    assert len({row["what"] for row in found}) == len(found) == 8 and turns == 3
    assert [bool(row["flags"]) for row in found] == [True] + [False] * 7
    told = figures(page)
    assert told["Shared against a wish, without a reason that outweighs it"] == "1"
    assert told["Shared against a wish, with facts that outweigh it"] == "7"


def test_red_flags_are_words_and_the_records_can_be_opened(dana, planted):
    page = dana.get("/questions/5/")
    [red] = [row for row in page.context["rows"] if row["flags"]]
    shown = text(page)
    assert "Red flag</strong> Somebody whom it is about had refused" in shown
    assert red["url"] in shown and dana.get(red["url"]).status_code == 200
    assert dana.get(dana.get("/questions/6/").context["rows"][0]["url"]).status_code == 200


@pytest.mark.parametrize("number", NUMBERS)
def test_the_file_equals_the_page(dana, planted, number):
    page, rows = dana.get(f"/questions/{number}/"), rows_of(dana.get(f"/questions/{number}/file"))
    assert rows[0] == "Part,What,Number,Red flag,Family,Supplied by,Day,Words".split(",")
    parts = {part: [row for row in rows if row[0] == part] for part in ("Figure", "Record", "Month")}
    assert [row[1:3] for row in parts["Figure"]] == [[f["label"], f["number"]] for f in page.context["figures"]]
    shown = [[r["what"], r["family"], r["partner"], str(r["day"]), r["words"]] for r in page.context["rows"]]
    assert [[row[1], *row[4:]] for row in parts["Record"]] == shown
    assert [row[2:4] for row in parts["Month"]] == [[m["all"], m["red"]] for m in page.context["months"]]
    assert all(row == [cell(each) for each in row] for row in rows)


@pytest.mark.parametrize("number", NUMBERS)
def test_the_paper_is_tagged_and_in_one_piece(dana, planted, number):
    paper = dana.get(f"/questions/{number}/paper")
    assert paper["Content-Type"] == "application/pdf" and not paper.streaming
    told = about(paper.content)
    assert told["marked"] and told["has_tree"] and told["language"] == "en-GB" and "pdfuaid" in told["metadata"]
    assert {"/Table", "/TH", "/H1", "/H2"} <= told["tags"] and told["information"]["/Title"].startswith("Question")
    words = words_of(paper.content).replace(" ", "")  # lines are broken anywhere between words
    for each in dana.get(f"/questions/{number}/").context["rows"]:
        assert each["family"] in words
        assert all(f"Redflag:{flag}".replace(" ", "") in words for flag in each["flags"])
    assert not any(name in words for name in ("Fulmar family", "Kai", "Nell"))


def test_a_file_and_a_paper_that_are_cut_say_so(dana, planted, monkeypatch):
    monkeypatch.setattr(pages, "FILE_SIZE", 2)
    rows = rows_of(dana.get("/questions/5/file"))
    assert len([row for row in rows if row[0] == "Record"]) == 2 and "Only the first 2" in rows[-1][0]


@pytest.mark.rule("A8")
def test_they_name_nobody(dana, planted):
    for number in NUMBERS:
        for address in (f"/questions/{number}/", f"/questions/{number}/file"):
            shown = text(dana.get(address))
            assert planted.family.reference in shown
            assert not any(name in shown for name in ("Fulmar family", "Kai", "Nell")), address


@pytest.mark.rule("A8", "C4")
def test_an_auditor_is_told_what_could_not_be_checked(dana, story):
    """People's ages and relationships are content: an auditor is not told "none" where nobody looked."""
    answer(story)
    shown = text(dana.get("/questions/6/"))
    assert "Not checked for 1" in shown and "may not look up" in shown and "aged 7" not in shown
    assert any("Not checked for 1" in row for row in rows_of(dana.get("/questions/6/file")))
    mine = text(sign_in(dana, story.amira).get("/questions/6/"))
    assert "Not checked" not in mine and "aged 7" in mine


# Who may ask, and what they are told


def test_small_numbers_are_not_told_outside_the_audit(client, planted):
    mine = sign_in(client, planted.amira).get("/questions/5/")
    told = figures(mine)
    assert told["Shared against a wish, without a reason that outweighs it"] == "fewer than 6"
    assert told["Shared against a wish, with facts that outweigh it"] == "not told"  # of 8 in all
    assert told["Sharing that a refusal or a withdrawal stopped"] == "0"
    assert [(m["all"], m["red"]) for m in mine.context["months"]][-1] == ("8", "fewer than 6")
    assert all(bar["red_width"] == 0 for bar in mine.context["chart"]["bars"])
    kept = [row[2] for row in rows_of(client.get("/questions/5/file")) if row[0] == "Figure"]
    assert kept == list(told.values())
    reader = questions.asker(planted.amira)
    assert [questions.told(number, reader) for number in (0, 1, 5, 6)] == ["0", "fewer than 6", "fewer than 6", "6"]
    assert figures(sign_in(client, planted.dana).get("/questions/5/")) != told


def test_a_lead_and_who_signs_see_what_their_own_partner_supplied(client, planted):
    for own in (planted.amira, planted.grace):
        assert len(sign_in(client, own).get("/questions/5/").context["rows"]) == 8, own
    for other in (planted.ben, planted.ewan, planted.chidi):  # it was shared with Ben's partner
        for number in NUMBERS:
            assert sign_in(client, other).get(f"/questions/{number}/").context["rows"] == [], other


def test_a_practitioner_without_the_right_has_no_questions(client, planted):
    system = Practitioner.objects.system()
    with acting_as(system):
        person = make_practitioner("Olu Teal", "olu@school.example")
    services.join_partner(
        person, by=system, partner=planted.school, job_title="Teacher", permissions=RECORDS, starts_on=date(2025, 2, 3)
    )
    browser = sign_in(client, person)
    for address in ("/questions/", "/questions/5/", "/questions/5/file", "/questions/5/paper"):
        assert browser.get(address).status_code == 403, address
    assert "Questions" not in text(browser.get("/"))
    assert not Viewing.objects.filter(practitioner=person, kind__startswith="question").exists()


@pytest.mark.rule("A8")
def test_asking_is_written_down(dana, story):
    for address in ("/questions/5/", "/questions/5/file", "/questions/6/paper"):
        dana.get(address)
    runs = Viewing.objects.filter(practitioner=story.dana, kind__startswith="question ").order_by("pk")
    assert [(run.kind, run.route) for run in runs] == [
        ("question 5", "locality:question"),
        ("question 5", "locality:question-file"),
        ("question 6", "locality:question-paper"),
    ]
    page = dana.get("/questions/")
    asked = {row["question"].number: row["last"] for row in page.context["rows"]}
    assert asked[5] == runs[1].at and asked[7] is None and "Never" in text(page)
    assert "Question 5" in text(dana.get("/looked/"))
    others = sign_in(dana, story.amira).get("/questions/").context["rows"]
    assert all(row["last"] is None for row in others)  # who audited when is not for those whom it is about


# Periods and filters


@pytest.mark.parametrize("number", NUMBERS)
def test_an_empty_period_and_ten_years_answer_in_plain_words(dana, planted, number):
    empty = f"{days('since', date(2015, 1, 1))}&{days('until', date(2015, 2, 1))}"
    page = dana.get(f"/questions/{number}/?{empty}")
    assert page.status_code == 200 and "No record fits" in text(page) and page.context["chart"] is None
    assert dana.get(f"/questions/{number}/paper?{empty}").status_code == 200
    assert [row[0] for row in rows_of(dana.get(f"/questions/{number}/file?{empty}"))[1:]] == ["Figure"] * len(
        figures(page)
    )
    long = dana.get(f"/questions/{number}/?{days('since', timezone.localdate() - timedelta(3650))}")
    assert long.context["rows"] and len(long.context["months"]) <= questions.MONTHS


def test_question_5_is_about_the_last_year_unless_days_are_chosen(dana, story):
    old = timezone.now() - timedelta(days=400)
    nay(story, at=old - timedelta(days=1))
    share(story, basis="risk", at=old, ends_at=old + timedelta(days=20))
    assert dana.get("/questions/5/").context["rows"] == []
    assert len(dana.get(f"/questions/5/?{days('since', date(2015, 1, 1))}").context["rows"]) == 1


@pytest.mark.parametrize(
    "query", ["partner=x", "since-day=31&since-month=2&since-year=2026", "locality=<b>", "category=%00"]
)
def test_a_filter_that_makes_no_sense_says_so(dana, planted, query):
    for part in ("", "file", "paper"):
        page = dana.get(f"/questions/5/{part}?{query}")
        assert page.status_code == 422 and "There is a problem" in text(page)


@pytest.mark.parametrize("after", ["x", "1.x.y", "2.9.zz", "0.-5.7e57ab1e0000", "9" * 40, "0.-999999999.%00"])
def test_a_changed_place_in_the_list_is_taken_as_the_first(dana, planted, after):
    assert len(dana.get(f"/questions/5/?after={after}").context["rows"]) == 8


def test_there_is_no_other_question(dana, story):
    for number in (21, 0, "9" * 20):
        assert dana.get(f"/questions/{number}/").status_code == 404


@pytest.mark.parametrize("number", NUMBERS)
def test_more_records_cost_no_more_statements(dana, planted, number):
    dana.get(f"/questions/{number}/")
    with CaptureQueriesContext(connection) as few:
        dana.get(f"/questions/{number}/")
    for _ in range(4):
        share(planted, answer(planted, person=planted.mother), basis="risk")
    with CaptureQueriesContext(connection) as many:
        dana.get(f"/questions/{number}/")
    assert len(many) == len(few)


def test_the_months_of_an_answer():
    def line(day, *found):
        return questions.Line(uuid4(), "", "", uuid4(), uuid4(), day, "", found)

    months = questions.Answer(
        [], [line(date(2026, 1, 31)), line(date(2025, 11, 1), "x"), line(date(2026, 1, 1))]
    ).months(None)
    assert months == [(date(2025, 11, 1), 1, 1), (date(2025, 12, 1), 0, 0), (date(2026, 1, 1), 2, 0)]
    assert len(questions.Answer([], [line(date(2016, 1, 1)), line(date(2026, 1, 1))]).months(None)) == questions.MONTHS
