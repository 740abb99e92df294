"""Governance: the partners' agreements, and who may work here."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from locality.days import months_after
from locality.demo.cast import make_practitioner
from locality.governance import standings
from locality.law import record_training
from locality.models import Membership, Viewing
from tests.consent.planting import change
from tests.consent.test_question_pages import rows_of, sign_in
from tests.conversations.posting import day
from tests.databases import unseen_hand
from tests.locality.test_why import text

DAY = timedelta(days=1)


def standing(partner):
    [found] = standings(partner=partner.pk)
    return found


def user(story, who, partner):
    return next(each for each in standing(partner).users if each.membership.practitioner == who)


@pytest.mark.rule("A9", "S47", "S91")
def test_what_somebody_should_look_at(story):
    now, today = timezone.now(), timezone.localdate()
    change(story.amira, last_login=now - 90 * DAY + timedelta(minutes=20))
    change(story.school, framework_review_on=today)
    assert user(story, story.amira, story.school).flags == [] and standing(story.school).flags == []
    change(story.amira, last_login=now - 90 * DAY - timedelta(minutes=1))
    change(story.school, framework_review_on=today - DAY)
    assert user(story, story.amira, story.school).flags == ["has not signed in for 90 days"]
    assert standing(story.school).flags == ["its agreement was due to be looked at"]
    assert standing(story.school).flagged >= 1
    [jonas] = user(story, story.jonas, story.health).flags[:1]
    assert jonas.startswith("has not accepted: Framework agreement")
    change(story.amira, is_active=False)
    assert user(story, story.amira, story.school).flags == ["the account is closed, the membership is not"]


@pytest.mark.rule("A9")
def test_a_membership_that_is_over_and_a_partner_that_was_succeeded_do_not_count(story):
    assert story.iris not in [each.membership.practitioner for each in standing(story.school).users]
    change(Membership._base_manager.get(practitioner=story.grace), ends_on=timezone.localdate())
    assert story.grace not in [each.membership.practitioner for each in standing(story.school).users]
    change(story.police, valid_to=timezone.localdate(), succeeded_by=story.council)
    assert standings(partner=story.police.pk) == []


@pytest.mark.rule("S47")
def test_people_at_a_partner_that_has_not_signed_and_one_without_a_lead(story):
    change(story.council, framework_signed_on=None)
    change(Membership._base_manager.filter(partner=story.council).first(), is_safeguarding_lead=False)
    assert standing(story.council).flags == ["people work for it, and it has not signed", "no safeguarding lead"]


@pytest.mark.rule("A9")
def test_papers_that_are_missing_or_over_and_training_that_is_due(story):
    today = timezone.localdate()
    change(story.school, sharing_agreement_until=today, impact_assessment_until=today)
    job = Membership._base_manager.get(practitioner=story.grace)
    for who in (story.grace, story.amira):
        change(who, last_login=timezone.now())
    change(job, trained_on=months_after(today, -36))
    assert standing(story.school).flags == [] and user(story, story.grace, story.school).flags == []
    change(story.school, sharing_agreement_until=today - DAY, impact_assessment_on=None, impact_assessment_until=None)
    assert standing(story.school).flags == ["its data sharing agreement ran out", "no impact assessment on record"]
    change(job, trained_on=months_after(today, -36) - DAY)
    assert user(story, story.grace, story.school).flags == ["training is due again"]
    lead = Membership._base_manager.get(practitioner=story.amira)
    change(lead, trained_on=months_after(today, -24) - DAY)
    assert user(story, story.amira, story.school).flags == ["training is due again"]
    change(lead, trained_on=None)
    assert user(story, story.amira, story.school).flags == ["no training on record"]


@pytest.mark.rule("A9")
def test_who_manages_the_members_writes_down_papers_and_training(story, client):
    job, today = Membership._base_manager.get(practitioner=story.amira), timezone.localdate()
    with pytest.raises(PermissionDenied):
        record_training(job, by=story.amira, on=today)
    with pytest.raises(ValidationError):
        record_training(job, by=story.grace, on=today + DAY)
    page, grace = reverse("locality:training", args=[job.pk]), sign_in(client, story.grace)
    assert grace.post(page, day("on", today + DAY)).status_code == 422
    assert grace.post(page, day("on", today - DAY)).status_code == 302
    job.refresh_from_db()
    assert job.trained_on == today - DAY and job.history.first().actor_name == "Grace Olufemi"
    assert f"{job.trained_on:%-d %B %Y}" in text(grace.get(reverse("locality:attest", args=[story.school.pk])))
    page, sent = reverse("locality:law", args=[story.school.pk]), {"public_authority": "yes"}
    refused = text(grace.post(page, sent | day("sharing_agreement_on", today)))
    assert "Enter until when the data sharing agreement counts" in refused
    assert "Enter the date of the impact assessment" in text(
        grace.post(page, sent | day("impact_assessment_until", today))
    )
    papers = day("impact_assessment_on", today) | day("impact_assessment_until", today + 30 * DAY)
    assert grace.post(page, sent | papers).status_code == 302
    assert standing(story.school).flags == ["no data sharing agreement on record"]
    for told in ("/governance/", f"/governance/{story.school.pk}/"):
        assert f"{today + 30 * DAY:%b %Y}"[-4:] in text(sign_in(client, story.dana).get(told))


@pytest.mark.rule("A8")
def test_the_pages_and_the_file_are_for_an_audit_and_are_written_down(client, story):
    dana = sign_in(client, story.dana)
    page = text(dana.get("/governance/"))
    assert str(story.school) in page and "memberships that last" in page
    people = text(dana.get(f"/governance/{story.health.pk}/"))
    assert "Ben Carrow" in people and "Has not accepted: Framework agreement" in people
    rows = rows_of(dana.get("/governance/file"))
    assert rows[0][0] == "Partner" and all(len(row) == len(rows[0]) for row in rows)
    assert any("Ben Carrow" in row for row in rows)
    asked = Viewing.objects.filter(practitioner=story.dana, kind="governance")
    assert asked.count() == 3 and "Governance" in text(dana.get("/looked/"))
    assert "Fulmar family" not in page + people
    for each in (story.amira, story.ewan):
        assert sign_in(client, each).get("/governance/").status_code == 403
        assert client.get(f"/governance/{story.health.pk}/").status_code == 403
        assert client.get("/governance/file").status_code == 403


def test_a_name_that_is_a_formula_is_none_in_the_file(client, story):
    change(story.ben, name="=1+1")
    rows = rows_of(sign_in(client, story.dana).get("/governance/file"))
    assert any("'=1+1" in row for row in rows) and not any("=1+1" in row for row in rows)


def test_ten_more_people_cost_no_more_statements(client, story):
    dana = sign_in(client, story.dana)
    dana.get("/governance/")
    with CaptureQueriesContext(connection) as few:
        dana.get("/governance/")
        dana.get(f"/governance/{story.school.pk}/")
    with unseen_hand():
        for number in range(10):
            person = make_practitioner(f"Olu {number}", f"olu{number}@school.example")
            Membership.objects.create(
                practitioner=person, partner=story.school, job_title="Teacher", starts_on=timezone.localdate()
            )
    with CaptureQueriesContext(connection) as many:
        dana.get("/governance/")
        dana.get(f"/governance/{story.school.pk}/")
    assert len(many) == len(few)
