"""Assessments: on the family's agreement, by several hands and devices, complete when they say what they must."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from conversations import services
from conversations.charts import chart_of, distances
from conversations.models import Assessment, Domain, Draft, Episode, Need, Score
from conversations.services import ChangedMeanwhile
from locality.access import can_see
from locality.access.rule import reader_of
from locality.history import acting_as
from tests.cast import agree, share_category
from tests.conversations.helping import TEXTS, completed, needed, opened, started
from tests.conversations.posting import day
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = pytest.mark.django_db


def url(name, record):
    return reverse(f"conversations:{name}", args=[record.pk])


@pytest.fixture
def amira(client, story):
    return signed_in(client, story.amira)


# What it rests on, and who sees it


@pytest.mark.rule("S31", "S79")
def test_an_assessment_rests_on_the_familys_agreement_or_says_why_not(story):
    episode = opened(story)
    with pytest.raises(ValidationError, match="No agreement"):
        started(story, episode, no_agreement_reason="")
    given = agree(story)
    made = started(story, episode, no_agreement_reason="")
    assert made.agreement == given and Episode.objects.get(pk=episode.pk).status == "assessment"
    with pytest.raises(ValidationError, match="being written"):
        started(story, episode)


@pytest.mark.rule("A4", "S94")
def test_it_is_its_partners_and_shown_as_concerns_alone(story):
    made, need = completed(story)
    share_category(story, "lead_professional")
    assert not can_see(story.ben, made) and not can_see(story.ben, need)
    share_category(story, "concerns")
    assert can_see(story.ben, made) and can_see(story.ben, need) and not can_see(story.chidi, made)
    assert can_see(story.ben, Score.objects.first())


def test_whoever_reads_it_elsewhere_does_not_write_it(story):
    made = started(story)
    share_category(story, "concerns")
    with pytest.raises(PermissionDenied):
        services.write_assessment(made, by=story.ben, version=1, analysis="Mine")
    with acting_as(story.ben):  # nor behind the second wall
        assert Assessment.objects.filter(pk=made.pk).update(analysis="Mine") == 0


# What it says


@pytest.mark.rule("S18", "S28", "S34")
def test_it_is_complete_when_it_says_what_it_must(story):
    made = started(story)
    with pytest.raises(ValidationError) as error:
        services.complete_assessment(made, by=story.amira)
    assert set(error.value.error_dict) == {
        *("seen", "strengths", "child_voice", "parents_views", "analysis", "to_change"),
        "clear",
    }
    needed(story, made)
    clear = [each for each in Domain if each not in ("health", "crime")]
    made = services.write_assessment(made, by=story.amira, version=1, clear=clear, **TEXTS)
    with pytest.raises(ValidationError, match="Away from crime"):
        services.complete_assessment(made, by=story.amira)
    made = services.write_assessment(made, by=story.amira, version=2, clear=[*clear, "crime", "health"], **TEXTS)
    with pytest.raises(ValidationError, match="take it out"):
        services.complete_assessment(made, by=story.amira)
    services.write_assessment(made, by=story.amira, version=3, clear=[*clear, "crime"], **TEXTS)
    made = services.complete_assessment(made, by=story.amira)
    assert made.status == "completed"
    for act in (
        lambda: services.write_assessment(made, by=story.amira, version=4, analysis="Later"),
        lambda: needed(story, made),
        lambda: services.change_need(Need.objects.get(), by=story.amira, what="A", tier="universal", status="met"),
        lambda: services.abandon_assessment(made, by=story.amira, reason="No"),
    ):
        with pytest.raises(PermissionDenied):
            act()


@pytest.mark.rule("S14", "S34")
def test_needs_are_each_persons_by_domain_with_how_they_are_met_and_by_which_tier(story):
    made = started(story)
    needed(story, made, how_met="The school nurse")
    needed(story, made, person=story.mother, domain="money", tier="targeted")
    rows = set(Need.objects.values_list("person", "domain", "tier", "how_met"))
    assert rows == {
        (story.child.pk, "health", "universal", "The school nurse"),
        (story.mother.pk, "money", "targeted", ""),
    }


@pytest.mark.parametrize("value", [11, 100])
def test_a_scale_ends_at_ten(story, value):
    made = started(story)
    with pytest.raises(IntegrityError), transaction.atomic():
        needed(story, made, scores={"child": value})
    with pytest.raises(IntegrityError), transaction.atomic():
        needed(story, made, target=value)


def test_a_score_is_never_changed(story):
    needed(story, started(story))
    with acting_as(story.amira), pytest.raises(ProgrammingError), transaction.atomic():
        Score.objects.update(value=10)


def test_the_copy_is_given_after_completion_and_not_tomorrow(story):
    made, _ = completed(story)
    today = timezone.localdate()
    for wrong in (today - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(ValidationError):
            services.give_assessment(made, by=story.amira, on=wrong, family_said="Yes")
    assert services.give_assessment(made, by=story.amira, on=today, family_said="Yes").status == "shared_with_family"
    with pytest.raises(PermissionDenied):
        services.give_assessment(made, by=story.amira, on=today, family_said="Again")


@pytest.mark.rule("S43", "S44")
def test_the_distance_travelled_is_from_the_first_score_to_the_last(story):
    _, need = completed(story)
    later = timezone.localdate() + timedelta(days=40)
    with unseen_hand():
        Score.objects.create(assessment_id=need.assessment_id, need=need, voice="child", value=7, scored_on=later)
    found = distances([need], reader_of(story.amira))[0]
    assert [(way.voice, way.words, way.change) for way in found.ways] == [
        ("Child", "3 → 7", "+4"),
        ("Parent", "4", ""),
        ("Practitioner", "4", ""),
    ]
    chart = chart_of(found)
    assert (
        chart["label"] == "From 0 to 10: Child 3 to 7, Parent 4, Practitioner 4; the aim is 8. The table says the same."
    )


# By several hands and devices


def test_two_people_who_write_at_once_see_both_versions(amira, story):
    made = started(story)
    services.write_assessment(made, by=story.grace, version=1, analysis="Grace saw this")
    answer = amira.post(url("write-assessment", made), {"version": "1", "analysis": "Amira saw that"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "Grace saw this" in text and "Amira saw that" in text
    both = {"version": "2", "analysis": "Grace saw this. Amira saw that"}
    assert amira.post(url("write-assessment", made), both).status_code == 302
    assert Assessment.objects.get().analysis == both["analysis"]
    with pytest.raises(ChangedMeanwhile):
        services.write_assessment(made, by=story.grace, version=2, analysis="Blind")


def test_a_draft_on_two_devices_loses_nothing(amira, story):
    made = started(story)
    phone = {"version": "1", "draft": str(uuid4()), "draft_version": "0", "analysis": "Typed on the telephone"}
    kept = amira.post(url("assessment-draft", made), phone).json()["fields"]
    page = amira.get(url("write-assessment", made)).content.decode()
    assert "Typed on the telephone" in page and kept["draft"] in page
    desk = {**kept, "version": "1", "analysis": "Typed on the telephone, and at the desk"}
    assert amira.post(url("assessment-draft", made), desk).json()["fields"]["draft"] == kept["draft"]
    late = {**phone, **kept, "analysis": "Typed on the telephone, on the bus"}  # it saw the first version last
    apart = amira.post(url("assessment-draft", made), late).json()["fields"]
    assert apart["draft"] != kept["draft"]
    words = {draft.answers["analysis"][0] for draft in Draft.objects.filter(author=story.amira)}
    assert words == {desk["analysis"], late["analysis"]}
    page = amira.get(url("write-assessment", made)).content.decode()
    assert "on the bus" in page and f"?draft={kept['draft']}" in page
    assert "at the desk" in amira.get(f"{url('write-assessment', made)}?draft={kept['draft']}").content.decode()
    amira.post(url("write-assessment", made), {**late, **apart})
    assert [draft.answers["analysis"][0] for draft in Draft.objects.all()] == [desk["analysis"]]  # still there
    home = amira.get("/").content.decode()
    assert "An assessment about the Fulmar family" in home and f"?draft={kept['draft']}" in home


def test_a_draft_is_its_authors_alone(amira, story):
    made = started(story)
    mine = {"version": "1", "draft": str(uuid4()), "draft_version": "0", "analysis": "Private thought"}
    amira.post(url("assessment-draft", made), mine)
    grace = signed_in(amira, story.grace)
    assert "Private thought" not in grace.get(url("write-assessment", made)).content.decode()
    assert grace.post(url("assessment-draft", made), mine).status_code == 403
    assert grace.post(url("assessment-draft", made), mine | {"draft": "not-a-key"}).status_code == 400


def test_words_typed_while_it_was_completed_are_kept(amira, story):
    made, _ = completed(story)
    answer = amira.post(url("write-assessment", made), {"version": "2", "analysis": "One thing more"})
    assert answer.status_code == 302
    assert Draft.objects.get(author=story.amira).answers["analysis"] == ["One thing more"]


# The pages


def test_an_assessment_from_its_start_to_the_familys_copy(amira, story):
    episode = opened(story)
    sent = {"submission": str(uuid4())}
    assert amira.post(url("start-assessment", episode), sent).status_code == 422  # no agreement, no reason
    assert amira.post(url("start-assessment", episode), sent | {"no_agreement_reason": "Friday"}).status_code == 302
    made = Assessment.objects.get()
    need = {"submission": str(uuid4()), "person": str(story.child.pk), "domain": "health", "what": "Sleep"}
    need |= {"status": "partly_met", "tier": "universal", "child": "3", "practitioner": "4", "target": "8"}
    for name, value in (("child", "11"), ("child", "-1"), ("target", "ten"), ("what", ""), ("person", str(uuid4()))):
        assert amira.post(url("add-need", made), need | {name: value}).status_code == 422
    assert [amira.post(url("add-need", made), need).status_code for _ in range(2)] == [302, 302]
    assert Need.objects.count() == 1 and Score.objects.count() == 2
    assert amira.post(url("complete-assessment", made), {"x": "y"}).status_code == 422
    texts = {"version": "1", "clear": [each.value for each in Domain if each != "health"], **TEXTS}
    assert amira.post(url("write-assessment", made), texts).status_code == 302
    assert amira.post(url("complete-assessment", made), {"x": "y"}).status_code == 302
    page = what_is_read(amira.get(url("assessment", made)))
    assert "Kai Fulmar" in page and 'role="img"' in page and "Looked at: nothing to help with." in page
    given = {"family_said": "That is us"} | day("on", timezone.localdate())
    assert amira.post(url("give-assessment", made), given).status_code == 302
    assert "That is us" in what_is_read(amira.get(url("assessment", made)))


def test_the_page_costs_the_same_for_one_need_and_for_many(amira, story):
    made = started(story)
    needed(story, made)

    def questions():
        with queries_of() as asked:
            assert amira.get(url("assessment", made)).status_code == 200
            return len(asked)

    questions()
    few = questions()
    for domain in Domain:
        needed(story, made, domain=domain)
    assert questions() == few


def test_the_page_asks_for_each_hidden_value_once_so_that_what_a_browser_sends_is_saved(client, story):
    made, amira = started(story), signed_in(client, story.amira)
    page = f"/assessments/{made.pk}/write"
    text = amira.get(page).content.decode()
    form = text[text.index("<form method", text.index("<main")) : text.index("</main>")]
    hidden = re.findall(r'<input[^>]*type="hidden"[^>]*name="(\w+)"(?:[^>]*value="([^"]*)")?', form)
    assert sorted(name for name, _ in hidden) == ["csrfmiddlewaretoken", "draft", "draft_version", "version"]
    assert amira.post(page, dict(hidden) | {"strengths": "They laugh"}).status_code == 302
    made.refresh_from_db()
    assert made.strengths == "They laugh"


def test_a_form_that_makes_one_record_carries_its_key_once_and_a_browser_sends_that(client, story):
    made, amira = started(story), signed_in(client, story.amira)
    page = url("add-need", made)
    text = amira.get(page).content.decode()
    keys = re.findall(r'<input[^>]*name="submission"[^>]*>', text)
    assert len(keys) == 1 and re.search(r'value="[0-9a-f-]{36}"', keys[0])
