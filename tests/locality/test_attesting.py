"""Every quarter each partner looks at who works for it, and says who stays."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from locality.attesting import attest, dues, is_late, last_day_of, newest_of, quarter_of
from locality.framework import Attestation
from locality.governance import standings
from locality.history import acting_as
from locality.models import Membership
from tests.locality.reading import queries_of, signed_in


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2027, 12, 31), date(2027, 10, 1), date(2027, 12, 31)),
        (date(2028, 2, 29), date(2028, 1, 1), date(2028, 3, 31)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30)),
    ],
)
def test_quarters_are_those_of_the_year(day, first, last):
    assert quarter_of(day) == first and last_day_of(first) == last


@pytest.mark.rule("A9")
def test_who_manages_members_says_it_once_in_a_quarter_and_the_page_lists_them_all(story, client):
    page = reverse("locality:attest", args=[story.school.pk])
    shown = signed_in(client, story.grace).get(page).content.decode()
    for job in Membership.objects.live().filter(partner=story.school).select_related("practitioner"):
        assert job.practitioner.name in shown
    refused = client.post(page, {"note": "Only this"})
    assert refused.status_code == 422 and "Look at everybody in the list first" in refused.content.decode()
    assert "Only this" in refused.content.decode()
    assert client.post(page, {"sure": "on", "note": " One left "}).status_code == 302
    made = Attestation.objects.get()
    live = Membership.objects.live().filter(partner=story.school).count()
    assert (made.said_by, made.note, made.members) == (story.grace, "One left", live)
    assert client.post(page, {"sure": "on", "note": "Again"}).status_code == 302
    assert Attestation.objects.get() == made
    assert "Done for this quarter" in client.get(page).content.decode()
    assert Attestation.history.get().actor_name == "Grace Olufemi"


@pytest.mark.rule("A9")
def test_nobody_else_says_it_and_the_database_says_so_too(story):
    with pytest.raises(PermissionDenied):
        attest(story.school, by=story.amira)
    with pytest.raises(PermissionDenied):
        attest(story.police, by=story.grace)
    add = (
        "INSERT INTO locality_attestation (id, partner_id, quarter, said_by_id, said_at, members, note)"
        " VALUES (gen_random_uuid(), %s, '2026-10-01', %s, now(), 1, '')"
    )
    for who, partner, by in (
        (story.amira, story.school, story.amira),
        (story.grace, story.police, story.grace),
        (story.grace, story.school, story.amira),
    ):
        with pytest.raises(DatabaseError), acting_as(who), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(add, [partner.pk, by.pk])
    attest(story.school, by=story.grace)
    for statement in ("UPDATE locality_attestation SET members = 0", "DELETE FROM locality_attestation"):
        with pytest.raises(DatabaseError), acting_as(story.grace), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_partner_for_which_nobody_works_has_nothing_to_say(story):
    made = Membership.objects.live().filter(partner=story.school)
    with pytest.raises(ValidationError, match="Nobody works"):
        attest(story.school, by=story.grace, at=timezone.make_aware(datetime(1990, 5, 5)))
    assert made.exists()


def test_it_is_due_by_the_end_of_the_quarter_and_late_once_a_whole_one_went_by(story):
    today = timezone.localdate()
    assert [due.by for due in dues(story.grace, today)] == [last_day_of(quarter_of(today))]
    assert list(dues(story.amira, today)) == []
    made = attest(story.school, by=story.grace)
    assert list(dues(story.grace, today)) == []
    after = last_day_of(made.quarter) + timedelta(days=1)
    [due] = dues(story.grace, after)
    assert due.by == last_day_of(after) and not is_late(made, due.by) and is_late(made, due.by + timedelta(days=1))


def test_the_auditor_sees_who_looked_and_when_and_who_did_not(story, client):
    at = timezone.now() - timedelta(days=400)
    made = attest(story.school, by=story.grace, at=at)
    page = signed_in(client, story.dana).get(reverse("locality:governance")).content.decode()
    assert f"{timezone.localtime(at):%-d %B %Y}, Grace Olufemi" in " ".join(page.split()) and "Overdue" in page
    assert "Not yet" in page
    [found] = standings(partner=story.school.pk)
    assert found.looked == made and found.look_late
    attest(story.school, by=story.grace)
    assert newest_of([story.school.pk])[story.school.pk] != made
    [found] = standings(partner=story.school.pk)
    assert not found.look_late


def test_the_page_costs_as_many_questions_for_many_as_for_few(story, client):
    page = reverse("locality:attest", args=[story.school.pk])
    signed_in(client, story.grace).get(page)
    with queries_of() as few:
        client.get(page)
    job = Membership.objects.filter(partner=story.school).first()
    for who in (story.ben, story.chidi, story.dana):
        with acting_as(story.grace):
            Membership.objects.create(
                practitioner=who, partner=story.school, job_title="Visitor", starts_on=job.starts_on
            )
    with queries_of() as many:
        client.get(page)
    assert len(many) <= len(few)
