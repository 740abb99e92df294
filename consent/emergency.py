"""Emergency access: sight of what others hold, for four hours, before anybody could be asked (access.md, A7).

Whoever takes it says why; the database writes the decisions and the notices of them in one breath
(`wall.take_emergency` of locality/wall/gate.sql), so that neither comes without the other. Somebody of the partner
whose information it was says afterwards whether it was right.
"""

import re
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from consent.models import EMERGENCY, Basis, EmergencyReview, FamilyAccess, SharingDecision
from consent.rules import EMPTY_WORDS, ruleset_on
from locality.access import can_see, holds, leads_safeguarding_for, look_up_noted, must_give_reason, require
from locality.access.rule import reader_of
from locality.access.tables import Involvement
from locality.days import after_working_days
from locality.history import action
from locality.lookups import LIMIT, asked_too_often
from locality.models import Family
from locality.reference import FAMILY_DETAILS
from locality.tasks import send_notices
from locality.waiting import anything, may_wait

LEAST_WHY, LEAST_REVIEW, FEWEST = 20, 20, 4  # characters, characters, different words
REVIEW_WITHIN = 2  # working days
SHOWN_FOR = 14  # days for which those who were told of it find it in My work
MOST = 50


@action
def take(*, by, partner, kinds, why, submission, family=None, words=None):
    """Open, for `partner` and for four hours, these kinds (codes) of what others supplied about a family: one that `by`
    sees in part, or those of the person whom the `words` name in full. Returns the families, which `by` now has to do
    with until it ends; the same `submission` takes once.

    Raises ValidationError by field when no real reason is given or too much was looked up in the last hour,
    PermissionDenied unless `by` makes records for the partner. A family that is shut to `by` is not there.
    """
    require(by, "make_records", partner)
    if wrong := _unreal(why):
        raise ValidationError({"why": wrong})
    if asked_too_often(by):
        raise ValidationError(f"You have looked up {LIMIT} people in the last hour. Ring the Front Door")
    found = _take(by, partner, kinds, why, submission, family, words)
    look_up_noted(by, words.plain if words else [family.pk], "emergency" if found else "unknown")
    families = list(Family.objects.visible_to(by).filter(pk__in=found).order_by("number"))
    now = timezone.now()
    for each in families:
        if must_give_reason(by, each):
            because = {"partner": partner, "reason": why, "starts_at": now, "ends_at": now + EMERGENCY}
            Involvement.objects.create(practitioner=by, family=each, **because)
    send_notices.delay_on_commit()
    return families


def _unreal(why):
    """What is wrong with a reason, in words; or nothing."""
    if len(why.strip()) < LEAST_WHY:
        return f"Say what has happened in at least {LEAST_WHY} characters"
    words = set(re.findall(r"\w+", why.lower()))
    if len(words - EMPTY_WORDS - {"urgent", "urgently", "emergency", "access", "need", "needed"}) < FEWEST:
        return "Say what you saw or heard, and what you fear: “urgent” or a law is no reason"
    return ""


def _take(by, partner, kinds, why, submission, family, words):
    given, called = words.plain[:2] if words else (None, None)
    asked = [given, called, words and words.born_on, family and family.pk, partner.pk]
    asked += [sorted({FAMILY_DETAILS, *kinds}), why, ruleset_on(timezone.localdate()), submission]
    with connection.cursor() as cursor:
        cursor.execute("SELECT wall.take_emergency(%s, %s, %s, %s, %s, %s, %s, %s, %s)", asked)
        return cursor.fetchone()[0]


@action
def review(decision, *, by, justified, words, submission, at=None):
    """Record whether emergency access was right, and why; returns the `EmergencyReview`. It is said once.

    Raises ValidationError when nothing is said, PermissionDenied unless `by` signs or leads safeguarding for the
    partner whose information it was, may see the decision (no conflict of interest, V28), and is not who took it.
    """
    if not can_see(by, decision) or not may_review(decision, by):
        raise PermissionDenied("Somebody else of the partner whose information it was looks at it")
    rows = EmergencyReview.objects.visible_to(by).filter(decision=decision)
    if found := rows.filter(submission=submission, reviewed_by=by).first():
        return found
    if rows.exists():
        raise PermissionDenied("Somebody has looked at it already")
    if len(words.strip()) < LEAST_REVIEW:
        raise ValidationError({"words": f"Say why in at least {LEAST_REVIEW} characters"})
    said = {"justified": justified, "words": words, "reviewed_by": by, "reviewed_at": at or timezone.now()}
    return EmergencyReview.objects.create(decision=decision, submission=submission, **said)


def may_review(decision, practitioner):
    """Whether somebody may look at this emergency access for the partner whose information it was."""
    ours = decision.provider_id in {*holds(practitioner, "authorise"), *leads_safeguarding_for(practitioner)}
    return decision.basis == Basis.URGENT and ours and decision.decided_by_id != practitioner.pk


def emergency_of(decision, practitioner):
    """What its page says of emergency access beyond the decision: who looked at it, or who is to by when."""
    said = (
        EmergencyReview.objects.visible_to(practitioner).filter(decision=decision).select_related("reviewed_by").first()
    )
    waits = may_review(decision, practitioner) and not said
    return {"emergency_review": said, "review_by": review_by(decision), "may_review": waits}


def review_by(decision):
    """The last day on which somebody is to have looked at it."""
    return after_working_days(timezone.localdate(decision.decided_at), REVIEW_WITHIN)


def to_review(practitioner):
    """Emergency access to what the practitioner's partner supplied, that nobody has looked at and they may."""
    if not anything("to review", practitioner):
        return []
    rows = _to_review(practitioner).select_related("decided_by", "provider")
    return list(rows.order_by("decided_at")[:MOST])


@may_wait("to review")
def _to_review(practitioner):
    partners = {*holds(practitioner, "authorise"), *leads_safeguarding_for(practitioner)}
    if not partners:
        return None
    rows = unreviewed(SharingDecision.objects.visible_to(practitioner)).filter(provider__in=partners)
    return rows.exclude(decided_by=practitioner)


def unreviewed(decisions):
    """Those of these decisions that were emergency access and that nobody has looked at."""
    said = EmergencyReview.objects.filter(decision=OuterRef("pk"))
    return decisions.filter(~Exists(said), basis=Basis.URGENT)


def lately(practitioner):
    """Emergency access for the practitioner's partners in the last fortnight: their own, and for a safeguarding lead or
    a line manager that of others; who took it and when, and nothing of the family. Newest first."""
    if not anything("emergency", practitioner):
        return []
    keys = set(_lately(practitioner).values_list("decision", flat=True))
    return list(SharingDecision.objects.received_by(reader_of(practitioner), keys)) if keys else []


@may_wait("emergency")
def _lately(practitioner):
    reader = reader_of(practitioner)
    if not reader.partners:
        return None
    since = timezone.now() - timedelta(days=SHOWN_FOR)
    rows = FamilyAccess.objects.filter(group__in=reader.groups, decision__basis=Basis.URGENT)
    theirs = Q(decision__decided_by=practitioner) | Q(decision__decided_by__line_manager=practitioner)
    if leads := leads_safeguarding_for(practitioner):
        theirs |= Q(group__partner__in=leads)
    return rows.filter(theirs, decision__decided_at__gt=since)
