"""The relationship picture: drawn from what the reader may see, and of who is absent there is no trace."""

from datetime import date

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from locality import services
from locality.families import Relationship
from locality.genogram import HEIGHT, WIDTH, Line, picture_of
from locality.history import acting_as
from locality.models import FamilyMember, Household, Person
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


def people_of(kinds):
    born = {"adult": date(1985, 3, 1), "child": date(2018, 3, 1)}
    return [
        Person(kind=kind, given_name=f"Person {number}", family_name="Whimbrel", date_of_birth=born.get(kind))
        for number, kind in enumerate(kinds)
    ]


def ties_among(people, ties):
    return [
        Relationship(from_person=people[one % len(people)], to_person=people[other % len(people)], kind=kind)
        for one, other, kind in ties
        if one % len(people) != other % len(people)
    ]


def drawn_well(people, rows):
    """Everybody once, nobody on another's place, all of it within the picture, and the same when drawn again."""
    drawn = picture_of(people, rows)
    if not rows:
        assert drawn is None
        return
    assert {figure.person for figure in drawn.figures} == set(people) and len(drawn.figures) == len(people)
    places = {(figure.x, figure.y) for figure in drawn.figures}
    assert len(places) == len(people)
    assert all(WIDTH // 2 <= x <= drawn.width - WIDTH // 2 and 0 < y < drawn.height for x, y in places)
    ends = [(line.x1, line.y1, line.x2, line.y2) for line in drawn.lines]
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for a, b, c, d in ends for x, y in ((a, b), (c, d)))
    assert drawn.height <= (len(people) * 2 + 2) * HEIGHT and drawn == picture_of(people, rows)


STRANGE = {
    "each the parent of the other": ["0 1 parent", "1 0 parent"],
    "a circle of three": ["0 1 parent", "1 2 parent", "2 0 parent"],
    "her own grandmother": ["0 1 parent", "1 0 grandparent"],
    "partners in a ring": ["0 1 partner", "1 2 partner", "2 0 former_partner"],
    "a mother who married her son's brother": ["0 1 parent", "1 2 sibling", "0 2 partner", "2 3 step_parent"],
    "the same tie twice, from both sides": ["0 1 sibling", "1 0 sibling", "0 1 sibling"],
    "an unborn child who is a parent": ["4 0 parent", "0 4 parent"],
    "connected to everybody": ["0 1 other", "0 2 other", "0 3 other", "0 4 other"],
}


@pytest.mark.parametrize("ties", STRANGE.values(), ids=STRANGE)
def test_what_cannot_be_is_drawn_without_error(ties):
    people = people_of(["adult", "adult", "child", "child", "unborn"])
    drawn_well(people, ties_among(people, [(int(one), int(other), kind) for one, other, kind in map(str.split, ties)]))


@settings(max_examples=80)
@given(
    st.lists(st.sampled_from(["adult", "child", "unborn"]), min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.sampled_from(Relationship.Kind.values)), max_size=24),
)
def test_whatever_is_recorded_is_drawn_without_error(kinds, ties):
    people = people_of(kinds)
    drawn_well(people, ties_among(people, ties))


def test_twenty_five_are_all_of_it_and_of_more_it_says_that_some_are_left_out():
    people = people_of(["adult"] * 26)
    ties = ties_among(people, [(0, number, "sibling") for number in range(1, 26)])
    assert picture_of(people, ties).is_cut and len(picture_of(people, ties).figures) == 25
    assert not picture_of(people[:25], ties).is_cut


def test_words_on_the_lines_of_two_parents_to_several_children_lie_apart():
    ends = [(one, other) for one in (480, 1010) for other in (180, 380, 580, 780)]
    words = sorted(Line(one, 100, other, 180, "parent", "solid").word_at[0] for one, other in ends)
    assert min(right - left for left, right in zip(words, words[1:], strict=False)) >= 40


def test_a_child_of_two_households_is_drawn_once_and_lives_in_both(client, story):
    acts = {"by": story.amira, "partner": story.school, "people": [story.child]}
    services.add_household(story.family, address="8 Ropewalk of Little Wishes", postcode="NT7 1KO", **acts)
    read = what_is_read(signed_in(client, story.amira).get(reverse("locality:people", args=[story.family.pk])))
    assert read.count('role="listitem"') == 3
    who = read[read.index("Who is in the family") : read.index("Levels of need")]
    assert "3 Marmalade Terrace" in who and "8 Ropewalk of Little Wishes" in who


def living_in(*addresses, **options):
    return [Household(address=f"{address}\nNorthshore", **options) for address in addresses]


def three_generations():
    """A grandmother, parents who parted, two children and one unborn, in two homes; a brother lives in both."""
    people = people_of(["child", "child", "unborn", "adult", "adult", "adult", "adult"])
    ties = [(3, 0, "parent"), (3, 1, "parent"), (4, 0, "parent"), (4, 1, "parent"), (3, 4, "former_partner")]
    ties += [(5, 3, "parent"), (5, 0, "grandparent"), (4, 6, "partner"), (6, 2, "parent"), (4, 2, "parent")]
    ours, theirs = living_in("3 Marmalade Terrace", "8 Ropewalk")
    homes = {people[each].pk: [ours] for each in (0, 3, 5)} | {people[each].pk: [theirs] for each in (4, 6)}
    return people, ties_among(people, ties), homes | {people[1].pk: [ours, theirs]}


def test_who_lives_together_stands_within_one_outline_and_nobody_else_does():
    people, rows, homes = three_generations()
    drawn = picture_of(people, rows, homes)
    assert [each.words for each in drawn.outlines] == ["3 Marmalade Terrace", "8 Ropewalk"]
    for outline, living in zip(drawn.outlines, ({0, 1, 3, 5}, {4, 6}), strict=True):
        inside = {
            people.index(each.person)
            for each in drawn.figures
            if outline.x < each.x < outline.x + outline.width and outline.y < each.y < outline.y + outline.height
        }
        assert inside == living
    brother = next(each for each in drawn.figures if each.person == people[1])
    assert brother.also == "and 8 Ropewalk" and "Lives at 3 Marmalade Terrace. Lives at 8 Ropewalk" in brother.words
    ends = max(each.x + each.width for each in drawn.outlines)
    assert ends <= drawn.width and max(each.y + each.height for each in drawn.outlines) <= drawn.height
    assert drawn == picture_of(people, rows, homes)


def test_a_home_or_somebody_in_it_whom_the_reader_may_not_see_leaves_no_trace():
    people, rows, homes = three_generations()
    fewer = people[:4]
    seen = [row for row in rows if {row.from_person, row.to_person} <= set(fewer)]
    drawn = picture_of(fewer, seen, homes)
    assert drawn == picture_of(fewer, seen, {each.pk: homes[each.pk] for each in fewer if each.pk in homes})
    assert not picture_of(people, rows, {people[0].pk: []}).outlines
    secret = living_in("9 Hidden Row", is_confidential=True)
    words = str(picture_of(fewer, seen, {fewer[0].pk: secret}))
    assert "a protected address" in words and "Hidden" not in words.replace(str(secret), "")
