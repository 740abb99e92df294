"""The ledger: who shared what with whom, when, why and on what basis (the auditor's question 1)."""

import csv
import io
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent import services as consent
from consent.models import DecisionConsent
from consent.views import ledger as ledger_view
from locality import services
from locality.models import Viewing
from locality.spreadsheets import cell
from tests.cast import FACTS, REASONS, share, share_category

BACKEND = "locality.access.backend.RecordBackend"


def sign_in(client, person):
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def dana(client, story):
    """The auditor's browser."""
    return sign_in(client, story.dana)


def text(response):
    return " ".join(response.content.decode().split())


def numbers(response):
    return [row.decision.number for row in response.context["page"].rows]


def not_share(story, **changes):
    given = {"outcome": "not_share", "basis": "", "not_share_reason": "wish_respected", "ends_at": None}
    return share(story, **given | {"recipients": {}, "reconsider_on": timezone.localdate() + timedelta(9)} | changes)


def at_health(story, name="Puffin"):
    """A family that health registered, with a decision of Ben's to share its details with the school."""
    from consent.models import Purpose
    from consent.rules import Item, Proposal
    from locality.reference import category

    ours = {"by": story.ben, "partner": story.health}
    family = services.register_family(name, locality=story.harbour, submission=uuid4(), **ours)
    person = services.add_person(family, kind="adult", given_name="Una", family_name=name, **ours)
    proposal = Proposal(
        family=family,
        partner=story.health,
        outcome="share",
        purpose=Purpose.objects.get(code="protect_child"),
        reasons=REASONS,
        items=[Item(category("family_details"), "All of it", None, timezone.localdate())],
        recipients={story.school: "The children go to this school every day"},
        subjects=[person],
        told={person.pk: "told_before"},
        basis="risk",
        ground="harm_to_child",
        condition="asking_would_harm",
        facts=FACTS,
        safety="Ring before visiting",
        wishes="Una would rather not",
        ends_at=timezone.now() + timedelta(days=30),
    )
    return family, consent.decide(proposal, **ours)


@pytest.mark.rule("S117", "S118", "S119", "S120", "A8")
def test_the_auditor_reads_who_shared_what_with_whom_when_why_and_on_what_basis(dana, story):
    decision, withheld = share(story), not_share(story)
    page = dana.get("/ledger/")
    shown = text(page)
    assert numbers(page) == [withheld.number, decision.number]
    for words in (
        "Amira Haddon, Designated safeguarding lead, Fulmar Lane Primary",
        "Northshore 0-19 Children’s Health",
        "This conversation",
        "planning early help",
        "The family agreed",
        REASONS[:60],
        "In force",
        story.family.reference,
        "Do not share",
        "The family does not wish it, and nothing outweighs that",
        f"/decisions/{decision.pk}/",
        f"/why/?record=conversation+{story.conversation.pk}",
    ):
        assert words in shown, words
    for secret in ("Fulmar family", "Kai", "Nell", "breakfast"):
        assert secret not in shown, secret


def test_a_school_reads_its_own_partners_decisions_only(client, story):
    own = share(story)
    _, other = at_health(story)
    page = sign_in(client, story.amira).get("/ledger/")
    assert numbers(page) == [own.number] and "Fulmar family" in text(page)
    assert numbers(sign_in(client, story.ben).get("/ledger/")) == [other.number]
    assert numbers(sign_in(client, story.chidi).get("/ledger/")) == []
    assert set(numbers(sign_in(client, story.dana).get("/ledger/"))) == {own.number, other.number}


def test_without_partner_or_audit_there_is_no_ledger(client, story):
    for page in ("/ledger/", "/ledger/file"):
        assert sign_in(client, story.iris).get(page).status_code == 403
    assert "Ledger" not in text(client.get("/"))


def test_what_became_of_a_decision_is_told(dana, story):
    decision = share(story)
    consent.end_decision(decision, by=story.amira, reason="Help has ended")
    _, waits = at_health(story)
    shown = text(dana.get("/ledger/"))
    assert "Ended" in shown and "by Amira Haddon: Help has ended" in shown
    assert "Waits for a signature" in shown and "(risk of significant harm to a child)" in shown
    assert waits.waits_for_authoriser


def test_the_filters_narrow_it(dana, story):
    own, (family, other) = share(story), at_health(story)
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)

    def found(query):
        return set(numbers(dana.get(f"/ledger/?{query}")))

    def days(name, day):
        return f"{name}-day={day.day}&{name}-month={day.month}&{name}-year={day.year}"

    assert found(f"family={family.reference}") == {other.number}
    assert found("family=FAM-000000") == set()
    assert found(f"partner={story.health.pk}") == {own.number, other.number}
    assert found(f"partner={story.police.pk}") == set()
    assert found("outcome=share") == {own.number, other.number} and found("outcome=not_share") == set()
    assert found(days("since", today)) == {own.number, other.number} and found(days("since", tomorrow)) == set()
    assert found(days("until", today)) == {own.number, other.number}
    assert found(days("until", today - timedelta(days=1))) == set()
    page = dana.get(f"/ledger/?outcome=share&{days('since', today)}")
    assert [chip["text"].split()[0] for chip in page.context["chips"]] == ["From", "Share"]
    assert page.context["chips"][0]["url"] == "?outcome=share"


