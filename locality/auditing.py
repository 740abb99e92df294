"""Who audits: given by a guardian to somebody else, for a stated purpose and three months at most; it ends by itself,
or sooner when a guardian says so (A8). The database says the same of the rows (`wall.governs`, gate.sql)."""

from datetime import datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count
from django.utils import timezone

from locality.access import AuditBox, AuditOpening, holds, may_audit
from locality.access.latest import latest
from locality.framework import Agreement
from locality.history import action
from locality.partners import Practitioner

LONGEST = timedelta(days=91)
LEAST = 20  # characters of a purpose


def may_grant(practitioner):
    """Whether the practitioner is a guardian, who says who audits."""
    return bool(holds(practitioner, "grant_audits"))


@action
def grant(auditor, *, by, purpose, last_day):
    """Let somebody audit from now until the end of `last_day`, for a purpose; returns the `AuditBox`. The same words
    until the same day are given once, whoever gives them.

    Raises PermissionDenied unless `by` is a guardian; ValidationError by field.
    """
    if not may_grant(by):
        raise PermissionDenied("Only a guardian says who audits")
    wrong, today, purpose = {}, timezone.localdate(), purpose.strip()
    if auditor.pk == by.pk:
        wrong["auditor"] = "Somebody else audits: nobody lets themselves"
    elif not auditor.is_active:
        wrong["auditor"] = "This account is closed"
    elif Agreement.objects.not_accepted_by(auditor, timezone.now()).exists():
        wrong["auditor"] = "They have not accepted the agreements yet. Ask them to sign in first"
    if len(purpose) < LEAST:
        wrong["purpose"] = f"Say what the audit is for in at least {LEAST} characters"
    if not today <= last_day <= today + LONGEST:
        wrong["last_day"] = f"The last day must be today or within {LONGEST.days} days"
    if wrong:
        raise ValidationError(wrong)
    ends_at = timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time()))
    what = {"auditor": auditor, "purpose": purpose, "ends_at": ends_at}
    # Of two who press at once, the second waits here and then finds what the first gave.
    Practitioner.objects.select_for_update(no_key=True).get(pk=auditor.pk)
    found = AuditBox.objects.filter(**what).select_related("granted_by").first()
    if found and found.granted_by_id != by.pk:
        words = f"{found.granted_by} gave them this audit already. Look at the list: nothing more is needed"
        raise ValidationError({"auditor": words})
    return found or AuditBox.objects.create(starts_at=timezone.now(), granted_by=by, **what)


@action
def end(box, *, by):
    """End an audit now; returns it. One that is over stays as it is. Raises PermissionDenied unless `by` is a
    guardian."""
    if not may_grant(by):
        raise PermissionDenied("Only a guardian ends an audit")
    now = timezone.now()
    if latest(box, "ends_at").ends_at > now:
        box.ends_at = max(now, box.starts_at + timedelta(microseconds=1))
        box.save(update_fields=["ends_at"])
    return box


def require_overseer(practitioner):
    """Return nothing for a guardian and for an auditor; raise PermissionDenied for everybody else."""
    if not may_grant(practitioner) and not may_audit(practitioner):
        raise PermissionDenied("Who audits is for guardians and audits")


def granted(most=100):
    """The newest audits, with `cases`: how many sampled cases were opened in each."""
    rows = AuditBox.objects.select_related("auditor", "granted_by").order_by("-starts_at", "-pk")[:most]
    boxes = list(rows)
    counted = AuditOpening.objects.filter(box__in=boxes).order_by().values_list("box").annotate(Count("pk"))
    cases = dict(counted)
    for box in boxes:
        box.cases = cases.get(box.pk, 0)
        box.is_live = box.starts_at <= timezone.now() < box.ends_at
    return boxes


def opened(most=50):
    """The newest sampled cases that were opened: who, why, until when; the decision by its number."""
    return list(AuditOpening.objects.select_related("auditor")[:most])
