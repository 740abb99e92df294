"""Assessments: started on the family's agreement, written by several, completed once it says what it must (3d)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.utils import timezone

from consent.models import Consent
from conversations.assessing import missing_from
from conversations.models import OF_ADULTS, TEXTS, Assessment, Episode, Need, Score
from conversations.running import require_run
from conversations.services.conversations import ChangedMeanwhile
from locality.access import can_see, may_add_to, require
from locality.families import touch
from locality.history import action
from locality.models import Family, Person
from locality.reference import ADULTS, CONCERNS, category, category_key

Status = Assessment.Status


def _agreement(episode, partner):
    """The partner's newest standing agreement of the family; after an episode that ended, one given since then."""
    found = Consent.objects.standing().filter(family=episode.family_id, provider=partner)
    found = found.filter(kind__in=[Consent.Kind.ENGAGEMENT, Consent.Kind.INFO_SHARING])
    if episode.follows_id:
        found = found.filter(given_at__gte=Episode.objects.get(pk=episode.follows_id).over_at)
    return found.order_by("-given_at").first()


@action
def start_assessment(episode, *, by, partner, submission, no_agreement_reason="", at=None):
    """Start an assessment (S31) for `partner`; returns the `Assessment`, which rests on the family's agreement, or,
    where there is none, on `no_agreement_reason`. An episode that was taken up again asks for a new agreement (6.5).
    The episode goes to "being assessed" where it may. The same `submission` starts once.

    Raises ValidationError without either, or when the partner is writing one of this episode already or it is over;
    PermissionDenied for whoever does not keep the episode going, or for a family not visible or not for `partner`.
    """
    require_run(by, episode)
    may_add_to(Family.objects.get(pk=episode.family_id), by, partner)
    if found := Assessment.objects.filter(submission=submission).first():
        if found.started_by_id != by.pk:
            raise PermissionDenied("That form was used by somebody else")
        return found
    now = Episode.objects.select_for_update(no_key=True).get(pk=episode.pk)
    if not now.is_open:
        raise ValidationError("That help is over: open it again first")
    if Assessment.objects.filter(episode=now, provider=partner, status=Status.STARTED).exists():
        raise ValidationError("An assessment is being written already: carry on with that")
    agreement = _agreement(now, partner)
    if agreement is None and not no_agreement_reason:
        words = "No agreement of the family is recorded. Record it first, or say why you go on without"
        raise ValidationError({"no_agreement_reason": words})
    made = Assessment.objects.create(
        family_id=now.family_id,
        provider=partner,
        category=category(CONCERNS),
        episode=now,
        started_by=by,
        started_at=at or timezone.now(),
        agreement=agreement,
        no_agreement_reason=no_agreement_reason,
        submission=submission,
    )
    if now.status not in (Episode.Status.PLAN, Episode.Status.REVIEW, Episode.Status.ASSESSMENT):
        now.status, now.status_since, now.moved_by = Episode.Status.ASSESSMENT, made.started_at, by
        now.status_reason, now.moved_with = "An assessment was started", None
        now.save()
    touch(made.family, made.started_at, by=partner)
    return made


def _may_write(assessment, by, *, still_open=True):
    require(by, "make_records", assessment.provider)
    if not can_see(by, assessment):
        raise PermissionDenied("That assessment is not yours to write")
    now = Assessment.objects.select_for_update(no_key=True).get(pk=assessment.pk)
    if still_open and not now.is_open:
        raise PermissionDenied("It is complete: what is new goes into a review, or a new assessment")
    return now


@action
def write_assessment(assessment, *, by, version, clear=(), **texts):
    """Save what an assessment says: the columns `TEXTS`, and `clear`, the domains in which nothing was found.

    `version` is the one that was on the screen. Raises ChangedMeanwhile with the assessment as it stands when another
    was saved since, so that two who write at once lose nothing; PermissionDenied when it is complete or another's.
    Returns the `Assessment`.
    """
    _may_write(assessment, by)
    values = {name: texts[name] for name in TEXTS if name in texts} | {"clear": sorted(clear)}
    changed = Assessment.objects.filter(pk=assessment.pk, version=version)
    if not changed.update(version=F("version") + 1, **values):
        raise ChangedMeanwhile(Assessment.objects.get(pk=assessment.pk))
    return Assessment.objects.get(pk=assessment.pk)


