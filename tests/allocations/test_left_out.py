"""What somebody in a family left out by name keeps an agenda from going out to it, decision or not (C9, A3)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from allocations import services
from allocations.coverage import check_of
from consent import services as consent
from consent.rules import Item
from locality.access.rule import reader_of
from locality.history import acting_as
from locality.reference import CONCERNS, FAMILY_DETAILS, category
from tests.allocations.meeting import PURPOSE
from tests.allocations.sitting import begin, copy_for, ready
from tests.cast import share
from tests.consent.test_answers import answer
from tests.consent.test_rules import override
from tests.locality.reading import queries_of, signed_in, what_is_read
from tests.papers import words_of

pytestmark = [pytest.mark.django_db, pytest.mark.rule("C9", "A3", "S105")]


def police(story, made, who=None):
    """The cell of the police, as whoever runs the meeting sees it."""
    who = who or story.ewan
    with acting_as(who):
        [row] = check_of(made.meeting, reader_of(who), everything=True).rows
    return {cell.partner: cell for cell in row.cells}[story.police]


def leave_out(story, **values):
    """Nell agrees to working with the school, and leaves somebody or something out."""
    return answer(story, story.mother, **values)


@pytest.mark.parametrize("what", ["partner", "concerns", "details", "person"])
def test_what_somebody_left_out_by_name_is_not_covered_any_more(story, what):
    made = ready(story)
    assert police(story, made).sight.word == "Covered"
    concerns, details = category(CONCERNS), category(FAMILY_DETAILS)
    values = {
        "partner": {"exclusions": [story.police]},
        "concerns": {"exclusions": [concerns], "categories": [details]},
        "details": {"exclusions": [details], "categories": [concerns]},
        "person": {"exclusions": [story.child]},
    }[what]
    leave_out(story, **values)
    assert police(story, made).sight.word == ("Part" if what in ("concerns", "details") else "Not covered")
    with pytest.raises(ValidationError, match="Not sent out"):
        services.circulate(made.meeting, by=story.ewan)


def test_another_partner_is_not_left_out_with_it(story):
    made = ready(story)
    leave_out(story, exclusions=[story.police])
    with acting_as(story.ewan):
        [row] = check_of(made.meeting, reader_of(story.ewan), everything=True).rows
    open_now = [cell.partner for cell in row.open_cells]
    assert open_now == [story.police]


def test_it_counts_as_long_as_the_answer_stands(story):
    made = ready(story)
    given = leave_out(story, exclusions=[story.police])
    assert police(story, made).is_open
    consent.withdraw(given, by=story.amira, how="She rang")
    assert not police(story, made).is_open


def past_it(story, *items):
    """A decision without agreement that tells the police these; not signed yet."""
    values = {"recipients": {story.police: "Knows the places where he goes"}, "wishes": "She fears the police"}
    return share(story, items=list(items), **override(**values, told={story.child.pk: "not_yet"}))


def told_of(item):
    """(the item, the family's details) as a decision names them."""
    today = timezone.localdate()
    details = Item(category(FAMILY_DETAILS), "All of it", None, today)
    return Item(item.category, "This item", item, today), details


def test_only_a_signed_decision_without_agreement_goes_past_it(story):
    made = ready(story)
    leave_out(story, exclusions=[story.police])
    over = past_it(story, *told_of(made.item))
    assert police(story, made).is_open, "nobody signed it yet"
    consent.authorise(over, by=story.grace)
    assert police(story, made).sight.word == "Covered"
    assert services.circulate(made.meeting, by=story.ewan).status == "circulated"


def test_it_goes_past_it_for_what_it_names_alone(story):
    made = ready(story)
    leave_out(story, exclusions=[story.police])
    consent.authorise(past_it(story, told_of(made.item)[0]), by=story.grace)
    assert police(story, made).sight.word == "Part"


def test_whoever_recorded_the_answer_reads_whose_it_was_and_nobody_else_does(client, story):
    made = ready(story)
    leave_out(story, exclusions=[story.police])
    url = reverse("allocations:check", args=[made.meeting.pk])
    mine = what_is_read(signed_in(client, story.amira).get(url))
    assert "Nell Fulmar does not want them told" in mine and "Not covered" in mine
    theirs = what_is_read(signed_in(client, story.ewan).get(url))
    assert "Not covered" in theirs and "Nell" not in theirs and "want them told" not in theirs


def test_it_is_neither_on_the_screen_nor_in_the_papers_of_who_was_left_out_later(client, story):
    made = begin(story, ready(story))
    url = reverse("allocations:run", args=[made.item.pk, made.meeting.pk])
    assert PURPOSE in what_is_read(signed_in(client, story.ewan).get(url))
    leave_out(story, exclusions=[story.police])
    hidden = what_is_read(signed_in(client, story.ewan).get(url))
    assert PURPOSE not in hidden and "no decision covers Northshore Police" in hidden
    assert PURPOSE not in words_of(copy_for(client, made.meeting, story.chidi).content)
    assert PURPOSE in words_of(copy_for(client, made.meeting, story.ben).content)


def test_the_check_asks_the_same_for_one_answer_and_for_several(story):
    made, counts = ready(story), []
    police(story, made, story.amira)
    for who in (story.mother, story.baby):
        answer(story, who, exclusions=[story.police])
        with acting_as(story.amira), queries_of() as asked:
            check_of(made.meeting, reader_of(story.amira), everything=True)
        counts.append(len(asked))
    assert counts[0] == counts[1]
