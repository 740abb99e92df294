"""Completing a conversation's record: what it means, who saw it differently, how good it was (3b; S19, S27, S35)."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from conversations import services
from conversations.models import Completion, Conversation, DifferingView, LevelTold, NeedTold, QualityCheck
from conversations.quality import quality_of
from locality.access import can_see
from locality.access.rule import reader_of
from locality.models import NeedLevel
from tests.cast import record, share_category
from tests.databases import unseen_hand
from tests.locality.reading import signed_in

pytestmark = pytest.mark.django_db
SAYS = {
    "kind": "review",
    "trigger": "unmet_need",
    "minutes": 25,
    "complexity": ["several_homes", "trust"],
    "complexity_words": "Weekends with the aunt",
    "family_present": "asked",
    "family_views": "Nell says mornings are the hard part",
    "to_date": "School: breakfast club since May. Health: two visits",
    "analysis": "Kai is hungry because nobody is up; the baby is not at risk",
    "plan_needed": "yes",
    "plan_reason": "Three services, one morning",
}
MARKS = {"constructive": "yes", "right_people": "partly", "child_heard": "yes", "beyond_concerns": "no"}
MARKS |= {"joint": "yes", "clear": "yes"}
NEED = {"level_1": "L2_UNIVERSAL_PLUS", "need_1": "Breakfast", "domain_1": "health", "status_1": "partly_met"}
NEED |= {"how_1": "Breakfast club", "tier_1": "universal"}


def completed(story, **changes):
    values = {"by": story.amira, "submission": uuid4()} | SAYS | changes
    return services.complete_conversation(story.conversation, **values)


def page(client, story, who, name=""):
    return signed_in(client, who).get(f"/conversations/{story.conversation.pk}/{name}")


@pytest.mark.rule("S19", "S20", "S25", "S28", "S29", "S130")
def test_what_makes_it_complex_and_what_it_means_are_on_the_record(client, story):
    made = completed(story)
    assert made.factors == ["The children live in more than one home", "Little trust in services"]
    text = page(client, story, story.amira).content.decode()
    for words in ("Weekends with the aunt", "more than one home", "Kai is hungry because", "breakfast club since May"):
        assert words in text
    assert Conversation.objects.get(pk=story.conversation.pk).kind == "review"
    with pytest.raises(ValidationError, match="completed already"):
        completed(story)


@pytest.mark.rule("S35", "S37", "S38", "S39")
def test_differing_views_are_kept_with_who_held_them_and_who_supported(client, story):
    views = [
        {"who": "Ben Carrow", "partner": story.health, "view": "Too early for a plan"},
        {"who": "Nell", "partner": None, "view": "“We manage”"},
    ]
    with pytest.raises(ValidationError, match="who supported"):
        completed(story, views=views)
    made = completed(story, views=views, supported_by="Grace Olufemi")
    assert not made.all_agreed
    text = page(client, story, story.amira).content.decode()
    assert "Ben Carrow, " in text and "Too early for a plan" in text and "Nell, of the family" in text
    with unseen_hand(), pytest.raises(DatabaseError), transaction.atomic():
        Completion.objects.filter(pk=made.pk).update(supported_by="")


@pytest.mark.rule("S94", "A4")
def test_it_is_seen_with_its_conversation_and_by_nobody_else(story):
    completed(story, views=[{"who": "Ben", "partner": story.health, "view": "No"}], supported_by="Grace")
    view = DifferingView.objects.get()
    assert can_see(story.grace, view) and not can_see(story.ben, view)
    share_category(story, "concerns")
    assert can_see(story.ben, view) and can_see(story.ben, Completion.objects.get()) and not can_see(story.chidi, view)
    with pytest.raises(PermissionDenied):
        completed(story, by=story.ben)


def test_the_form_sent_twice_completes_once(story):
    key = uuid4()
    assert completed(story, submission=key) == completed(story, submission=key)
    with pytest.raises(PermissionDenied):
        completed(story, submission=key, by=story.grace)


def test_the_page_asks_what_is_missing_and_keeps_what_was_typed(client, story):
    amira = signed_in(client, story.amira)
    url = f"/conversations/{story.conversation.pk}/complete"
    assert amira.get(url).status_code == 200
    posted = {**SAYS, **NEED, "submission": str(uuid4()), "analysis": "", "who_1": "Ben", "view_1": ""}
    refused = amira.post(url, posted)
    text = refused.content.decode()
    assert refused.status_code == 422 and "Write what it means for each child" in text and "Write what Ben said" in text
    assert "Weekends with the aunt" in text
    posted |= {"child_1": str(story.child.pk), "analysis": "Tired", "view_1": "Too early", "supported_by": "Grace"}
    assert amira.post(url, posted).status_code == 302
    assert DifferingView.objects.get().who == "Ben" and amira.get(url).status_code == 302


@pytest.mark.rule("S14", "S34")
def test_it_names_each_childs_needs_how_they_are_met_and_the_level_before_and_after(client, story):
    amira, kai = signed_in(client, story.amira), story.child
    url = f"/conversations/{story.conversation.pk}/complete"
    form = amira.get(url).context["form"]
    assert form.initial["level_1"] == "L2_UNIVERSAL_PLUS" and "Nell Fulmar" not in str(form["child_1"])
    posted = {**SAYS, **NEED, "child_1": str(kai.pk), "submission": str(uuid4()), "level_1": "L3_TARGETED"}
    for name, words in (
        ("need_1", "at least one need"),
        ("tier_1", "tier of services"),
        ("level_1", "level of need of"),
    ):
        refused = amira.post(url, posted | {name: ""})
        assert refused.status_code == 422 and words in refused.content.decode()
    assert not Completion.objects.exists()
    assert [amira.post(url, posted).status_code for _ in range(2)] == [302, 302]
    need, level = NeedTold.objects.get(), LevelTold.objects.get()
    assert (need.person, need.domain, need.tier, need.how_met) == (kai, "health", "universal", "Breakfast club")
    assert (level.before, level.after) == ("L2_UNIVERSAL_PLUS", "L3_TARGETED")
    now = NeedLevel.objects.get(person=kai, level="L3_TARGETED")
    assert (now.rationale, now.follows, now.provider) == (SAYS["analysis"], story.need, story.school)
    text = page(client, story, story.amira).content.decode()
    for words in ("Breakfast club; universal services", "3 Targeted; before: 2 Universal plus", "Partly met"):
        assert words in text
    share_category(story, "concerns")
    assert can_see(story.ben, need) and can_see(story.ben, level) and not can_see(story.chidi, need)


def test_a_level_that_stays_is_written_down_and_judged_no_second_time(story):
    completed(story, levels={story.child: "L2_UNIVERSAL_PLUS"})
    assert LevelTold.objects.get().words == "2 Universal plus, as before"
    assert NeedLevel.objects.filter(person=story.child).count() == 1


def test_no_child_whom_it_is_not_about_is_told_of_in_it(story):
    need = {"domain": "health", "what": "Sleep", "status": "met", "tier": "universal"}
    for wrong in ({"needs": [need | {"person": story.baby}]}, {"levels": {story.mother: "L3_TARGETED"}}):
        with pytest.raises(PermissionDenied):
            completed(story, **wrong)
    assert not Completion.objects.exists()


@pytest.mark.rule("S27", "S21")
def test_how_good_a_conversation_was_is_looked_at_by_another_and_counted(client, story):
    words = {"words": "Clear; ask Kai next time", "submission": uuid4()}
    with pytest.raises(PermissionDenied):
        services.check_quality(story.conversation, by=story.amira, **words, **MARKS)
    services.check_quality(story.conversation, by=story.grace, **words, **MARKS)
    second = record(story)
    services.check_quality(second, by=story.grace, submission=uuid4(), words="Good", **MARKS | {"right_people": "yes"})
    lines = {name: (yes, partly, no) for name, yes, partly, no in quality_of(story.school, reader_of(story.grace))}
    assert lines["The right people"] == (1, 1, 0) and lines["Beyond worries"] == (0, 0, 2)
    assert lines["Decided together"] == (2, 0, 0)
    text = signed_in(client, story.grace).get("/team/").content.decode()
    assert "How good conversations are" in text and "Decided together" in text
    assert quality_of(story.school, reader_of(story.chidi)) == []


@pytest.mark.rule("S27")
def test_whoever_recorded_it_does_not_judge_it_and_sees_what_was_said(client, story):
    assert page(client, story, story.amira, "quality").status_code == 403
    assert page(client, story, story.grace, "quality").status_code == 200
    posted = {**MARKS, "words": "Ask Kai next time", "submission": str(uuid4())}
    url = f"/conversations/{story.conversation.pk}/quality"
    assert signed_in(client, story.grace).post(url, posted).status_code == 302
    assert QualityCheck.objects.get().checked_at <= timezone.now()
    assert "Ask Kai next time" in page(client, story, story.amira).content.decode()
