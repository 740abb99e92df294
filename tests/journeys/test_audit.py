"""An audit in a real browser: a sample drawn, its case opened with a reason, two auditors blind to each other, sent
back to who decided, put right, closed. Each page is looked at in both widths."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.consent.auditing import decisions, second_auditor
from tests.journeys.conftest import WIDTHS

pytestmark = [pytest.mark.journey, pytest.mark.rule("A8")]
REASON = "To read whether the reasons fit what was said that day"
OWED = "Write down what the family was told, and when"
DONE = "I told them on Monday, and noted it with the decision"


@pytest.fixture(scope="session")
def furnish(told_once):
    """Ten decisions to share, of which a sample may open cases, and a second auditor."""

    def plant():
        decisions(told_once, 10)
        second_auditor(told_once)

    return plant


def sees(who, *texts):
    """What stands on the page, which is well made at both widths."""
    for width in WIDTHS.values():
        who.page.set_viewport_size({"width": width, "height": 900})
        who.sees(*texts)
    who.page.set_viewport_size({"width": WIDTHS["desktop"], "height": 900})


def finds(who, grade, words, *, owed=""):
    """Say what was found of each golden rule, and record it."""
    for rule in range(1, 8):
        who.tick(f"rule_{rule}", "no" if owed and rule == 2 else "yes")
    who.page.fill("[name=words]", words)
    who.tick("grade", grade)
    if owed:
        who.page.fill("[name=owed]", owed)
        who.day("owed_by", timezone.localdate() + timedelta(days=10))


def test_an_audit_from_the_sample_to_the_closed_finding(person):
    dana, grace, amira = (person() for _ in range(3))
    dana.sign_in("dana@board.example").visit("/audits/draw")
    dana.page.fill("[name=size]", "2")
    dana.tick("twice", "1")
    sees(dana, "Which ones they are is left to chance")
    dana.save("Draw the sample")
    sees(dana, "Any decision", "10 decisions", "Seed")
    dana.page.locator("main th a").first.click()
    sees(dana, "Your finding", "Read the case itself")
    file = dana.page.url.removeprefix(dana.site.url)

    dana.page.get_by_role("link", name="Read the case itself").click()
    dana.page.fill("[name=reason]", REASON)
    dana.save("Open the case")
    sees(dana, REASON, "Telephone call")
    dana.page.locator("main tr", has_text="Telephone call").get_by_role("link").click()
    sees(dana, "Kai comes to school without breakfast")

    dana.visit(file)
    finds(dana, "improve", "Nothing says when the family was told of it", owed=OWED)
    dana.save("Record the finding")
    sees(dana, "Nothing says when the family was told")
    grace.sign_in("grace@school.example").visit(file)
    assert "Nothing says when" not in grace.page.inner_text("body")
    finds(grace, "good", "The reasons are of this family and no other")
    grace.save("Record the finding")
    sees(grace, "Where the two differ", "Settle it between you")
    finds(grace, "improve", "We agree: nothing says when they were told", owed=OWED)
    grace.save("Record what you settled")

    dana.visit(file)
    dana.save("Send it back")
    sees(dana, "Sent back", "Amira Haddon")
    amira.sign_in("amira@school.example").visit(file)
    sees(amira, OWED, "Your answer")
    amira.tick("kind", "corrected")
    amira.page.fill("[name=words]", DONE)
    amira.save("Record the answer")
    dana.visit(file)
    sees(dana, DONE, "Close the file")
    dana.page.fill("main form:has([value=close]) [name=words]", "It was put right and noted")
    dana.save("Close the file")
    sees(dana, "It was put right and noted", "Closed")
