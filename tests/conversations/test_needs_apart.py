"""An adult's health and offences are kept apart within an assessment too, with all that hangs from it (A5)."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from consent.emergency import take
from conversations import services
from conversations.documents import copy_of
from conversations.models import Action, Domain, Evaluation, Need, Plan, Score
from conversations.reports.differs import needs_of
from locality.access import can_see, explain
from locality.access.rule import reader_of
from locality.access.versions import versions_of
from locality.reference import ACTIONS, ADULTS, CONCERNS
from tests.cast import agree, share, share_category
from tests.conversations.helping import TEXTS, needed, opened, reviewed, started
from tests.locality.reading import signed_in

pytestmark = pytest.mark.rule("A5")
TABLETS, SLEEP = "Nell's tablets, at the same hour", "Sleep"
HELD_BACK = "Nell rings on Mondays"


@pytest.fixture
def apart(story):
    """A plan with a need of Kai's and one of his mother's health, each with an action, each looked at in a review."""
    made = started(story)
    story.sleep = needed(story, made, what=SLEEP)
    story.tablets = needed(story, made, person=story.mother, what=TABLETS, scores={"parent": 2})
    clear = [each for each in Domain if each != "health"]
    services.write_assessment(made, by=story.amira, version=made.version, clear=clear, **TEXTS)
    story.assessment = services.complete_assessment(made, by=story.amira)
    story.plan = _plan(story)
    found = {"status": "partly_met", "progress": "improved", "scores": {"parent": 5}}
    both = [(story.sleep, "Four nights"), (story.tablets, "She takes them")]
    looked = [found | {"need": need, "evidence": evidence} for need, evidence in both]
    story.review = reviewed(story, story.plan, story.sleep, evaluations=looked)
    return story


def _plan(story):
    today = timezone.localdate()
    each = {"measure": "", "due_on": today, "owner_name": "Amira", "owner_partner": story.school}
    actions = [each | {"what": "Bed at eight", "need": story.sleep}, each | {"what": HELD_BACK, "need": story.tablets}]
    values = {"goal": "Rested", "family_said": "Fine", "agreed_on": today, "conversation": story.conversation}
    return services.make_plan(story.assessment, by=story.amira, submission=uuid4(), actions=actions, **values)


def hidden(story):
    """Everything that hangs from the need of her health."""
    rows = [Score.objects.filter(need=story.tablets).first(), Evaluation.objects.get(need=story.tablets)]
    return [story.tablets, Action.objects.get(need=story.tablets), *rows]


def test_an_adults_health_is_in_no_share_of_the_assessment_until_it_is_chosen(apart):
    story = apart
    for kind in (CONCERNS, ACTIONS, "lead_professional"):
        share_category(story, kind)
    share(story)  # the meeting in which the plan was agreed, by itself
    for each in (story.assessment, story.sleep, story.plan, story.review, Action.objects.get(need=story.sleep)):
        assert can_see(story.ben, each)
    for each in hidden(story):
        assert not can_see(story.ben, each) and not explain(story.ben, each).allowed
    agree(story, categories=[CONCERNS, ADULTS])
    share_category(story, ADULTS)
    for each in hidden(story):
        assert can_see(story.ben, each) and explain(story.ben, each).allowed
        assert not can_see(story.chidi, each)


def test_emergency_access_to_worries_is_not_access_to_it(apart):
    why = "She was found by the river with the baby and does not wake up."
    said = {"by": apart.ben, "partner": apart.health, "family": apart.family, "why": why}
    share_category(apart, "family_details")
    take(kinds=["concerns"], submission=uuid4(), **said)
    assert can_see(apart.ben, apart.sleep) and not can_see(apart.ben, apart.tablets)
    take(kinds=["adults_sensitive"], submission=uuid4(), **said)
    assert can_see(apart.ben, apart.tablets)


def test_no_page_of_a_recipient_says_it_or_in_which_domain_there_is_something(client, apart):
    for kind in ("family_details", CONCERNS, ACTIONS):
        share_category(apart, kind)
    pages = [
        reverse("conversations:assessment", args=[apart.assessment.pk]),
        reverse("conversations:plan", args=[apart.plan.pk]),
        reverse("conversations:conversation", args=[apart.conversation.pk]),
        reverse("locality:record-history", args=["assessment", apart.assessment.pk]),
        reverse("locality:chronology", args=[apart.family.pk]),
        reverse("locality:family", args=[apart.family.pk]),
    ]
    ben, told = signed_in(client, apart.ben), ""
    ben.post(reverse("locality:reason", args=[apart.family.pk]), {"reason": "I visit them on Tuesdays", "next": "/"})
    for page in pages:
        answer = ben.get(page)
        assert answer.status_code == 200, page
        told += answer.content.decode()
    assert SLEEP in told and "Bed at eight" in told
    for words in ("tablets", HELD_BACK, "She takes them", "Away from crime", "Substance use", "Kept apart"):
        assert words not in told, words
    labels = {
        each.field
        for version in versions_of(apart.assessment, reader_of(apart.ben)).versions
        for each in version.changes
    }
    assert "Clear" not in labels and "Analysis" in labels
    amira = signed_in(client, apart.amira).get(pages[0]).content.decode()
    assert "tablets" in amira and "Kept apart" in amira and "Away from crime" in amira


def test_no_copy_holds_it_but_hers_and_its_writers(apart):
    share_category(apart, CONCERNS)
    share_category(apart, ACTIONS)
    copy = lambda record, who, partner, **more: copy_of(record, reader_of(who), maker=who, partner=partner, **more)  # noqa: E731
    for record in (apart.assessment, apart.plan, apart.review):
        ben = copy(record, apart.ben, apart.health)
        assert [line.need for line in ben["lines"]] == [apart.sleep] and ben["clear"] == []
        assert HELD_BACK not in {each.what for each in ben["loose"]}
        own = copy(record, apart.amira, apart.school)
        assert {line.need for line in own["lines"]} == {apart.sleep, apart.tablets}
        his = copy(record, apart.amira, apart.school, whose=apart.child, adults=[apart.mother.pk])
        assert [line.need for line in his["lines"]] == [apart.sleep] and his["clear"] == []
        assert f"The need “{TABLETS}”: it tells of an adult’s health or offences" in his["kept"]
        hers = copy(record, apart.amira, apart.school, whose=apart.mother)
        assert apart.tablets in {line.need for line in hers["lines"]}


def test_reports_count_it_for_whom_it_is_only(apart):
    share_category(apart, CONCERNS)
    episodes = [apart.assessment.episode]
    assert {each[0] for each in needs_of(reader_of(apart.ben), episodes)} == {apart.sleep}
    assert {each[0] for each in needs_of(reader_of(apart.amira), episodes)} == {apart.sleep, apart.tablets}


@pytest.mark.parametrize(
    ("whose", "domain", "is_apart"),
    [
        pytest.param("mother", "health", True, id="an adult's health"),
        pytest.param("mother", "crime", True, id="an adult's offences"),
        pytest.param("mother", "substance", True, id="what an adult takes"),
        pytest.param("mother", "domestic_abuse", True, id="an adult's safety"),
        pytest.param("mother", "money", False, id="an adult's money"),
        pytest.param("child", "health", False, id="a child's health"),
    ],
)
def test_what_is_kept_apart_by_itself(story, whose, domain, is_apart):
    assert needed(story, started(story), person=getattr(story, whose), domain=domain).is_apart is is_apart


def test_whoever_writes_it_keeps_a_need_apart_and_takes_that_back_until_it_is_complete(client, story):
    share_category(story, CONCERNS)
    made = started(story, opened(story))
    amira = signed_in(client, story.amira)
    page = reverse("conversations:add-need", args=[made.pk])
    posted = {"person": story.child.pk, "domain": "substance", "what": "Days when Nell drinks", "tier": "targeted"}
    assert "Then it is kept apart" in amira.get(page).content.decode()
    amira.post(page, posted | {"status": "identified", "apart": "on", "submission": uuid4()})
    need = Need.objects.get()
    assert need.is_apart and not can_see(story.ben, need)
    change = reverse("conversations:change-need", args=[need.pk])
    assert "checked" in amira.get(change).content.decode()
    words = {"what": need.what, "tier": "targeted", "status": "identified"}
    amira.post(change, words)
    need.refresh_from_db()
    assert not need.is_apart and can_see(story.ben, need)
    amira.post(change, words | {"apart": "on"})
    assert not can_see(story.ben, Need.objects.get())
    assert not Plan.objects.exists()
