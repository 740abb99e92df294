"""What was given, as the record of an answer and the auditor's question 7 tell it (S82-S87, C13)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consent import services, signing
from consent.models import Consent, PaperGiven
from consent.reports import papers as question
from locality.access.rule import reader_of
from locality.history import acting_as
from tests.cast import give, paper, share
from tests.consent.answering import USUAL
from tests.locality.reading import signed_in, what_is_read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def dated(name, day):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def answers(story, **changes):
    today = timezone.localdate()
    days = ("booklet_given", "receipt_signed", "notice_given", "consent_sought", "answered_on")
    filled = USUAL | {"given_by": story.mother.pk, "people": [story.child.pk], "status": "given_written"}
    filled["submission"] = uuid4()
    for name in days:
        filled |= dated(name, today)
    filled |= {"partners": [story.health.pk], "categories": [story.conversation.category_id]}
    return filled | dated("expires_on", today + 90 * DAY) | changes


@pytest.mark.rule("S82", "S86")
def test_recording_an_answer_says_which_versions_were_given(client, story):
    booklet, notice = paper(story), paper(story, "child_notice", language="pl")
    url = reverse("consent:record", args=[story.family.pk])
    sent = answers(story, booklet=booklet.pk, notice=notice.pk)
    amira = signed_in(client, story.amira)
    for _ in range(2):  # the same form twice
        assert amira.post(url, sent).status_code == 302
    assert set(PaperGiven.objects.values_list("paper", "person")) == {
        (booklet.pk, story.mother.pk),
        (notice.pk, story.mother.pk),
    }
    page = what_is_read(amira.get(reverse("consent:consent", args=[Consent.objects.get().pk])))
    assert "Polish, version 1, standard: by hand to Nell Fulmar" in page


def test_a_version_without_its_day_is_asked_for_and_nothing_is_recorded(client, story):
    sent = answers(story, booklet=paper(story).pk) | {f"booklet_given-{part}": "" for part in ("day", "month", "year")}
    page = signed_in(client, story.amira).post(reverse("consent:record", args=[story.family.pk]), sent)
    assert page.status_code == 422 and "Say on which day it was given" in what_is_read(page)
    assert not PaperGiven.objects.exists() and not Consent.objects.exists()


@pytest.mark.rule("S82", "S84", "S86")
def test_question_seven_counts_what_was_given_and_signed_for_here(story):
    services.record_consent(
        story.family, by=story.amira, partner=story.school, person=story.mother, status="sought_pending",
        submission=uuid4(),
    )  # fmt: skip
    share(story)
    before = told(story)
    booklet = give(story)
    give(story, paper(story, "notice"))
    signing.sign_receipt(
        booklet, by=story.amira, method="typed", typed_name="Nell", wording="x", understood="x", submission=uuid4()
    )
    for reader in (story.dana, story.amira):
        [line] = told(story, reader)
        for words in ("booklet:", "signed for it:", "privacy notice:"):
            assert f"{words} not recorded" not in line.words
    assert len(before) == 1


def told(story, reader=None):
    reader = reader or story.amira
    with acting_as(reader):
        return question.run(reader_of(reader), {}, timezone.now()).lines
