"""The family's own statement: what it says, what it never says, and that leaving out leaves no hole (S98-S101, 4.5)."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from weasyprint.urls import FatalURLFetchingError

from consent import documents
from consent import services as consent
from consent.models import Consent
from consent.rules import Item
from locality import drawing, paper, services
from locality.access import Viewing
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.reference import category
from tests.cast import ALL, FACTS, NEED, REASONS, agree, propose, share, share_category
from tests.locality.reading import signed_in
from tests.papers import about, words_of

DAY = timedelta(days=1)
CANARY = "qzstatementzq"
SAFETY = f"If shared: his mother may be angry {CANARY}. If not: nobody sees whether he is hurt again."


@pytest.fixture
def told(story):
    """A function: the statement's plain context, asked by Amira behind both walls."""

    def made(whose=None):
        asker = {"name": story.amira.name, "phone": story.school.phone}
        with acting_as(story.amira):
            return documents.statement(story.family, story.school, reader_of(story.amira), whose=whose, asker=asker)

    return made


@pytest.fixture
def get(client, story):
    """A function: the answer to asking for the file, of Kai or of whom is asked, by Amira."""

    def asked(name="consent:statement-file", whose=None, layout="standard", who=None):
        whose = story.child.pk if whose is None else whose
        query = f"?whose={whose}&layout={layout}"
        return signed_in(client, who or story.amira).get(reverse(name, args=[story.family.pk]) + query)

    return asked


def without_agreement(story, told_as, **changes):
    """A decision without agreement, at once, of which its subject is told like this; canaries in all its texts."""
    values = {
        "basis": "risk",
        "ground": "harm_to_child",
        "facts": f"{FACTS} {CANARY}",
        "safety": SAFETY,
        "wishes": CANARY,
        "urgent": True,
        "reasons": f"{REASONS} {CANARY}",
        "recipients": {story.police: f"They need to know {CANARY}"},
        "told": {story.child.pk: told_as},
    }
    return consent.decide(propose(story, **(values | changes)), by=story.amira, partner=story.school)


# What it says


@pytest.mark.rule("S98", "S99", "S100")
def test_it_says_what_with_whom_why_on_what_basis_and_until_when(story, told):
    made = share_category(story, "concerns")
    [entry] = told(story.child)["now"]
    assert entry["whom"] == [str(story.health)]
    assert entry["what"] == ["what you and others are worried about, and what goes well"]
    assert entry["why"] == "to plan help for you early" and entry["agreed"]
    assert (entry["since"], entry["last_day"], entry["stopped"]) == (timezone.localdate(), made.last_day, None)


@pytest.mark.rule("S98")
def test_the_document_says_the_same_in_every_layout(story, get):
    made = share_category(story, "concerns")
    last = f"{made.last_day.day} {made.last_day:%B %Y}"
    for layout in documents.LAYOUTS:
        text = words_of(get(layout=layout).content)
        assert "Kai Fulmar" in text and str(story.health) in text and last in text
        assert "what you and others are worried about" in text and "plan help for you" in text
        assert "Amira Haddon" in text and "01632 960200" in text and "0303 123 1113" in text
        assert "change your mind" in text and "Page 1 of" in text


def test_a_single_record_is_told_as_one_note_without_its_words(story, told):
    share(story)
    assert told(story.child)["now"][0]["what"] == ["one note of a conversation"]


@pytest.mark.rule("C10")
def test_what_was_withdrawn_stopped_and_is_told_so(story, told, get):
    share_category(story, "concerns")
    consent.withdraw(Consent.objects.get(person=story.child), by=story.amira, how=CANARY)
    found = told(story.child)
    assert found["now"] == [] and found["before"][0]["stopped"] == timezone.localdate()
    assert [answer["answer"] for answer in found["answers"]] == ["took_back"]
    text = words_of(get().content)
    assert "said yes, and then no" in text and "It stopped on" in text and CANARY not in text


def test_what_ended_ran_out_or_begins_later_stands_where_it_belongs(story, told):
    now = timezone.now()
    share_category(story, "concerns", ends_at=now + 3 * DAY)
    ended = share_category(story, "actions")
    consent.end_decision(ended, by=story.amira, reason=CANARY)
    share_category(story, "lead_professional", starts_at=now + 9 * DAY)
    found = told(story.child)
    assert [len(found[state]) for state in ("now", "later", "before")] == [1, 1, 1]
    assert found["before"][0]["stopped"] == timezone.localdate() and CANARY not in str(found)
    with time_machine.travel(now + 4 * DAY):
        found = told(story.child)
        assert found["now"] == [] and [entry["stopped"] for entry in found["before"]] == [None, timezone.localdate(now)]


@pytest.mark.rule("S105")
def test_a_no_is_told_and_kept_to_and_who_was_not_asked_is_not_told(story, told, get):
    agree(story, status="refused")
    [answer] = told(story.child)["answers"]
    assert (answer["answer"], answer["who"]) == ("no", "You")
    assert "We keep to it" in words_of(get().content)
    with acting_as(story.amira):
        Consent.objects.filter(person=story.child).update(status="not_sought_justified", not_sought_reason=CANARY)
    assert told(story.child)["answers"] == []


