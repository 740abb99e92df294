"""Who audits: a guardian says so, for a purpose and a time; nobody for themselves (A8)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from locality import auditing
from locality.access import AuditBox, may_audit
from locality.history import acting_as
from locality.models import Membership
from tests.databases import unseen_hand
from tests.locality.reading import queries_of, signed_in, what_is_read

pytestmark = [pytest.mark.django_db, pytest.mark.rule("A8")]
WHY = "Yearly look at sharing without agreement"


def in_days(count):
    return timezone.localdate() + timedelta(days=count)


def grant(story, who=None, by=None, **changes):
    what = {"purpose": WHY, "last_day": in_days(20)} | changes
    return auditing.grant(who or story.chidi, by=by or story.ewan, **what)


def test_a_guardian_lets_somebody_audit_until_a_day_and_ends_it(story):
    with acting_as(story.chidi):
        assert not may_audit(story.chidi)
    box = grant(story)
    assert grant(story) == box, "Once"
    with acting_as(story.chidi):
        assert may_audit(story.chidi)
    auditing.end(box, by=story.ewan)
    with acting_as(story.chidi):
        assert not may_audit(story.chidi)


def test_what_another_guardian_gave_already_is_not_given_twice(client, story):
    box = grant(story)
    with unseen_hand():
        AuditBox.objects.filter(pk=box.pk).update(granted_by=story.grace)
    signed_in(client, story.ewan)
    typed = {"auditor": story.chidi.email, "purpose": WHY}
    typed |= {f"last_day-{part}": getattr(in_days(20), part) for part in ("day", "month", "year")}
    shown = client.post(reverse("locality:grant-audit"), typed)
    assert shown.status_code == 422 and WHY in shown.content.decode()
    assert "Grace Olufemi gave them this audit already" in shown.content.decode()
    assert AuditBox.objects.filter(auditor=story.chidi).count() == 1


def test_nobody_else_does_and_no_guardian_for_themselves_or_for_long(story):
    for who in (story.grace, story.dana, story.amira):
        with pytest.raises(PermissionDenied):
            grant(story, by=who)
    for wrong in ({"who": story.ewan}, {"who": story.jonas}, {"purpose": "Audit"}, {"last_day": in_days(92)}):
        with pytest.raises(ValidationError):
            grant(story, **wrong)
    with pytest.raises(PermissionDenied):
        auditing.end(AuditBox.objects.get(auditor=story.dana), by=story.dana)


BOX = (
    "INSERT INTO locality_auditbox (id, auditor_id, granted_by_id, purpose, starts_at, ends_at)"
    " VALUES (gen_random_uuid(), %s, %s, 'Mine', now() + %s::interval, now() + %s::interval)"
)


def refused(who, sql, *values):
    with acting_as(who), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql, values)
                transaction.set_rollback(True)
        except DatabaseError as error:
            assert "Not yours to govern" in str(error), error
            return True
    return False


def test_the_database_says_the_same_of_rows_written_by_hand(story):
    ewan, chidi = story.ewan.pk, story.chidi.pk
    assert not refused(story.ewan, BOX, chidi, ewan, "0", "92 days")
    assert refused(story.ewan, BOX, chidi, ewan, "0", "93 days"), "Too long"
    assert refused(story.ewan, BOX, chidi, ewan, "-1 day", "1 day"), "Not from before"
    assert refused(story.ewan, BOX, ewan, ewan, "0", "1 day"), "Not for themselves"
    assert refused(story.ewan, BOX, chidi, story.grace.pk, "0", "1 day"), "Not in another's name"
    assert refused(story.grace, BOX, chidi, story.grace.pk, "0", "1 day"), "No guardian"
    longer = "UPDATE locality_auditbox SET ends_at = ends_at + interval '1 day' WHERE auditor_id = %s"
    assert refused(story.ewan, longer, story.dana.pk)
    other = "UPDATE locality_auditbox SET auditor_id = %s WHERE auditor_id = %s"
    assert refused(story.ewan, other, chidi, story.dana.pk)
    assert refused(story.ewan, "UPDATE locality_auditbox SET purpose = 'x' WHERE auditor_id = %s", story.dana.pk)


def test_who_manages_members_makes_nobody_a_guardian(story):
    job = Membership.objects.get(practitioner=story.amira, partner=story.school)
    give = (
        "INSERT INTO locality_partnerpermission (id, permission_id, content_object_id, user_id, membership_id)"
        " VALUES (%s, %s, %s, %s, %s)"
    )
    for code, no in (("grant_audits", True), ("run_meetings", False)):
        permission = Permission.objects.get(content_type__app_label="locality", codename=code)
        assert refused(story.grace, give, uuid4(), permission.pk, story.school.pk, story.amira.pk, job.pk) == no


def test_the_page_grants_keeps_what_was_typed_and_ends(client, story):
    signed_in(client, story.ewan)
    day = in_days(10)
    days = {"last_day-day": str(day.day), "last_day-month": str(day.month), "last_day-year": str(day.year)}
    url = reverse("locality:grant-audit")
    wrong = client.post(url, days | {"auditor": "nobody@nowhere.example", "purpose": WHY})
    assert wrong.status_code == 422 and WHY in wrong.content.decode() and "Nobody signs in" in wrong.content.decode()
    assert client.post(url, days | {"auditor": "Chidi@police.example", "purpose": WHY}).status_code == 302
    with queries_of() as asked:
        page = what_is_read(client.get(reverse("locality:auditors")))
    assert WHY in page and "Chidi Marsh" in page and len(asked) < 25
    box = AuditBox.objects.get(auditor=story.chidi)
    assert client.post(reverse("locality:end-audit", args=[box.pk])).status_code == 302
    assert "Over" in what_is_read(client.get(reverse("locality:auditors")))


def test_a_guardian_comes_to_it_from_the_partners_and_nobody_else_does(client, story):
    for who, there in ((story.ewan, True), (story.amira, False)):
        page = signed_in(client, who).get(reverse("locality:partners")).content.decode()
        assert (reverse("locality:auditors") in page) is there


def test_an_auditor_reads_the_list_and_nobody_else_does(client, story):
    page = what_is_read(signed_in(client, story.dana).get(reverse("locality:auditors")))
    assert "Yearly audit" in page and "Let somebody audit" not in page
    assert client.get(reverse("locality:grant-audit")).status_code == 403
    assert signed_in(client, story.grace).get(reverse("locality:auditors")).status_code == 403