@pytest.mark.parametrize(
    "query",
    [
        "family=nonsense",
        "family=%00",
        "family=%E2%80%AEFAM-1",
        "partner=x",
        "partner=7e57ab1e-0000-4000-8000-000000000000",
        "outcome=<b>",
        "since-day=31&since-month=2&since-year=2026",
        "since-day=1",
        "since-day=2&since-month=2&since-year=2026&until-day=1&until-month=2&until-year=2026",
    ],
)
def test_a_filter_that_makes_no_sense_says_so(dana, story, query):
    share(story)
    for address in (f"/ledger/?{query}", f"/ledger/file?{query}"):
        answer = dana.get(address)
        assert answer.status_code == 422 and "There is a problem" in text(answer)
        assert "<b>" not in text(answer) and "Decision 1" not in text(answer)


@pytest.mark.parametrize("after", ["x", "1.x", "9" * 40 + ".1", "-5.5", ""])
def test_a_changed_place_in_the_list_is_taken_as_the_first(dana, story, after):
    share(story)
    assert dana.get(f"/ledger/?after={after}").status_code == 200


def test_it_is_paged_by_key(dana, story, monkeypatch):
    made = [share(story).number for _ in range(7)]
    monkeypatch.setattr(import_module("consent.reports.ledger"), "PAGE", 3)
    found, address = [], "/ledger/?outcome=share"
    for _ in range(3):
        page = dana.get(address)
        found += numbers(page)
        address = "/ledger/" + page.context["older_url"]
    assert found == made[::-1] and address == "/ledger/"


@pytest.mark.rule("A8")
def test_reading_it_is_written_down(dana, story):
    share(story)
    for address in ("/ledger/", f"/ledger/?family={story.family.reference}", "/ledger/file"):
        dana.get(address)
    runs = Viewing.objects.filter(practitioner=story.dana, kind="ledger").order_by("pk")
    assert [run.family for run in runs] == [None, story.family.pk, None]
    assert [run.route for run in runs] == ["consent:ledger", "consent:ledger", "consent:ledger-file"]


def test_ten_decisions_cost_what_one_costs(dana, story):
    share(story)
    dana.get("/ledger/")
    with CaptureQueriesContext(connection) as few:
        dana.get("/ledger/")
    for _ in range(4):
        share(story)
        share_category(story, "concerns")
    at_health(story)
    with CaptureQueriesContext(connection) as many:
        dana.get("/ledger/")
    assert len(many) == len(few)


# The file


def rows_of(response):
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_the_file_has_the_same_decisions(dana, story):
    decision = share(story, reasons='=HYPERLINK("http://example.org")\n' + REASONS)
    answer = dana.get("/ledger/file")
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in answer["Content-Disposition"]
    heads, row = rows_of(answer)
    told = dict(zip(heads, row, strict=True))
    assert told["Decision"] == str(decision.number) and told["Family"] == story.family.reference
    assert told["Reasons"].startswith("'=HYPERLINK")
    assert "Fulmar family" not in answer.content.decode() and "Kai" not in answer.content.decode()


@pytest.mark.rule("A8")
def test_a_long_file_has_all_decisions_and_the_page_tells_its_length_first(dana, story, monkeypatch):
    made = [share(story).number for _ in range(5)]
    assert "/ledger/saving" not in dana.get("/ledger/").content.decode()
    monkeypatch.setattr(ledger_view, "AT_ONCE", 2)
    monkeypatch.setattr(import_module("consent.reports.ledger"), "PAGE", 3)
    page = dana.get("/ledger/?outcome=share")
    assert "5 decisions, about 1 MB" in text(page) and "/ledger/saving?outcome=share" in page.content.decode()
    assert "/ledger/saving" not in dana.get("/ledger/?outcome=not_share").content.decode()
    page = dana.get("/ledger/saving?outcome=share")
    assert "5 decisions" in text(page)
    rows = rows_of(dana.get(page.context["file_url"]))
    assert [int(row[0]) for row in rows[1:]] == made[::-1]
    assert dana.get(page.context["state_url"]).json()["over"] == "All 5 rows are in the file."
    assert Viewing.objects.filter(practitioner=story.dana, route="consent:ledger-file").count() == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "  ="])
def test_no_cell_is_a_formula(start):
    assert cell(f"{start}1+1") == f"'{start}1+1"
    assert cell("a" + start) == "a" + start
    assert cell(None) == "" and cell(7) == "7"


# What the ledger leads to


@pytest.mark.rule("A8")
def test_the_auditor_opens_decisions_and_consents_without_names(dana, story):
    decision = share(story)
    given = DecisionConsent.objects.get(decision=decision).consent
    for address in (f"/decisions/{decision.pk}/", f"/consents/{given.pk}/"):
        page = text(dana.get(address))
        assert story.family.reference in page
        assert not any(name in page for name in ("Fulmar family", "Kai", "Nell")), address


def test_who_decided_opens_them_with_names(client, story):
    decision = share(story)
    page = text(sign_in(client, story.amira).get(f"/decisions/{decision.pk}/"))
    assert "Fulmar family" in page and "Kai Fulmar: Sharing information" in page
