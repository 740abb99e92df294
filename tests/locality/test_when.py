"""Sight over time: the reasons, the lists and the database agree at any moment; the page tells when the answer changed;
what would be lost if a decision ended."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consent import services as consent
from consent.models import FamilyAccess
from consent.whatif import losses
from conversations.models import Conversation
from locality.access import can_see, explain
from locality.access.moments import spans, stood_otherwise
from locality.access.rule import reader_of, reader_of_partner
from locality.history import acting_as
from locality.models import Conflict, Membership, Partner, Practitioner, Restriction
from locality.reference import CONCERNS, category
from locality.registries import protected_models
from tests.cast import share, share_category
from tests.consent.planting import answer, change
from tests.consent.planting import share as plant
from tests.databases import unseen_hand
from tests.locality.test_why import ask, sign_in, text
from tests.walls.entering import entered

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
HOURS = st.integers(-3000, 300)


@pytest.fixture
def dana(client, story):
    return sign_in(client, story.dana)


@st.composite
def lives(draw):
    """A few decisions about one family, each with hours from now at which things happen or do not."""
    hour, perhaps = HOURS, st.none() | HOURS
    return [
        {
            "starts": draw(hour),
            "lasts": draw(st.integers(1, 2000)),
            "ended": draw(perhaps),
            "superseded": draw(perhaps),
            "waits": draw(st.booleans()),
            "signed": draw(perhaps),
            "agreed": draw(hour),
            "withdrawn": draw(st.none() | st.integers(1, 2000)),
        }
        for _ in range(draw(st.integers(1, 3)))
    ]


def live(story, now, plan):
    """Plant one decision of a plan, with the access that follows from it."""

    def at(hours):
        return None if hours is None else now + timedelta(hours=hours)

    agreed = at(plan["agreed"])
    taken_back = plan["withdrawn"] and agreed + timedelta(hours=plan["withdrawn"])
    rests = [answer(story, at=agreed, withdrawn_at=taken_back)] if not plan["waits"] else []
    signed = {"authorised_at": at(plan["signed"]), "authorised_by": story.grace} if plan["signed"] is not None else {}
    ended = {"ended_at": at(plan["ended"]), "ended_by": story.amira} if plan["ended"] is not None else {}
    made = plant(
        story,
        *rests,
        at=at(plan["starts"]),
        ends_at=at(plan["starts"] + plan["lasts"]),
        superseded_at=at(plan["superseded"]),
        basis="risk" if plan["waits"] else "agreement",
        waits_for_authoriser=plan["waits"],
        **signed,
        **ended,
    )
    with unseen_hand():
        FamilyAccess.objects.create(
            group=story.health.group,
            permission_id=category(CONCERNS).pk,
            content_object=story.family,
            decision=made,
            sort_key=now,
        )


@pytest.mark.rule("S94", "A4", "A8", "C10")
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(plans=lives(), asked=st.lists(HOURS, min_size=2, max_size=4), left=st.none() | HOURS, shut=st.none() | HOURS)
def test_at_any_moment_the_reasons_the_lists_and_the_database_agree(story, plans, asked, left, shut):
    now, kept = timezone.now(), story.conversation
    with transaction.atomic():
        for plan in plans:
            live(story, now, plan)
        if left is not None:
            ends = max(timezone.localdate(now + timedelta(hours=left)), date(2025, 3, 1))
            change(Membership._base_manager.get(practitioner=story.ben), ends_on=ends)
        if shut is not None:
            begins = now + timedelta(hours=shut)
            with unseen_hand():
                Conflict.objects.create(practitioner=story.ben, family=story.family, detail="x", starts_at=begins)
        told = spans(story.ben, kept)
        edges = [span.begins for span in told]
        for moment in [now + timedelta(hours=hours) for hours in asked] + edges + [edge - SECOND for edge in edges]:
            answers = {viewer: explain(viewer, kept, moment).allowed for viewer in (story.ben, story.health)}
            assert answers[story.ben] == can_see(story.ben, kept, moment), moment
            listed = Conversation.objects.visible_by(reader_of_partner(story.health, moment))
            assert answers[story.health] == listed.filter(pk=kept.pk).exists(), moment
            for viewer, kind in ((story.ben, "person"), (story.health, "partner")):
                with entered(viewer, at=moment, kind=kind) as cursor:
                    cursor.execute("SELECT count(*) FROM conversations_conversation WHERE id = %s", [kept.pk])
                    assert bool(cursor.fetchone()[0]) == answers[viewer], (viewer, moment)
            inside = [s for s in told if s.begins <= moment and (s.ends is None or moment < s.ends)]
            assert [span.answer.allowed for span in inside] in ([], [answers[story.ben]])
        transaction.set_rollback(True)


# When it changed


@pytest.mark.rule("A8")
def test_the_page_tells_when_the_answer_changed_and_asks_about_each_time(dana, story):
    decision = share(story)
    consent.end_decision(decision, by=story.amira, reason="Over", at=timezone.now() + timedelta(minutes=30))
    page = ask(dana, "Ben Carrow", f"conversation {story.conversation.pk}")
    rows = page.context["changes"]["rows"]
    assert [row["span"].answer.allowed for row in rows][:2] == [False, True] and [r["chosen"] for r in rows][1]
    assert "When the answer changed" in text(page) and "Asked about" in text(page)
    assert "nothing to see" not in text(page)
    then = dana.post("/why/", rows[0]["posted"])
    assert then.status_code == 200 and not then.context["answer"].allowed
    assert then.context["viewer"] == story.ben and then.context["changes"]["rows"][0]["chosen"]
    whole = dana.post("/why/", {"who": story.health.name, "record": story.family.reference})
    assert whole.status_code == 200 and whole.context["changes"]["rows"]


@pytest.mark.rule("A9")
def test_an_account_that_was_closed_since_is_told(dana, story):
    share(story)
    when = timezone.localtime(timezone.now()) - DAY
    past = {"at-day": when.day, "at-month": when.month, "at-year": when.year, "at-time": f"{when:%H:%M}"}
    assert "no account of Ben Carrow then" in text(
        ask(dana, "Ben Carrow", f"conversation {story.conversation.pk}", **past)
    )
    assert "There was nothing to see then" in text(
        ask(dana, "Ben Carrow", f"conversation {story.conversation.pk}", **past)
    )
    open_then = timezone.now()
    change(story.ben, is_active=False)
    ben = Practitioner.objects.get(pk=story.ben.pk)
    assert "account was open then" in stood_otherwise(ben, open_then)
    assert stood_otherwise(ben, timezone.now() + DAY) == ""
    change(story.health, suspended=True)
    assert "was not suspended then" in stood_otherwise(Partner.objects.get(pk=story.health.pk), open_then)


def test_a_long_past_costs_a_bounded_number_of_statements(dana, story):
    for _ in range(25):
        share(story)
    with CaptureQueriesContext(connection) as found:
        ask(dana, "Ben Carrow", f"conversation {story.conversation.pk}")
    assert len(found) < 40 * 14


# What would be lost


@pytest.mark.rule("C10", "S94")
@pytest.mark.parametrize("other", [None, "same", "record", "details"])
def test_what_would_be_lost_is_what_is_lost(story, other):
    made = share_category(story, CONCERNS)
    more = {"same": lambda: share_category(story, CONCERNS), "record": lambda: share(story)}
    more["details"] = lambda: share_category(story, "family_details")
    if other:
        more[other]()
    before = seen_by(story.health)
    with acting_as(story.dana):
        found = losses(made, reader_of(story.dana))
        [told] = found
    consent.end_decision(made, by=story.amira, reason="Over")
    gone = before - seen_by(story.health)
    assert told.whole == len(gone) and told.partner == story.health
    assert (told.whole == 0) == (other == "same") and bool(told.kept) == bool(other)
    with acting_as(story.dana):
        assert losses(made, reader_of(story.dana)) == []


def seen_by(partner):
    reader = reader_of_partner(partner)
    return {
        (name, key)
        for name, model in protected_models().items()
        for key in model.objects.visible_by(reader).values_list("pk", flat=True)
    }


@pytest.mark.rule("A8")
def test_the_page_counts_and_names_nothing(client, story):
    made = share_category(story, CONCERNS)
    page = text(sign_in(client, story.dana).get(f"/decisions/{made.pk}/what-if"))
    assert "would lose" in page and story.family.reference in page
    assert not any(name in page for name in ("Fulmar family", "Kai", "Nell", "breakfast"))
    assert "opened something because of this decision" in page, page
    own = text(sign_in(client, story.amira).get(f"/decisions/{made.pk}/what-if"))
    assert "would lose" in own and "opened something" not in own
    assert client.get(f"/decisions/{made.pk}/").status_code == 200
    assert sign_in(client, story.ben).get(f"/decisions/{made.pk}/what-if").status_code == 404


def test_a_restricted_family_and_an_unknown_record_have_times_too(story):
    share(story)
    begins = timezone.now() + DAY
    with unseen_hand():
        Restriction.objects.create(family=story.family, reason="x", ask="Grace", starts_at=begins)
    newest = spans(story.ben, story.conversation)[0]
    assert (
        not can_see(story.ben, story.conversation, begins)
        and not explain(story.ben, story.conversation, begins).allowed
    )
    assert any(span.begins == begins for span in spans(story.ben, story.conversation)) and newest.answer.steps
