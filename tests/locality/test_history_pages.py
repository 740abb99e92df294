"""The history of a record and of a family's records, as people read them."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent.models import Consent, DecisionItem
from conversations import services as conversations
from conversations.models import Conversation, Participant
from locality import services
from locality.access import versions
from locality.access.rule import reader_of
from locality.access.versions import versions_of
from locality.history import acting_as
from locality.models import Denial, Family, FamilyMember, Person, Viewing
from tests.cast import record, share, share_category

BACKEND = "locality.access.backend.RecordBackend"


def sign_in(client, person):
    client.force_login(person, backend=BACKEND)
    return client


def url(record):
    return f"/history/{record._meta.model_name}/{record.pk}/"


def text(response):
    return response.content.decode().replace("<p>", "").replace("</p>", "")


def mend(story, **answers):
    current = Conversation.objects.get(pk=story.conversation.pk)
    conversations.change_conversation(current, by=story.amira, version=current.version, **answers)


@pytest.mark.rule("A10")
def test_each_changed_field_is_told_in_words(client, story):
    mend(story, said="Kai had breakfast <b>today</b>", mode="video")
    page = text(sign_in(client, story.amira).get(url(story.conversation)))
    assert "Said: from <del>Kai comes to school without breakfast.</del>" in page
    assert "to <ins>Kai had breakfast &lt;b&gt;today&lt;/b&gt;</ins>" in page
    assert "Mode: from <del>Telephone call</del> to <ins>Video call</ins>" in page
    assert page.index("Changed") < page.index("Recorded")
    assert "by Amira Haddon" in page and "· Fulmar Lane Primary" in page
    assert "Version: " not in page and str(story.conversation.submission) not in page


def test_links_choices_and_moments_are_readable(story):
    started = datetime(2026, 7, 1, 11, 30, tzinfo=UTC)
    mend(story, started_at=started, took_place=False, declined_reason="Nobody came")
    page = versions_of(story.conversation, reader_of(story.amira))
    told = {change.field: (change.before, change.after) for change in page.versions[0].changes}
    assert told["Started at"][1] == "1 July 2026, 12:30"
    assert told["Took place"] == ("yes", "no")
    assert told["Declined reason"] == ("nothing", "Nobody came")
    first = {change.field: change.after for change in page.versions[-1].changes}
    assert first["Provider"] == "Fulmar Lane Primary" and first["Family"] == "Fulmar family"
    assert first["Recorded by"] == "Amira Haddon" and first["Category"] == str(story.conversation.category)


def test_the_reason_of_a_change_is_told(client, story):
    with acting_as(story.amira, partner=story.school, reason="Mis-heard on the telephone"):
        Person.objects.filter(pk=story.mother.pk).update(given_name="Nelly")
    page = text(sign_in(client, story.amira).get(url(story.mother)))
    assert "Why: Mis-heard on the telephone" in page
    assert "Given name: from <del>Nell</del> to <ins>Nelly</ins>" in page


def test_names_that_the_reader_may_not_see_stay_untold(client, story):
    share_category(story, "concerns")
    page = text(sign_in(client, story.ben).get(url(story.need)))
    assert page.count("not shown to you") == 2, "the family and the person"
    assert "Fulmar family" not in page and "Kai" not in page and "2 Universal plus" in page


@pytest.mark.rule("A8")
def test_the_auditor_sees_who_and_when_and_the_fields_but_no_content(client, story):
    mend(story, said="Kai had breakfast")
    page = text(sign_in(client, story.dana).get(url(story.conversation)))
    assert "content is opened only for sampled cases" in page
    assert "<li>Said</li>" in page and "by Amira Haddon" in page
    for secret in ("breakfast", "Fulmar family", "Kai", "Nell", "toast"):
        assert secret not in page, secret
    seen = Viewing.objects.get(practitioner=story.dana)
    assert seen.kind == "history of conversations.Conversation" and seen.family == story.family.pk


@pytest.mark.rule("A8")
def test_no_kind_of_record_tells_the_auditor_whom_it_is_about(client, story):
    share(story)
    sign_in(client, story.dana)
    consent = Consent.objects.first()
    records = [story.family, story.child, story.household, story.need, FamilyMember.objects.first(), consent]
    for each in [*records, Participant.objects.first(), DecisionItem.objects.first()]:
        answer = client.get(url(each))
        assert answer.status_code == 200
        assert not any(word in text(answer) for word in ("Fulmar family", "Kai", "Nell", "Marmalade")), each._meta.label


def test_the_auditor_reads_decisions_with_the_family_by_reference(client, story):
    decision = share(story)
    page = text(sign_in(client, story.dana).get(url(decision)))
    assert "content is opened" not in page
    assert decision.reasons[:40] in page and story.family.reference in page and "Fulmar family" not in page


@pytest.mark.rule("A4")
def test_who_may_not_see_the_record_is_told_nothing(client, story):
    sign_in(client, story.chidi)
    absent = client.get(f"/history/conversation/{uuid4()}/")
    answers = [client.get(url(each)) for each in (story.conversation, story.family, story.child, story.household)]
    assert {answer.status_code for answer in [absent, *answers]} == {404}
    assert Denial.objects.filter(practitioner=story.chidi).count() == 5


@pytest.mark.parametrize("kind", ["practitioner", "viewing", "nothing", "Family", "historicalfamily", "membership"])
def test_other_kinds_have_no_history_page(client, story, kind):
    assert sign_in(client, story.amira).get(f"/history/{kind}/{story.amira.pk}/").status_code == 404
    assert sign_in(client, story.dana).get(f"/history/{kind}/{story.amira.pk}/").status_code == 404


def test_many_versions_are_paged_by_key(client, story):
    for number in range(versions.AT_ONCE + 3):
        mend(story, said=f"Text number {number}.")
    first = sign_in(client, story.amira).get(url(story.conversation))
    page = first.context["page"]
    assert len(page.versions) == versions.AT_ONCE and page.older
    assert all(version.changes for version in page.versions), "the oldest of a page knows what was before it"
    assert f'href="?before={page.older}"' in first.content.decode()
    rest = client.get(url(story.conversation) + f"?before={page.older}").context["page"]
    assert len(rest.versions) == 4 and not rest.older and rest.versions[-1].is_first
    for wrong in ("x", "-1", "9" * 30, "١٢", ""):
        assert client.get(url(story.conversation) + f"?before={wrong}").status_code == 200


def test_a_long_history_costs_no_more_questions(client, story):
    sign_in(client, story.amira).get(url(story.conversation))
    mend(story, said="Once")
    with CaptureQueriesContext(connection) as few:
        client.get(url(story.conversation))
    for number in range(9):
        mend(story, said=f"Text {number}")
    with CaptureQueriesContext(connection) as many:
        client.get(url(story.conversation))
    assert len(many) == len(few)


def test_parts_are_reached_from_what_they_hang_from(client, story):
    page = text(sign_in(client, story.amira).get(url(story.conversation)))
    assert "Who took part 1" in page and "Who took part 2" in page
    part = Participant.objects.filter(partner=story.health).get()
    assert f"/history/participant/{part.pk}/" in page
    assert "Ben Carrow" in text(client.get(url(part)))


# A family's records


def test_the_family_history_lists_what_the_reader_may_see(client, story):
    page = text(sign_in(client, story.amira).get(f"/families/{story.family.pk}/history"))
    for words in ("Family", "Place in the family", "Kai Fulmar", "3 Marmalade Terrace", "Level of need"):
        assert words in page
    for each in (story.family, story.child, story.need, story.conversation, story.household):
        assert url(each) in page


@pytest.mark.rule("A4")
def test_the_family_history_of_another_partner_has_only_what_is_shared(client, story):
    share_category(story, "family_details")
    services.give_reason(story.family, by=story.ben, partner=story.health, reason="Visits the baby")
    page = text(sign_in(client, story.ben).get(f"/families/{story.family.pk}/history"))
    assert url(story.child) in page and url(story.need) not in page and url(story.conversation) not in page


def test_ten_more_records_cost_no_more_questions(client, story):
    address = f"/families/{story.family.pk}/history"
    share(story)
    sign_in(client, story.amira).get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(10):
        ours = {"by": story.amira, "partner": story.school}
        person = services.add_person(story.family, kind="child", given_name=f"Ada{number}", **ours)
        services.judge_need(story.family, person=person, level="L1_UNIVERSAL", rationale="Well", **ours)
        record(story, started_at=timezone.now())
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few)
    assert Family.objects.visible_to(story.amira).count() == 1


def test_a_code_of_a_list_is_told_in_words_and_a_list_without_brackets(client, story):
    made = share_category(story, "concerns")
    page = sign_in(client, story.amira).get(f"/history/sharingdecision/{made.pk}/")
    text = page.content.decode()
    read = text[text.index("<main") : text.index("</main>")]
    assert "Public task" in read and "public_task" not in read and "[" not in read
