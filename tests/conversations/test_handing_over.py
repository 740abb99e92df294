"""What somebody began goes to a colleague as it stands, and with it what is due: nothing is stranded (3d; A9, S136)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from conversations import services
from conversations.models import Assessment, Disagreement, Referral
from locality import leaving
from locality import services as foundation
from locality.dues import dues_of
from locality.history import acting_as
from locality.minding import Minder, mind
from tests.cast import agree
from tests.conversations.helping import completed, opened, planned, started
from tests.conversations.moving import proposed
from tests.conversations.test_disagreements import disagree
from tests.conversations.test_leaving import colleague, dues, job_of, page
from tests.locality.reading import queries_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A9", "S136")]


def referred(story):
    values = {"by": story.amira, "partner": story.school, "reason": "harm", "concerns": "A bruise"}
    values |= {"called_at": timezone.now(), "spoke_to": "Duty desk", "children": [story.child]}
    return services.refer(story.family, submission=uuid4(), **values)


BEGUN = {
    "assessment": (lambda story: started(story), "Complete the assessment"),
    "copy of it": (lambda story: completed(story)[0], "its copy of the assessment"),
    "plan": (lambda story: planned(story)[0], "Review the plan"),
    "help": (lambda story: opened(story), "Ask somebody to lead"),
    "referral": (referred, "came of the referral"),
    "disagreement": (disagree, "Settle the disagreement"),
    "move": (proposed, "Ask the"),
    "signature": (lambda story: agree(story, status="given_verbal"), "Get the signature"),
    "agreement": (lambda story: agree(story), "Look again at what"),
}


def left(story, who=None, by=None):
    who, by = who or story.amira, by or story.grace
    with acting_as(by):
        return leaving.left_open_by(job_of(who), by)


def far_ahead(who):
    """What will be due some day: an agreement is looked at again when it ends."""
    with acting_as(who):
        return [each.words for each in dues_of(who, timezone.localdate() + timedelta(days=400))]


@pytest.mark.parametrize("what", BEGUN)
def test_it_is_on_the_page_goes_to_a_colleague_and_what_is_due_goes_with_it(client, story, what):
    make, due = BEGUN[what]
    make(story)
    hana, grace = colleague(story), signed_in(client, story.grace)
    assert any(due in words for words in far_ahead(story.amira))
    assert not any(due in words for words in far_ahead(hana))
    offered = [each for each in left(story) if each.kind]
    assert offered and grace.post(page(story.amira), {"everything": str(hana.pk)}).status_code == 302
    assert not left(story)
    assert any(due in words for words in far_ahead(hana))
    assert not any(due in words for words in far_ahead(story.amira))


def test_whoever_leaves_without_handing_on_leaves_it_on_the_list_and_nobody_else_gets_it(story):
    started(story), referred(story), disagree(story)
    with pytest.raises(ValidationError, match="Hand on first"):
        foundation.end_membership(job_of(story.amira), by=story.grace)
    foundation.end_membership(job_of(story.amira), by=story.grace, leaves_work=True)
    assert any("Hand on what Amira Haddon left open: " in words for words in dues(story.grace))


def test_who_began_it_stays_and_the_history_says_through_whose_hands_it_went(client, story):
    made = started(story)
    hana, otto = colleague(story), colleague(story, "Otto Roe")
    amira = signed_in(client, story.amira)
    assert amira.post(page(story.amira), {f"to_assessment_{made.pk}": str(hana.pk)}).status_code == 302
    assert [each.kind for each in left(story, hana) if each.kind] == ["assessment"]
    mind(made, by=story.grace, to=otto, partner=story.school, began=story.amira)
    assert not left(story, hana) and [each.key for each in left(story, otto)] == [made.pk]
    now = Minder.objects.get()
    assert (now.practitioner, now.instead_of, now.kind) == (otto, story.amira, "assessment")
    assert Assessment.objects.get().started_by == story.amira
    assert list(now.history.order_by("history_id").values_list("actor_name", flat=True)) == [
        "Amira Haddon",
        "Grace Olufemi",
    ]
    services.write_assessment(made, by=otto, version=made.version, strengths="They laugh")


def test_only_who_sees_to_it_or_looks_after_members_hands_it_on_and_to_whom_may_see_it(story):
    made, hana, blind = started(story), colleague(story), colleague(story, "Otto Blind", sees=())
    give = {"partner": story.school, "began": story.amira}
    for stranger in (hana, story.ben):
        with pytest.raises(PermissionDenied):
            mind(made, by=stranger, to=hana, **give)
    with pytest.raises(PermissionDenied):
        mind(made, by=story.ben, to=story.ben, **give | {"partner": story.health})
    with pytest.raises(ValidationError, match="does not work"):
        mind(made, by=story.amira, to=story.ben, **give)
    with pytest.raises(ValidationError, match="may not see this family"):
        mind(made, by=story.amira, to=blind, **give)
    assert not Minder.objects.exists()


@pytest.mark.rule("A4")
def test_another_partner_learns_nothing_of_it_by_either_wall(story):
    made = started(story)
    mind(made, by=story.amira, to=colleague(story), partner=story.school, began=story.amira)
    with acting_as(story.ben):
        assert not Minder.objects.exists()
        assert not Minder.objects.update(practitioner=story.ben)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM locality_historicalminder")
            assert cursor.fetchone() == (0,)


def test_my_work_asks_once_more_however_much_was_taken_over(client, story):
    hana = colleague(story)
    grace = signed_in(client, hana)

    def cost():
        grace.get("/")
        with queries_of() as asked:
            assert grace.get("/").status_code == 200
        return len(asked)

    give = {"by": story.amira, "to": hana, "partner": story.school, "began": story.amira}
    mind(disagree(story), **give), mind(referred(story), **give)
    few = cost()
    for _ in range(4):
        mind(disagree(story), **give), mind(referred(story), **give)
    assert cost() == few and Disagreement.objects.count() == Referral.objects.count() == 5