def test_each_layout_speaks_of_every_answer(story, get):
    for status in ("given_verbal", "refused", "sought_pending"):
        agree(story, status=status)
        for layout in documents.LAYOUTS:
            assert get("consent:statement", layout=layout).status_code == 200


# Of whom


@pytest.mark.rule("C1")
def test_one_persons_statement_says_nothing_of_what_another_answered(story, told):
    agree(story, story.mother, status="refused")
    share_category(story, "concerns")
    share(story, subjects=[story.mother], told={story.mother.pk: "told_before"}, basis="risk", ground="harm_to_child",
          facts=FACTS, safety=SAFETY, wishes="No", urgent=True)  # fmt: skip
    found = told(story.child)
    assert len(found["now"]) == 1 and len(found["answers"]) == 1 and "Nell" not in str(found)
    whole = told()
    assert len(whole["now"]) == 2 and {each["who"] for each in whole["answers"]} == {"Nell Fulmar", "Kai Fulmar"}
    assert whole["now"][0]["about"] == "Kai Fulmar"


@pytest.mark.rule("S94")
def test_it_is_of_what_the_partner_itself_decided(story, client, get):
    """Health, which was given the family, makes a statement of its own: with nobody and nothing of the school's."""
    share_category(story, "family_details")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="I visit them")
    assert get(who=story.ben).status_code == 422  # Kai is not of those whom health registered
    answer = get(whose="family", who=story.ben)
    text = words_of(answer.content)
    assert answer.status_code == 200 and "Fulmar Lane" not in text and "Kai" not in text and "planning" not in text


@pytest.mark.parametrize(
    "query", ["?whose=family", "?layout=standard", "?whose=x&layout=standard", "?whose=family&layout=x"]
)
def test_a_bad_choice_is_refused(story, client, query):
    for name in ("consent:statement", "consent:statement-file"):
        answer = signed_in(client, story.amira).get(reverse(name, args=[story.family.pk]) + query)
        assert answer.status_code == 422 and "There is a problem" in answer.content.decode()


# What it never says


HIDDEN = {
    "will not be told": {"told_as": "will_not_be_told"},
    "not told yet": {"told_as": "not_yet"},
    "waits for a signature": {"told_as": "told_before", "urgent": False},
}


@pytest.mark.rule("S101")
@pytest.mark.parametrize("how", HIDDEN)
def test_what_may_not_be_told_leaves_no_trace(story, told, get, how):
    """The statement is the same, word for word and byte for byte of what it says of itself, as without it."""
    share_category(story, "concerns")
    before = told(story.child), told(), {layout: get(layout=layout).content for layout in documents.LAYOUTS}
    made = without_agreement(story, **HIDDEN[how])
    share_category(story, "actions", subjects=[story.child])  # what comes after it moves into no gap
    consent.end_decision(consent_of("actions"), by=story.amira, reason="Over")
    with_more = told(story.child)
    assert [entry["whom"] for entry in with_more["now"]] == [entry["whom"] for entry in before[0]["now"]]
    for layout in documents.LAYOUTS:
        pdf = get(layout=layout).content
        told_there = words_of(pdf) + str(about(pdf))
        for word in (CANARY, str(story.police), "olice", str(made.number), "risk", "harm", "not safe", "decision"):
            assert word not in told_there, word


def consent_of(code):
    """The newest decision about a kind of information."""
    return documents.SharingDecision.objects.filter(
        pk__in=documents.DecisionItem.objects.filter(what=category(code)).values("decision")
    ).latest("number")


@pytest.mark.rule("S101")
@pytest.mark.parametrize("how", HIDDEN)
def test_with_and_without_what_may_not_be_told_the_words_are_the_same(story, told, get, how):
    share_category(story, "concerns")
    agree(story, story.mother, status="refused")
    before = told(story.child), told(), words_of(get().content), words_of(get(whose="family").content)
    made = without_agreement(story, **HIDDEN[how])
    assert (told(story.child), told()) == before[:2]
    assert (words_of(get().content), words_of(get(whose="family").content)) == before[2:]
    if made.is_live:
        consent.end_decision(made, by=story.amira, reason=CANARY)
        assert (told(story.child), told()) == before[:2]


@pytest.mark.rule("S101")
def test_one_who_will_not_be_told_hides_it_from_the_others_too(story, told):
    subjects = {"subjects": [story.child, story.mother]}
    both = {story.child.pk: "told_before", story.mother.pk: "will_not_be_told"}
    without_agreement(story, "told_before", **subjects, **{"told": both})
    assert told(story.child)["now"] == [] and told(story.mother)["now"] == [] and told()["now"] == []


def test_what_was_shared_without_agreement_and_told_is_there_in_plain_words(story, told, get):
    """The teeth of the tests above: with everybody told, the same decision is in it."""
    without_agreement(story, "told_before")
    [entry] = told(story.child)["now"]
    assert entry["whom"] == [str(story.police)] and not entry["agreed"]
    text = words_of(get().content)
    assert "The law allowed this without agreement. We told you about it first." in text
    assert CANARY not in text and "risk" not in text and "harm" not in text


