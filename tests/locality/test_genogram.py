"""The relationship picture: drawn from what the reader may see, and of who is absent there is no trace."""

from datetime import date

import pytest
from django.urls import reverse

from locality import services
from locality.families import Relationship
from locality.genogram import picture_of
from locality.history import acting_as
from locality.models import FamilyMember
from locality.reference import category
from tests.cast import share_category
from tests.locality.reading import signed_in, what_is_read


def people_and_rows(story):
    people = [story.child, story.baby, story.mother]
    return people, list(Relationship.objects.filter(family=story.family).select_related("from_person", "to_person"))


def test_generations_are_rows_and_the_same_family_gives_the_same_picture(story):
    people, rows = people_and_rows(story)
    drawn = picture_of(people, rows)
    place = {figure.person: (figure.x, figure.y) for figure in drawn.figures}
    assert place[story.mother][1] < place[story.child][1] == place[story.baby][1]
    assert {figure.person: figure.shape for figure in drawn.figures} == {
        story.mother: "square",
        story.child: "circle",
        story.baby: "diamond",
    }
    assert len(drawn.lines) == 2 and {line.word for line in drawn.lines} == {"parent"}
    assert drawn == picture_of(people, rows)


def test_who_is_not_there_leaves_no_gap(story):
    people, rows = people_and_rows(story)
    without = picture_of([story.child, story.mother], rows)
    fresh = picture_of([story.child, story.mother], [row for row in rows if row.to_person == story.child])
    assert without == fresh and "Fulmar baby" not in " ".join(figure.words for figure in without.figures)
    assert picture_of([story.child], rows) is None


def test_circles_and_contradictions_are_drawn_all_the_same(story):
    # No form records such ties; those of two partners, or of other days, may still contradict one another.
    ties = {"family": story.family, "provider": story.school, "category": category("family_details"), "kind": "parent"}
    with acting_as(story.amira):
        for one, other in ((story.child, story.mother), (story.baby, story.child)):
            Relationship.objects.create(from_person=one, to_person=other, **ties)
    drawn = picture_of(*people_and_rows(story))
    assert len(drawn.figures) == 3 and len({(figure.x, figure.y) for figure in drawn.figures}) == 3


@pytest.mark.rule("A4")
def test_the_page_draws_what_its_reader_may_see_with_the_table_beside_it(client, story):
    share_category(story, "family_details")
    acts = {"by": story.ben, "partner": story.health}
    services.give_reason(story.family, reason="I visit every week", **acts)
    father = services.add_person(
        story.family, kind="adult", given_name="Rab", family_name="Heron", date_of_birth=date(1990, 1, 1), **acts
    )
    services.relate(story.family, from_person=father, to_person=story.child, kind="step_parent", **acts)
    page = reverse("locality:people", args=[story.family.pk])
    mine, theirs = (what_is_read(signed_in(client, who).get(page)) for who in (story.amira, story.ben))
    assert "Rab Heron" in theirs and "step-parent" in theirs and theirs.count('role="listitem"') == 4
    assert "Rab" not in mine and "step-parent of" not in mine and mine.count('role="listitem"') == 3
    assert FamilyMember.objects.filter(person=father).exists()
