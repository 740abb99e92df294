"""What the gate believes (who works for whom, who audits, what is agreed) is not for everybody at work to write."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction

from locality import services
from locality.demo.cast import RECORDS
from locality.history import acting_as
from locality.models import Membership, Practitioner

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A1", "A8", "A9")]
AUDIT = (
    "INSERT INTO locality_auditbox (id, auditor_id, granted_by_id, purpose, starts_at, ends_at)"
    " VALUES (%s, %s, %s, 'Mine', now(), now() + interval '1 day')"
)


def refused(who, sql, *values):
    """Whether the database refuses a statement of somebody at work; nothing of it stays."""
    with transaction.atomic(), acting_as(who), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql, values)
                transaction.set_rollback(True)
        except DatabaseError as error:
            assert "Not yours to govern" in str(error), error
            return True
    return False


MEMBERSHIP = (
    "INSERT INTO locality_membership (id, practitioner_id, partner_id, job_title, is_safeguarding_lead, starts_on)"
    " VALUES (%s, %s, %s, 'Spy', false, current_date)"
)


def test_nobody_makes_themselves_a_member_or_an_auditor(story):
    for who in (story.amira, story.ben, story.dana):
        assert refused(who, MEMBERSHIP, uuid4(), who.pk, story.police.pk)
        assert refused(who, AUDIT, uuid4(), who.pk, who.pk)


def test_who_manages_members_does_so_for_that_partner_alone(story):
    assert not refused(story.grace, MEMBERSHIP, uuid4(), story.chidi.pk, story.school.pk)
    assert refused(story.grace, MEMBERSHIP, uuid4(), story.chidi.pk, story.police.pk)
    job = Membership.objects.get(practitioner=story.ben, partner=story.health)
    assert refused(story.grace, "UPDATE locality_membership SET ends_on = current_date WHERE id = %s", job.pk)
    with pytest.raises(PermissionDenied):
        values = {"partner": story.police, "job_title": "Spy", "permissions": RECORDS}
        services.join_partner(story.amira, by=story.grace, **values)


def test_nobody_gives_themselves_a_permission_or_takes_another_s(story):
    job = Membership.objects.get(practitioner=story.ben, partner=story.health)
    sign = Permission.objects.get(content_type__app_label="locality", codename="authorise")
    give = (
        "INSERT INTO locality_partnerpermission (id, permission_id, content_object_id, user_id, membership_id)"
        " VALUES (%s, %s, %s, %s, %s)"
    )
    assert refused(story.ben, give, uuid4(), sign.pk, story.health.pk, story.ben.pk, job.pk)
    assert refused(story.ben, "DELETE FROM locality_partnerpermission WHERE user_id = %s", story.amira.pk)


def test_one_accepts_for_oneself_and_nobody_writes_the_agreements(story):
    accept = (
        "INSERT INTO locality_acceptance (id, practitioner_id, agreement_id, accepted_at)"
        " SELECT gen_random_uuid(), %s, id, now() FROM locality_agreement LIMIT 1"
    )
    assert refused(story.ben, accept, story.jonas.pk) and not refused(story.jonas, accept, story.jonas.pk)
    assert refused(story.grace, "UPDATE locality_agreement SET replaced_at = now()")


def test_an_account_is_opened_and_closed_by_the_system(story):
    assert refused(story.grace, "UPDATE locality_practitioner SET is_active = false WHERE id = %s", story.ben.pk)
    assert refused(story.ben, "UPDATE locality_practitioner SET email = 'x@y.example' WHERE id = %s", story.ben.pk)
    assert not refused(story.ben, "UPDATE locality_practitioner SET last_login = now() WHERE id = %s", story.ben.pk)
    system = Practitioner.objects.system()
    assert not refused(system, "UPDATE locality_practitioner SET is_active = false WHERE id = %s", story.ben.pk)
