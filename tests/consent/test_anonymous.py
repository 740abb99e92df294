"""Advice asked without naming anybody: refused when it names, answered, and linked later by its author alone (S103)."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import anonymous
from consent.models import AdviceAnswer, AdviceLink, AdviceRecord
from locality.access.rule import reader_of
from locality.days import after_working_days
from locality.dues import dues_of
from locality.history import acting_as
from tests.cast import share_category
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("S102", "S103", "V7")]
QUESTION = "A child of six says that he is afraid at home. His mother does not want me to tell anybody. May I?"
ANSWER = "Yes: a child who may come to harm comes first. Write down why, and ring if he is hurt."


def ask(story, question=QUESTION, who=None, partner=None, adviser=None, sure=False, submission=None):
    return anonymous.ask(
        by=who or story.ben,
        partner=partner or story.health,
        adviser=adviser or story.amira,
        question=question,
        submission=submission or uuid4(),
        sure=sure,
    )


def sees(story):
    """Health sees the family's details, so that Ben knows its names."""
    share_category(story, "family_details")


def test_it_is_asked_of_a_safeguarding_lead_and_answered_once(story):
    made = ask(story)
    url = reverse("consent:advice", args=[made.pk])
    with acting_as(story.amira):
        found = [each for each in dues_of(story.amira, timezone.localdate()) if each.url == url]
    assert [each.by for each in found] == [after_working_days(timezone.localdate(), 1)]
    form = uuid4()
    said = anonymous.answer(made, by=story.amira, words=ANSWER, submission=form)
    assert anonymous.answer(made, by=story.amira, words=ANSWER, submission=form) == said
    with pytest.raises(PermissionDenied):
        anonymous.answer(made, by=story.amira, words=ANSWER, submission=uuid4())
    with acting_as(story.amira):
        assert not [each for each in dues_of(story.amira, timezone.localdate()) if each.url == url]


@pytest.mark.parametrize(
    "words",
    [
        "Kai Fulmar says that he is afraid at home",
        "FULMAR, kai is afraid at home and at school",
        "A boy born on 28/2/2019 is afraid at home",
        "A boy who lives at nt47cv is afraid at home",
    ],
)
def test_what_says_whom_it_is_about_is_refused_however_sure_they_are(story, words):
    sees(story)
    for sure in (False, True):
        with pytest.raises(ValidationError) as told:
            ask(story, words, sure=sure)
        assert "question" in told.value.message_dict
    assert not AdviceRecord.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "My K.F., 6 is afraid at home every evening",
        "Write to me at somebody@example.org about a boy",
        "Ring 01632 960123 about a boy who is afraid",
        "A boy with number 999 000 0018 is afraid at home",
        "A boy born on 1/3/2018 is afraid at home",
        "A boy near NT9 9CV is afraid at home",
        "The child Kai is afraid at home every evening",
        "A boy of the Fulmars, or the Fulmar house, is afraid",
    ],
)
def test_what_may_say_so_is_warned_of_and_asked_when_they_are_sure(story, words):
    sees(story)
    with pytest.raises(ValidationError) as told:
        ask(story, words)
    assert "sure" in told.value.message_dict
    assert ask(story, words, sure=True).question == words


def test_only_names_that_they_see_are_known_to_the_check(story):
    """To say "that is a name that we know" of a family they do not see would tell them that it is known."""
    assert ask(story, "The Fulmar boy called Kai is afraid at home").pk


def test_who_may_read_it(client, story):
    made = ask(story)
    url = reverse("consent:advice", args=[made.pk])
    for who, code in (("ben", 200), ("amira", 200), ("dana", 200), ("grace", 404), ("chidi", 404), ("ewan", 404)):
        signed_in(client, getattr(story, who))
        assert client.get(url).status_code == code, who


