"""Nothing that waits for a signature is left lying when somebody leaves (V12)."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from consent import countersigning, services
from consent.tray import tray_of
from locality import services as foundation
from locality.demo.cast import RECORDS, make_practitioner
from locality.dues import dues_of
from locality.history import acting_as
from locality.minding import mind
from locality.models import Membership, RestrictionName
from tests.consent.test_countersigning import LOOK, NOTE, anew, answer, override, send_back, url
from tests.conversations.helping import started
from tests.databases import unseen_hand
from tests.locality.reading import signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("V12", "A9")]


def colleague(story, *permissions):
    """Hana, who may do these things for the school too."""
    with unseen_hand():
        made = make_practitioner("Hana Roe", "hana@school.example")
    values = {"partner": story.school, "permissions": (*RECORDS, *permissions), "starts_on": date(2025, 2, 3)}
    foundation.join_partner(made, by=story.grace, job_title="Deputy head", **values)
    return made


def leaves(story, who, on=None):
    with unseen_hand():
        Membership.objects.filter(practitioner=who).update(ends_on=on or timezone.localdate())


def words_of(who):
    with acting_as(who):
        return [each.words for each in dues_of(who, timezone.localdate())]


def test_what_was_sent_back_to_somebody_who_left_is_answered_by_a_colleague(story, client):
    hana, decision = colleague(story), override(story)
    send_back(story, decision)
    leaves(story, story.amira, on=timezone.localdate() + timedelta(days=1))  # still here today
    with pytest.raises(PermissionDenied):
        answer(story, decision, hana)
    assert not any("sent back" in words for words in words_of(hana))
    leaves(story, story.amira)
    for nobody in (story.amira, story.grace, story.ben):  # who has left, who sent it back, who is of another partner
        with pytest.raises(PermissionDenied):
            answer(story, decision, nobody)
    assert any("of Amira Haddon, who left" in words for words in words_of(hana))
    assert not any("who left" in words for words in words_of(story.grace))
    browser = signed_in(client, hana)
    assert url("answer", decision) in what_is_read(browser.get(reverse("consent:tray")))
    assert browser.post(url("answer", decision), {"words": NOTE, "submission": uuid4()}).status_code == 302
    services.authorise(decision, by=story.grace)


def test_a_colleague_decides_anew_what_somebody_left_behind(story):
    hana, decision = colleague(story), override(story)
    send_back(story, decision)
    leaves(story, story.amira)
    made = services.decide(anew(story), by=hana, partner=story.school, instead_of=decision)
    decision.refresh_from_db()
    assert (decision.superseded_by_id, made.decided_by_id) == (made.pk, hana.pk)


def test_who_manages_the_members_hears_that_nobody_may_sign_any_more(story):
    hana, decision = colleague(story, "manage_members"), override(story)
    about = f"Nobody may sign decision {decision.number}"
    assert not any(about in words for words in words_of(hana))
    leaves(story, story.grace)
    with acting_as(hana):
        assert [each.decision.pk for each in tray_of(hana).unsignable] == [decision.pk]
        assert not tray_of(hana).to_sign
    assert any(about in words for words in words_of(hana))
    assert not any(about in words for words in words_of(story.ben) + words_of(story.amira))


def test_what_was_passed_on_to_somebody_who_left_still_waits_for_the_others(story):
    hana, decision = colleague(story, "authorise"), override(story)
    countersigning.pass_on(decision, by=story.grace, to=hana, words=LOOK, submission=uuid4())
    leaves(story, hana)
    with acting_as(story.grace):
        assert [each.decision.pk for each in tray_of(story.grace).to_sign] == [decision.pk]
    services.authorise(decision, by=story.grace)


# Who is shut out of the family


@pytest.mark.rule("V28")
def test_whoever_is_shut_out_is_neither_offered_a_signature_nor_given_one(story):
    hana, decision = colleague(story, "authorise"), override(story)
    with acting_as(story.grace):
        assert list(countersigning.who_may_sign(decision, but=story.grace)) == [hana]
    foundation.declare_conflict(story.family, by=hana, detail="My neighbours")
    with acting_as(story.grace):
        assert not countersigning.who_may_sign(decision, but=story.grace).exists()
    with pytest.raises(ValidationError):
        countersigning.pass_on(decision, by=story.grace, to=hana, words=LOOK, submission=uuid4())


@pytest.mark.rule("V28")
def test_what_only_somebody_shut_out_could_sign_is_told_to_who_manages_the_members(story):
    hana, decision = colleague(story, "manage_members"), override(story)
    with acting_as(hana):
        assert not tray_of(hana).unsignable
    foundation.declare_conflict(story.family, by=story.grace, detail="My neighbours")
    with acting_as(hana):
        assert [each.decision.pk for each in tray_of(hana).unsignable] == [decision.pk]


@pytest.mark.rule("V28", "S136")
def test_work_is_handed_on_to_nobody_who_is_shut_out_and_to_whoever_a_restriction_names(story, client):
    hana, made = colleague(story), started(story)
    page = reverse("locality:hand-over", args=[Membership.objects.get(practitioner=story.amira).pk])
    field, browser = f"to_assessment_{made.pk}", signed_in(client, story.amira)

    def offered():
        return str(hana.pk) in dict(browser.get(page).context["form"].fields[field].choices)

    assert offered()
    values = {"by": story.grace, "partner": story.school, "reason": "Staff", "ask": "The head"}
    wall = foundation.restrict(story.family, named=[story.amira], **values)
    assert not offered()
    assert browser.post(page, {field: str(hana.pk)}).status_code == 422
    give = {"by": story.amira, "to": hana, "partner": story.school, "began": story.amira}
    with pytest.raises(ValidationError, match="may not see this family"):
        mind(made, **give)
    with unseen_hand():
        RestrictionName.objects.create(restriction=wall, practitioner=hana)
    assert offered()
    mind(made, **give)