@action
def add_need(
    assessment,
    *,
    by,
    submission,
    person,
    domain,
    what,
    tier,
    status="identified",
    how_met="",
    target=None,
    scores=None,
    apart=False,
    at=None,
):
    """Add a need of one person (S34) in one domain, with how it is met, by which tier (S14), and where each of
    `scores`, {voice: 0 to 10}, puts it today; returns the `Need`. An adult's health, use of drugs or alcohol, offences
    and safety from abuse are kept `apart` from the rest (A5), and any other need that is said to be. The same
    `submission` adds once. Raises PermissionDenied when the assessment is complete, or the person is not the writer's
    to see."""
    now = _may_write(assessment, by)
    if not can_see(by, person):
        raise PermissionDenied("That person is not yours to see")
    values = {"person": person, "domain": domain, "what": what, "tier": tier, "status": status, "how_met": how_met}
    apart = apart or (person.kind == Person.Kind.ADULT and domain in OF_ADULTS)
    values |= {"family_id": now.family_id, "provider_id": now.provider_id, "category_id": _kind(now, apart)}
    values |= {"target": target, "assessment": now, "added_at": at or timezone.now()}
    need, is_new = Need.objects.get_or_create(submission=submission, defaults=values)
    if is_new:
        _put_scores(need, scores or {}, timezone.localdate(at) if at else None)
    return need


def _kind(assessment, apart):
    """The key of the category of a need: the assessment's, or the one that is kept apart (A5)."""
    return category_key(ADULTS) if apart else assessment.category_id


def _put_scores(need, scores, day=None):
    """Write where each voice puts a need on a day (default today)."""
    Score.objects.bulk_create(
        Score(
            assessment_id=need.assessment_id, need=need, voice=voice, value=value, scored_on=day or timezone.localdate()
        )
        for voice, value in scores.items()
        if value is not None
    )


@action
def change_need(need, *, by, what, tier, status, how_met="", target=None, apart=None):
    """Put a need right while its assessment is being written, and keep it `apart` from now on or not (A5; None: as it
    was); returns it. Raises PermissionDenied after that."""
    now = _may_write(need.assessment, by)
    need.what, need.tier, need.status, need.how_met, need.target = what, tier, status, how_met, target
    if apart is not None:
        need.category_id = _kind(now, apart)
    need.save(update_fields=["what", "tier", "status", "how_met", "target", "category"])
    return need


@action
def complete_assessment(assessment, *, by, at=None):
    """Complete an assessment; returns it. Nothing in it changes afterwards. Raises ValidationError by field while
    something is missing (`missing_from`), PermissionDenied for another partner's."""
    now = _may_write(assessment, by)
    if missing := missing_from(now):
        raise ValidationError(missing)
    now.status, now.completed_by, now.completed_at = Status.COMPLETED, by, at or timezone.now()
    now.save(update_fields=["status", "completed_by", "completed_at"])
    return now


@action
def abandon_assessment(assessment, *, by, reason):
    """Give up an assessment that is not complete, because of `reason`; returns it. What was written stays."""
    now = _may_write(assessment, by)
    now.status, now.abandoned_reason = Status.ABANDONED, reason
    now.save(update_fields=["status", "abandoned_reason"])
    return now


@action
def give_assessment(assessment, *, by, on, family_said):
    """Record that the family got its copy on a day, and what it said; returns the `Assessment`. Raises ValidationError
    for a day to come or before it was complete, PermissionDenied when it is not complete or was given already."""
    now = _may_write(assessment, by, still_open=False)
    if now.status != Status.COMPLETED:
        raise PermissionDenied("There is nothing to give, or it was given already")
    if not timezone.localdate(now.completed_at) <= on <= timezone.localdate():
        raise ValidationError({"on": "The day must be between its completion and today"})
    now.status, now.given_on, now.family_said = Status.SHARED, on, family_said
    now.save(update_fields=["status", "given_on", "family_said"])
    return now