def test_the_database_shows_it_to_the_two_and_to_an_audit(story):
    made = ask(story)
    anonymous.answer(made, by=story.amira, words=ANSWER, submission=uuid4())
    for who, seen in ((story.ben, 1), (story.amira, 1), (story.dana, 1), (story.grace, 0), (story.chidi, 0)):
        with acting_as(who):
            assert AdviceRecord.objects.count() == AdviceAnswer.objects.count() == seen, who


def test_only_its_author_says_later_which_family_it_was_about_and_the_adviser_never_learns_it(client, story):
    sees(story)
    made = ask(story)
    with pytest.raises(PermissionDenied):
        anonymous.link(made, by=story.amira, family=story.family)
    linked = anonymous.link(made, by=story.ben, family=story.family)
    assert anonymous.link(made, by=story.ben, family=story.family) == linked
    for who, seen in ((story.ben, 1), (story.dana, 1), (story.amira, 0), (story.grace, 0)):
        with acting_as(who):
            assert AdviceLink.objects.count() == seen
    made.refresh_from_db()
    assert made.question == QUESTION
    signed_in(client, story.amira)
    page = what_is_read(client.get(reverse("consent:advice", args=[made.pk])))
    assert "Fulmar family" not in page and story.family.reference not in page
    signed_in(client, story.ben)
    assert story.family.reference in what_is_read(client.get(reverse("consent:advice", args=[made.pk])))


def test_a_family_that_its_author_does_not_see_is_not_linked(story):
    with pytest.raises(PermissionDenied):
        anonymous.link(ask(story), by=story.ben, family=story.family)


def test_who_may_ask_whom(story):
    for who, partner in ((story.chidi, story.health), (story.dana, story.board)):
        with pytest.raises(PermissionDenied):
            ask(story, who=who, partner=partner)
    with pytest.raises(PermissionDenied):
        ask(story, adviser=story.grace)
    assert [str(who) for who, _ in anonymous.advisers(story.grace)][0] == str(story.amira)
    assert story.amira not in [who for who, _ in anonymous.advisers(story.amira)]


def test_the_pages_keep_what_was_typed_and_the_same_form_asks_once(client, story):
    sees(story)
    signed_in(client, story.ben)
    url = reverse("consent:ask-advice")
    sent = {"adviser": str(story.amira.pk), "question": "Kai Fulmar is afraid at home", "submission": str(uuid4())}
    wrong = client.post(url, sent)
    assert wrong.status_code == 422 and "Kai Fulmar is afraid at home" in wrong.content.decode()
    assert "This says whom it is about" in wrong.content.decode()
    good = sent | {"question": QUESTION}
    assert client.post(url, good).url == client.post(url, good).url
    made = AdviceRecord.objects.get()
    signed_in(client, story.amira)
    assert QUESTION in client.get(reverse("consent:advice", args=[made.pk])).content.decode()
    said = {"words": ANSWER, "submission": str(uuid4())}
    assert client.post(reverse("consent:advice", args=[made.pk]), said).status_code == 302
    assert "Answered" in client.get(reverse("consent:advice-list")).content.decode()


def test_the_check_asks_few_questions(story, django_assert_max_num_queries):
    sees(story)
    with acting_as(story.ben), django_assert_max_num_queries(6):
        anonymous.who_is_named(QUESTION + " 28/2/2019 NT4 7CV", reader_of(story.ben))


def test_whether_the_words_name_somebody_is_asked_only_where_something_is_marked(client, story):
    signed_in(client, story.ben)
    url, asked = reverse("consent:ask-advice"), "What the service marked says nothing of whom it is about"
    sent = {"adviser": str(story.amira.pk), "question": "A boy near NT9 9CV is afraid at home"}
    assert asked not in client.get(url).content.decode()
    assert asked not in client.post(url, sent | {"question": "Short"}).content.decode()
    assert asked in client.post(url, sent | {"submission": str(uuid4())}).content.decode()
    assert client.post(url, sent | {"submission": str(uuid4()), "sure": "on"}).status_code == 302
