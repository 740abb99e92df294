"""What every decision shows of the principles behind it: Caldicott's eight, what is necessary and relevant, and the
child's interests."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from consent import services
from consent.caldicott import NO, NOT_ASKED, YES, principles
from consent.forms import SharingForm
from consent.models import DecisionItem
from consent.pages import told_in_full
from locality.access.rule import reader_of
from locality.history import acting_as
from tests.cast import NEED, propose, share, share_category
from tests.consent.planting import change
from tests.consent.planting import share as plant
from tests.consent.test_rules import broken, override
from tests.locality.reading import signed_in


def kept(story, made):
    """What the page says of each of the eight."""
    with acting_as(story.amira):
        return [each.kept for each in principles(told_in_full(made, reader_of(story.amira)))]


@pytest.mark.rule("S3")
def test_the_eight_caldicott_principles_are_answered_from_the_decision(story, client):
    made = share(story)
    assert kept(story, made) == [YES] * 8
    page = reverse("consent:decision", args=[made.pk])
    shown = signed_in(client, story.amira).get(page).content.decode()
    assert "The eight Caldicott principles" in shown and "Everybody was told" in shown


@pytest.mark.rule("S3")
@pytest.mark.parametrize(
    ("broken_one", "values"),
    [
        (2, {"reasons": " "}),
        (3, {"kinds": ()}),
        (4, {"needs": ["The same", "The same"], "both": True}),
        (6, {"art6_basis": ""}),
        (8, {"told": "not_yet"}),
    ],
)
def test_a_principle_that_nothing_shows_was_not_kept(story, broken_one, values):
    values = {"art6_basis": "public_task"} | values
    if values.pop("both", False):
        values["partners"] = [story.health, story.police]
    made = plant(story, **values)
    assert [number for number, each in enumerate(kept(story, made), start=1) if each == NO] == [broken_one]


@pytest.mark.rule("S3")
def test_what_is_not_shared_and_what_may_not_be_told_are_told_apart(story):
    told = {story.child.pk: "will_not_be_told"}
    assert kept(story, share(story, **override(told=told)))[7] == NOT_ASKED
    withheld = services.decide(
        propose(story, outcome="not_share", basis="", not_share_reason="not_relevant", reconsider_on=tomorrow()),
        by=story.amira,
        partner=story.school,
    )
    assert kept(story, withheld) == [YES, YES, YES, YES, NOT_ASKED, NOT_ASKED, YES, NOT_ASKED]
    change(story.school, policy_document_on=None)
    story.school.refresh_from_db()
    assert kept(story, share(story, **override(told=told)))[5] == NO


def tomorrow():
    return timezone.localdate() + timedelta(days=1)


@pytest.mark.rule("S4")
@pytest.mark.parametrize("outcome", ["share", "not_share", "wait"])
def test_every_decision_says_why_it_is_right_for_the_child_and_its_page_says_it_again(story, client, outcome):
    values = {} if outcome == "share" else {"basis": "", "not_share_reason": "detriment", "reconsider_on": tomorrow()}
    for words in ("", "It is our policy", "Data protection law does not allow us to share this without consent"):
        assert broken(story, outcome=outcome, reasons=words, **values) & {"F29", "V1"}
    assert "right for the child" in SharingForm(partner=story.school).fields["reasons"].help_text
    why = "Kai eats breakfast every morning when both of them know that there is none at home"
    if outcome == "share":
        made = share(story, reasons=why)
    else:
        made = services.decide(
            propose(story, outcome=outcome, reasons=why, **values), by=story.amira, partner=story.school
        )
    page = signed_in(client, story.amira).get(reverse("consent:decision", args=[made.pk])).content.decode()
    assert why in page


@pytest.mark.rule("S89", "S110")
def test_nothing_is_chosen_before_somebody_chooses_it_and_each_partner_needs_it(story):
    form = SharingForm(partner=story.school)
    assert form.initial["what"] == [] and not any(form.initial.get(f"to_{row}") for row in (1, 2, 3))
    made = share_category(story, "concerns")
    assert [item.what.code for item in DecisionItem.objects.filter(decision=made)] == ["concerns"]
    for need, wrong in (("", {"V19"}), ("x" * 14, {"V19"}), ("x" * 15, set()), (NEED, set())):
        assert broken(story, recipients={story.health: need}) == wrong
