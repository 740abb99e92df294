"""The pages of an audit: drawing, the file of a decision, the answer of who decided, and the end of the time (A8)."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consent.models import AuditFile, AuditFinding, AuditSample, SharingDecision
from locality.history import acting_as
from tests.consent.auditing import OWED, audit_ends, decisions, draw, find, only_file
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8")]
DAYS = {"since-day": "1", "since-month": "1", "since-year": "2020"}


def typed(**changes):
    rules = {f"rule_{key}": "yes" for key in "1234567"}
    found = {"act": "find", "grade": "good", "words": "The reasons are of this family, and they were told"}
    return rules | found | {"submission": str(uuid4())} | changes


def a_file(story, **changes):
    decisions(story, 1)
    sample = draw(story, 1, **changes)
    with acting_as(story.dana):
        return only_file(sample)


def address(file, name="consent:audit-file"):
    return reverse(name, args=[file.pk])


def test_a_sample_is_drawn_shown_and_drawn_again(client, story):
    decisions(story, 2)
    signed_in(client, story.dana)
    today = timezone.localdate()
    until = {"until-day": str(today.day), "until-month": str(today.month), "until-year": str(today.year)}
    sent = DAYS | until | {"stratum": "any", "size": "2", "twice": "0", "submission": str(uuid4())}
    assert client.post(reverse("consent:audit-draw"), sent | {"size": "0"}).status_code == 422
    url = client.post(reverse("consent:audit-draw"), sent).url
    page = what_is_read(client.get(url))
    assert "2 decisions" in page and "smallest scores are the sample" in page
    assert "Drawn again: the same sample" in what_is_read(client.get(f"{url}?again=yes"))
    assert "Sample " in what_is_read(client.get(reverse("consent:audits")))


def test_what_was_typed_wrong_is_kept_and_then_recorded(client, story):
    file = a_file(story)
    signed_in(client, story.dana)
    wrong = client.post(address(file), typed(words="Too short"))
    assert wrong.status_code == 422 and "Too short" in wrong.content.decode()
    assert client.post(address(file), typed()).status_code == 302
    page = what_is_read(client.get(address(file)))
    assert "What was found: good" in page and "Close the file" in page


def test_a_decision_replaced_since_is_audited_as_it_was_made_and_names_the_one_in_force(client, story):
    file = a_file(story)
    find(file, story.dana, **OWED)
    [newer] = decisions(story, 1)
    with unseen_hand():
        rows = SharingDecision._base_manager.filter(pk=file.decision_id)
        rows.update(superseded_at=timezone.now(), superseded_by=newer)
    signed_in(client, story.dana)
    page = what_is_read(client.get(address(file)))
    assert (
        f"It was replaced by decision {newer.number} on" in page and ", since. The file is of the decision as" in page
    )
    assert f"Audit of decision {file.decision.number}" in page and "What was found: requires improvement" in page
    with acting_as(story.dana):
        assert AuditFinding.objects.get().file.decision_id == file.decision_id


def test_who_decided_answers_on_the_same_page_without_the_sample(client, story):
    file = a_file(story)
    find(file, story.dana, **OWED)
    signed_in(client, story.amira)
    assert client.get(address(file)).status_code == 404
    signed_in(client, story.dana)
    sent = {"act": "send", "to": str(story.amira.pk), "words": "", "submission": str(uuid4())}
    assert client.post(address(file), sent).status_code == 302
    signed_in(client, story.amira)
    page = what_is_read(client.get(address(file)))
    assert OWED["owed"] in page and "Sample" not in page and "Your answer" in page
    said = {"act": "answer", "kind": "corrected", "words": "I told them on Monday and noted it"}
    assert client.post(address(file), said | {"submission": str(uuid4())}).status_code == 302
    signed_in(client, story.dana)
    assert "I told them on Monday" in what_is_read(client.get(address(file)))


def test_what_was_typed_when_the_time_ended_is_kept_and_nothing_more_opens(client, story):
    file = a_file(story)
    signed_in(client, story.dana)
    kept = client.post(address(file, "consent:audit-draft"), typed(words="Typed so far"))
    assert kept.status_code == 200 and kept.json()["saved_at"]
    assert "Typed so far" in client.get(address(file)).content.decode()
    audit_ends(story.dana)
    over = client.post(address(file), typed(words="All that I found is here, and the time is over"))
    assert over.status_code == 403 and "the time is over" in over.content.decode()
    with acting_as(story.dana):
        assert not AuditFinding.objects.exists()
    for name in ("consent:audits", "consent:audit-draw"):
        assert client.get(reverse(name)).status_code == 403
    assert client.get(address(file)).status_code == 404


def test_what_was_kept_stands_in_the_form_when_time_is_given_again(client, story):
    file = a_file(story)
    signed_in(client, story.dana)
    client.post(address(file, "consent:audit-draft"), typed(words="What I had written before", grade="improve"))
    page = client.get(address(file)).content.decode()
    assert "What I had written before" in page
    client.post(address(file), typed())
    assert "What I had written before" not in client.get(address(file)).content.decode()


def test_whoever_never_audited_keeps_nothing_here(client, story):
    signed_in(client, story.ben)
    key = uuid4()
    assert client.post(reverse("consent:audit-draft", args=[key]), typed()).status_code == 403
    assert client.post(reverse("consent:audit-file", args=[key]), typed()).status_code == 403


def test_the_pages_ask_few_questions_however_many_files(client, story, django_assert_max_num_queries):
    decisions(story, 3)
    draw(story, 1)
    sample = draw(story, 3)
    signed_in(client, story.dana)
    client.get(reverse("consent:audits"))
    for url in (reverse("consent:audits"), reverse("consent:audit-sample", args=[sample.pk])):
        with django_assert_max_num_queries(30):
            client.get(url)
    with acting_as(story.dana):
        assert AuditSample.objects.count() == 2 and AuditFile.objects.count() == 4
