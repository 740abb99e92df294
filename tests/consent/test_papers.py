"""Papers for families: versions that nobody edits, approval by another, what each person was given (S82-S86, C13)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from consent import papers as services
from consent.models import Consent, ConsentArtefact, Paper, PaperApproval, PaperGiven
from locality.history import acting_as
from tests.cast import agree, give, paper
from tests.locality.reading import queries_of, signed_in, what_is_read
from tests.papers import about, words_of

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TEXT = "# What we ask\n\nMay we tell others?\nYou decide.\n\n- You may say no\n- You may change your mind"


def write(story, **changes):
    values = {"kind": "booklet", "language": "en", "title": "Your family and us", "body": TEXT, "submission": uuid4()}
    return services.write_paper(by=story.amira, partner=story.school, **(values | changes))


# Versions


@pytest.mark.rule("C14", "S82")
def test_a_version_is_a_draft_until_somebody_else_approves_it(story):
    draft = write(story)
    today = timezone.localdate()
    with pytest.raises(PermissionDenied):
        services.approve_paper(draft, by=story.amira, in_force_from=today)
    assert not Paper.objects.in_force().exists()
    services.approve_paper(draft, by=story.grace, in_force_from=today)
    assert Paper.objects.in_force().get() == draft
    with pytest.raises(ValidationError):
        services.approve_paper(draft, by=story.grace, in_force_from=today)


@pytest.mark.rule("C14")
def test_the_database_refuses_the_writers_own_approval_and_every_edit(story):
    with acting_as(story.grace), pytest.raises(PermissionDenied):
        services.write_paper(by=story.grace, partner=story.school, kind="booklet", language="en", title="x",
                             submission=uuid4(), body="x")  # fmt: skip
    draft = write(story)
    with acting_as(story.amira):
        with pytest.raises(ProgrammingError), transaction.atomic():
            PaperApproval.objects.create(paper=draft, approved_by=story.amira, in_force_from=timezone.localdate())
        with pytest.raises(ProgrammingError), transaction.atomic():
            Paper.objects.filter(pk=draft.pk).update(body="Another text")
        with pytest.raises(ProgrammingError), transaction.atomic():
            Paper.objects.filter(pk=draft.pk).delete()


@pytest.mark.rule("C14")
def test_the_next_version_replaces_the_one_before_on_its_day_and_not_earlier(story):
    first = paper(story)
    second = write(story)
    assert second.number == first.number + 1
    today = timezone.localdate()
    services.approve_paper(second, by=story.grace, in_force_from=today + 3 * DAY)
    assert Paper.objects.in_force().get() == first
    assert Paper.objects.in_force(today + 3 * DAY).get() == second
    polish = paper(story, language="pl")
    assert set(Paper.objects.in_force()) == {first, polish}


def test_nothing_is_approved_for_a_day_that_is_over(story):
    with pytest.raises(ValidationError):
        services.approve_paper(write(story), by=story.grace, in_force_from=timezone.localdate() - DAY)


def test_a_paper_is_words_or_a_file_and_not_both(story):
    with acting_as(story.amira), pytest.raises(IntegrityError), transaction.atomic():
        values = {"partner": story.school, "kind": "form", "number": 1, "title": "x", "written_by": story.amira}
        Paper.objects.create(**values, body="x", digest="0" * 64, file_layout="large")


def test_a_form_sent_twice_writes_one_version(story):
    key = uuid4()
    assert write(story, submission=key) == write(story, submission=key)


# Giving


@pytest.mark.rule("S82", "S86", "C13")
def test_what_was_given_is_the_fact_of_the_answers_before_and_after(story):
    answer = agree(story, status=Consent.Status.ASKED)
    had = set(ConsentArtefact.objects.filter(consent=answer).values_list("kind", flat=True))
    assert "booklet_given" in had
    given = give(story, person=story.mother)
    with acting_as(story.amira):
        from consent.services import record_consent

        made = record_consent(
            story.family, by=story.amira, partner=story.school, person=story.mother, given_by=story.mother,
            status=Consent.Status.REFUSED, submission=uuid4(),
        )  # fmt: skip
        fact = ConsentArtefact.objects.get(consent=made, kind="booklet_given")
    assert fact.happened_on == given.given_on and "version 1" in fact.how


@pytest.mark.rule("S86")
def test_a_notice_given_later_becomes_the_fact_of_an_answer_without_one(story):
    from consent.services import record_consent

    made = record_consent(
        story.family, by=story.amira, partner=story.school, person=story.mother, status=Consent.Status.ASKED,
        submission=uuid4(),
    )  # fmt: skip
    assert not ConsentArtefact.objects.filter(consent=made).exists()
    give(story, paper(story, "notice"), layout="large")
    fact = ConsentArtefact.objects.get(consent=made)
    assert fact.kind == "notice_given" and "large print" in fact.how


def test_a_version_is_given_only_while_it_is_in_force_in_a_layout_it_has_and_not_tomorrow(story):
    with pytest.raises(ValidationError, match="easy"):
        try:
            give(story, layout="easy")
        except ValidationError as error:
            raise ValidationError(f"easy: {error.message_dict['layout']}") from error
    with pytest.raises(ValidationError):
        give(story, paper(story, language="pl"), given_on=timezone.localdate() + DAY)
    with pytest.raises(ValidationError):
        give(story, write(story, language="cy"))
    with pytest.raises(ValidationError):
        give(story, paper(story, "notice"), given_on=timezone.localdate() - DAY)


@pytest.mark.rule("S94")
def test_nobody_gives_in_a_family_that_they_may_not_see_and_nobody_else_reads_it(story):
    booklet = paper(story)
    who = {"by": story.chidi, "partner": story.police, "person": story.mother, "submission": uuid4()}
    with pytest.raises(PermissionDenied):
        services.give_paper(
            story.family, paper=booklet, layout="large", how="post", given_on=timezone.localdate(), **who
        )
    given = give(story, booklet)
    for reader, count in ((story.amira, 1), (story.chidi, 0), (story.ben, 0), (story.dana, 1)):
        with acting_as(reader):
            assert PaperGiven.objects.filter(pk=given.pk).count() == count


# Pages


def test_writing_approving_giving_and_printing(client, story):
    amira = signed_in(client, story.amira)
    page = amira.get(reverse("consent:papers"))
    assert "None is in force" in what_is_read(page)
    answers = {"kind": "booklet", "language": "en", "title": "Your family", "made": "written", "body": TEXT}
    sent = amira.post(reverse("consent:write-paper"), answers | {"easy_body": "We ask you.", "submission": uuid4()})
    made = Paper.objects.get()
    assert sent.url == reverse("consent:paper", args=[made.pk])
    assert "Approve it" not in what_is_read(amira.get(sent.url))
    grace = signed_in(client, story.grace)
    assert "Approve it" in what_is_read(grace.get(sent.url))
    today = timezone.localdate()
    day = {"in_force_from-day": today.day, "in_force_from-month": today.month, "in_force_from-year": today.year}
    assert grace.post(sent.url, day).status_code == 302
    amira = signed_in(client, story.amira)
    url = reverse("consent:given", args=[story.family.pk])
    answers = {"person": story.mother.pk, "paper": made.pk, "layout": "easy", "how": "by_hand", "submission": uuid4()}
    answers |= {name.replace("in_force_from", "given_on"): value for name, value in day.items()}
    assert amira.post(url, answers).status_code == 302
    given = PaperGiven.objects.get()
    assert "Informed consent booklet, English, version 1" in what_is_read(amira.get(url))
    document = amira.get(reverse("consent:given-file", args=[given.pk]))
    assert document["X-Content-Type-Options"] == "nosniff" and "attachment" in document["Content-Disposition"]
    assert "We ask you." in words_of(document.content) and "May we tell" not in words_of(document.content)


def test_a_letter_that_our_papers_do_not_have_is_refused_and_what_was_typed_is_kept(client, story):
    answers = {"kind": "booklet", "language": "ar", "title": "x", "made": "written", "body": "مرحبا بكم"}
    page = signed_in(client, story.amira).post(reverse("consent:write-paper"), answers)
    assert page.status_code == 422
    assert "have no letters for" in what_is_read(page) and "مرحبا بكم" in what_is_read(page)


def test_who_may_not_write_and_who_may_not_approve(client, story):
    made = paper(story)
    draft = write(story)
    ben = signed_in(client, story.ben)
    assert ben.get(reverse("consent:write-paper")).status_code == 403
    assert ben.post(reverse("consent:paper", args=[draft.pk])).status_code == 403
    assert ben.get(reverse("consent:paper", args=[made.pk])).status_code == 200


@pytest.mark.rule("S82", "S86")
@pytest.mark.parametrize("layout", ["standard", "large", "easy"])
def test_a_paper_is_tagged_in_its_language_and_says_its_version(client, story, layout):
    made = paper(story, language="pl", title="Państwa rodzina i my", body=TEXT, easy_body="Pytamy Państwa.")
    url = reverse("consent:paper-file", args=[made.pk, layout])
    document = signed_in(client, story.amira).get(url).content
    told = about(document)
    assert told["language"] == "pl" and told["marked"] and told["has_tree"] and told["shows_title"]
    assert "pdfuaid" in told["metadata"] and told["attachments"] == 0
    assert "Państwa rodzina i my" in words_of(document) and "Version 1, from" in words_of(document)


def test_a_draft_says_on_paper_that_it_is_one(client, story):
    url = reverse("consent:paper-file", args=[write(story).pk, "standard"])
    assert "not approved" in words_of(signed_in(client, story.amira).get(url).content)


def test_the_lists_ask_the_same_number_of_questions_for_one_and_for_ten(client, story):
    amira, first = signed_in(client, story.amira), paper(story)
    give(story, first)
    pages = [reverse("consent:papers"), reverse("consent:given", args=[story.family.pk])]

    def cost():
        for page in pages:
            amira.get(page)
        with queries_of() as asked:
            for page in pages:
                assert amira.get(page).status_code == 200
        return len(asked)

    few = cost()
    for language in ("pl", "cy", "lt", "ro"):
        give(story, paper(story, language=language), person=story.child)
    assert cost() == few


@pytest.mark.rule("S83")
def test_where_the_booklet_is_published_is_held_with_it_and_printed_on_it(client, story):
    address = "https://school.example/booklet"
    sent = {"kind": "booklet", "language": "en", "title": "Your family and us", "made": "written", "body": TEXT}
    amira, url = signed_in(client, story.amira), reverse("consent:write-paper")
    refused = amira.post(url, sent | {"submission": str(uuid4()), "web_address": "javascript:alert(1)"})
    assert refused.status_code == 422 and "Enter a whole web address" in what_is_read(refused)
    assert "javascript:alert(1)" in what_is_read(refused) and not Paper.objects.exists()
    done = amira.post(url, sent | {"submission": str(uuid4()), "web_address": address})
    made = Paper.objects.get()
    assert done.status_code == 302 and made.web_address == address
    assert f'href="{address}"' in what_is_read(amira.get(done.url))
    assert address in words_of(amira.get(reverse("consent:paper-file", args=[made.pk, "standard"])).content)
    assert address in what_is_read(amira.get(f"{url}?from={made.pk.hex}")), "the next version begins with it"
