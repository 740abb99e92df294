"""Equality monitoring: answers that nobody has to give, read by the partner that asked alone, told in groups (Q20)."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from conversations.reports.of_help import report_of
from locality import services
from locality.access import can_see
from locality.access.rule import reader_of
from locality.equality import BREAKDOWNS, Disability, EqualityAnswer, Ethnicity, Gender, Language, record_equality
from locality.history import acting_as
from locality.models import InformationCategory
from locality.parts import NOT_TOLD
from tests.cast import agree, share_category
from tests.conversations.test_questions_of_difference import closed
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A5")]


def answered(story, person=None, **more):
    values = {"ethnicity": "pakistani", "gender": "female", "disability": "no", "language": "urdu"} | more
    return record_equality(story.family, by=story.amira, partner=story.school, person=person or story.child, **values)


def page(story):
    return reverse("locality:add-equality", args=[story.family.pk])


def test_answers_are_recorded_on_a_page_of_their_own_and_shown_there(client, story):
    amira = signed_in(client, story.amira)
    typed = {"submission": str(uuid4()), "person": str(story.child.pk), "ethnicity": "not_said", "language": "urdu"}
    for _ in range(2):  # the second press records nothing new
        assert amira.post(page(story), typed).status_code == 302
    found = EqualityAnswer.objects.get()
    assert (found.ethnicity, found.gender, found.disability, found.language) == ("not_said", "", "", "urdu")
    read = what_is_read(amira.get(page(story)))
    assert "Prefers not to say" in read and "Urdu" in read and "Not asked" in read
    assert "Urdu" not in what_is_read(amira.get(reverse("locality:people", args=[story.family.pk])))
    assert EqualityAnswer.history.filter(actor_name=story.amira.name).count() == 1


def test_nobody_has_to_answer_but_an_empty_form_records_nothing(client, story):
    typed = {"submission": str(uuid4()), "person": str(story.child.pk), "gender": ""}
    answer = signed_in(client, story.amira).post(page(story), typed)
    assert answer.status_code == 422 and "Choose at least one answer" in what_is_read(answer)
    assert not EqualityAnswer.objects.exists()


def test_only_the_partner_that_asked_reads_them_whatever_is_shared(client, story):
    found = answered(story)
    codes = list(InformationCategory.objects.filter(shareable=True).values_list("code", flat=True))
    agree(story, categories=codes)
    agree(story, story.mother, categories=codes)
    for code in codes:
        share_category(story, code)
    with acting_as(story.ben):
        assert not can_see(story.ben, found) and not EqualityAnswer.objects.exists(), "Neither wall lets it through"
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="Visits the baby")
    read = what_is_read(signed_in(client, story.ben).get(page(story)))
    assert story.child.given_name in read and "Urdu" not in read.split("Who is it about")[0]
    with acting_as(story.amira):
        assert can_see(story.amira, found)


def test_who_may_not_add_to_the_family_records_no_answer(story):
    with pytest.raises(PermissionDenied), acting_as(story.chidi):
        record_equality(story.family, by=story.chidi, partner=story.police, person=story.child, gender="male")


def test_every_answer_has_its_group():
    kinds = {"ethnicity": Ethnicity, "gender": Gender, "disability": Disability, "language": Language}
    for column, _, _, group, every in BREAKDOWNS:
        assert {group(value) for value in [*kinds[column].values, ""]} == set(every)


@pytest.mark.rule("S43", "S44")
def test_the_report_tells_each_group_and_hides_small_numbers(story):
    made, _ = closed(story, days=20)
    made.refresh_from_db()
    ended = timezone.localdate(made.over_at)
    over = date(ended.year + (ended.month > 3), 4, 1)  # the year from April to March in which it ended is over

    def told():
        with acting_as(story.grace):
            parts = report_of(reader_of(story.grace), story.school, months=12, today=over)
            return {part.title: part.rows for part in parts}

    assert ["Not asked", NOT_TOLD, NOT_TOLD] in told()["How each ethnic group fares"]
    answered(story, ethnicity="british")
    answered(story)  # the newest counts
    rows = told()["How each ethnic group fares"]
    assert ["Asian or Asian British", NOT_TOLD, NOT_TOLD] in rows and rows[-1] == ["All", NOT_TOLD, NOT_TOLD]
    assert ["Another language", NOT_TOLD, NOT_TOLD] in told()["How people of each language fare"]


def test_the_page_asks_as_much_for_two_as_for_one(client, story):
    amira = signed_in(client, story.amira)
    answered(story)
    amira.get(page(story))
    with queries_of() as few:
        amira.get(page(story))
    answered(story, story.mother)
    answered(story, story.baby)
    with queries_of() as many:
        amira.get(page(story))
    assert len(many) == len(few)