@pytest.mark.rule("S126")
def test_a_protected_address_is_never_in_it_nor_that_there_is_one(story, told, get):
    services.add_household(
        story.family, by=story.amira, partner=story.school, address=f"9 {CANARY}", is_confidential=True,
        people=[story.mother],
    )  # fmt: skip
    agree(story, story.child, categories=ALL)
    before = told(story.child)["now"], told()["now"]
    share_category(story, "protected_address")
    assert (told(story.child)["now"], told()["now"]) == before
    items = [Item(category(code), CANARY) for code in ("protected_address", "actions")]
    share(story, items=items)
    text = words_of(get().content) + words_of(get(whose="family").content)
    assert "who agreed to do what" in text
    assert CANARY not in text and "rotected" not in text and "3 Marmalade" not in text


def test_no_text_that_somebody_typed_is_in_it(story, get):
    share(
        story, reasons=f"{REASONS} {CANARY}", purpose_text=CANARY, advice=CANARY, in_doubt=True, wishes=CANARY,
        recipients={story.health: f"{NEED} {CANARY}"}, safety=CANARY,
        items=[Item(category("concerns"), CANARY, story.conversation)],
    )  # fmt: skip
    for layout in documents.LAYOUTS:
        pdf = get(layout=layout).content
        assert "one note of a conversation" in words_of(pdf) and CANARY not in words_of(pdf) + str(about(pdf))
        assert CANARY not in get("consent:statement", layout=layout).content.decode()


# The document itself


@pytest.mark.parametrize("layout", documents.LAYOUTS)
def test_it_is_tagged_says_its_language_and_title_and_carries_its_letters(story, get, layout):
    share_category(story, "concerns")
    told = about(get(layout=layout).content)
    assert told["has_tree"] and told["marked"] and told["shows_title"] and told["language"] == "en-GB"
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= told["tags"]
    assert told["information"]["/Title"] == "What we share, and what you said"
    assert "<pdfuaid:part>1" in re.sub(r'pdfuaid:part="1"', "<pdfuaid:part>1", told["metadata"])
    assert told["sizes"] == {(0, 0, 595, 842)} and told["attachments"] == 0
    assert {font[:20] for font in told["fonts"]} == {"Atkinson-Hyperlegibl"} or all(
        "Atkinson" in f for f in told["fonts"]
    )
    assert "Fulmar" not in str(told["information"]).replace("Fulmar Lane Primary", "")


def test_a_foreign_name_is_written_whole(story, get):
    with acting_as(story.amira):
        type(story.child).objects.filter(pk=story.child.pk).update(given_name="Łukasz Ğ", family_name="Şţ")
    assert "Łukasz Ğ Şţ" in words_of(get().content)


def test_it_comes_as_a_file_without_a_name_in_its_name_and_is_kept_nowhere(story, get):
    answer = get(whose="family")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF-1.7")
    assert answer["Content-Type"] == "application/pdf" and not answer.streaming
    assert answer["Content-Disposition"] == f'attachment; filename="sharing-statement-{timezone.localdate()}.pdf"'
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.rule("S98", "A8")
def test_that_it_was_made_is_written_down_and_the_look_before_is_not_a_making(story, get):
    get("consent:statement")
    assert not Viewing.objects.filter(kind="statement for the family").exists()
    get()
    get(whose="family")
    one, whole = Viewing.objects.filter(kind="statement for the family").order_by("pk")
    assert (one.practitioner, one.record, one.family) == (story.amira, story.child.pk, story.family.pk)
    assert (whole.record, whole.route) == (story.family.pk, "consent:statement-file")


def test_the_page_shows_what_the_document_will_say(story, get):
    share_category(story, "concerns")
    agree(story, story.mother, status="refused")
    for layout in documents.LAYOUTS:
        page = get("consent:statement", whose="family", layout=layout).content.decode()
        shown = re.sub(r"<[^>]*>|&#x27;", "", page[page.index("<article") : page.index("</article>")])
        paper_says = re.sub(r"Page \d+ of \d+", "", words_of(get(whose="family", layout=layout).content))
        # But for the numbers of lists and the spaces between blocks.
        assert re.sub(r"[^A-Za-z]", "", shown) == re.sub(r"[^A-Za-z]", "", paper_says)


def test_it_asks_the_same_number_of_questions_for_one_decision_and_for_ten(story, get):
    share_category(story, "concerns")
    get("consent:statement")
    with CaptureQueriesContext(connection) as one:
        get("consent:statement")
    for _ in range(9):
        share_category(story, "concerns")
    with CaptureQueriesContext(connection) as many:
        get("consent:statement")
    assert len(many) == len(one)


@pytest.mark.parametrize(
    "url", ["https://council.example/x.png", "file:///etc/passwd", "shipped:app.css", "data:,x", "x.png"]
)
def test_paper_fetches_nothing_that_is_not_shipped(url):
    with pytest.raises(FatalURLFetchingError):
        drawing.ShippedOnly(paper.places()).fetch(url)
