"""What is due in a family's help: answers, the family told, somebody who leads (domain.md 3.0, 3d)."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from conversations.help import asked_to_lead, gone_among, led_by
from conversations.models import Action, Assessment, Episode, Lead, Plan, Review, time_limits
from locality.access.rule import reader_of
from locality.calendars import Appointment, calendar_from
from locality.dues import Due, also_due, dues_from
from locality.families import with_families
from locality.minding import on_whom

MOST = 50


@dues_from
def about_leading(practitioner, today):
    """Whether one leads; that the family is told who does; and of the episodes that one opened, that somebody leads."""
    reader, limits = reader_of(practitioner), time_limits()
    yield from _asked(practitioner, reader, limits)
    for lead in with_families(led_by(practitioner), reader):
        if not lead.told_on and "tell_family" in limits:
            url = reverse("conversations:tell-lead", args=[lead.pk])
            words = f"Tell the {lead.family} that you lead the help, and write down when"
            yield Due(limits["tell_family"].after(lead.answered_at), words, url)
    yield from _without_lead(practitioner, reader, limits, today)


@dues_from
def about_assessments(practitioner, today):
    """Assessments that the practitioner started or took over: to be completed, and given to the family."""
    reader, limits = reader_of(practitioner), time_limits()
    own = on_whom(practitioner, "started_by")
    mine = Assessment.objects.visible_by(reader).filter(own, episode__over_at__isnull=True)
    mine = mine.filter(status__in=[Assessment.Status.STARTED, Assessment.Status.COMPLETED]).order_by("started_at")
    for found in with_families(mine[:MOST], reader):
        url = reverse("conversations:assessment", args=[found.pk])
        if found.is_open and "assessment" in limits:
            words = f"Complete the assessment of the {found.family}"
            yield Due(limits["assessment"].after(found.started_at), words, url)
        elif not found.is_open and "tell_family" in limits:
            words = f"Give the {found.family} its copy of the assessment"
            yield Due(limits["tell_family"].after(found.completed_at), words, url)


def _asked(practitioner, reader, limits):
    for lead in with_families(asked_to_lead(practitioner), reader):
        if "lead_answer" in limits:
            url = reverse("conversations:answer-lead", args=[lead.pk])
            words = f"Say whether you lead the help for the {lead.family}"
            yield Due(limits["lead_answer"].after(lead.proposed_at), words, url)


def _without_lead(practitioner, reader, limits, today):
    """Episodes that the practitioner opened and nobody leads: never asked, declined, handing over, or gone."""
    asked = Lead.objects.visible_by(reader).filter(episode=OuterRef("pk"), answer=Lead.Answer.PROPOSED)
    mine = Episode.objects.visible_by(reader).open().filter(on_whom(practitioner, "opened_by"), no_lead_reason="")
    mine = mine.filter(~Exists(asked)).order_by("opened_at")
    rows = with_families(mine[:MOST], reader)
    current = Lead.objects.visible_by(reader).current().filter(episode__in=[row.pk for row in rows])
    leads = {lead.episode_id: lead for lead in current.select_related("practitioner", "partner")}
    gone = gone_among(leads.values())
    for episode in rows if "lead_gap" in limits else ():
        lead = leads.get(episode.pk)
        url = reverse("conversations:propose-lead", args=[episode.pk])
        if lead is None:
            since, words = episode.opened_at, f"Ask somebody to lead the help for the {episode.family}"
        elif lead.leaving_at:
            since, words = lead.leaving_at, f"Find who leads the {episode.family} after {lead.practitioner}"
        elif lead.pk in gone:
            yield Due(today, f"{lead.practitioner}, who leads the {episode.family}, has left: ask another", url)
            continue
        else:
            continue
        yield Due(limits["lead_gap"].after(since), words, url)


@dues_from
def about_reviews(practitioner, today):
    """The next review of each plan that the practitioner made or leads the help of, while help goes on."""
    for plan, by, _ in _reviews(practitioner):
        url = reverse("conversations:review-plan", args=[plan.pk])
        yield Due(by, f"Review the plan of the {plan.family}", url)


@calendar_from
def days_of_reviews(practitioner, today):
    """The same reviews for a calendar, which names nobody. The next one is another appointment than the last."""
    for plan, by, held in _reviews(practitioner):
        url = reverse("conversations:plan", args=[plan.pk])
        yield Appointment(f"review-{plan.pk}-{held}", f"Review, {plan.family.reference}", url, by)


def _reviews(practitioner):
    """(plan with its family, the day of its next review, how many were held)."""
    reader = reader_of(practitioner)
    led = [lead.episode_id for lead in led_by(practitioner)]
    plans = Plan.objects.visible_by(reader).filter(on_whom(practitioner, "made_by") | Q(episode__in=led))
    rows = with_families(plans.filter(episode__over_at__isnull=True).order_by("review_on")[:MOST], reader)
    held: dict = {}
    for each in Review.objects.visible_by(reader).filter(plan__in=[row.pk for row in rows]).order_by("held_on"):
        held.setdefault(each.plan_id, []).append(each)
    for plan in rows:
        before = held.get(plan.pk, [])
        if by := before[-1].next_on if before else plan.review_on:
            yield plan, by, len(before)


@also_due
def overdue_actions(practitioner, today):
    """How many actions of the practitioner's own are due today, or late (S130); My work lists them by themselves."""
    mine = Action.objects.visible_by(reader_of(practitioner)).filter(owner=practitioner, done_on__isnull=True)
    return mine.filter(due_on__lte=today).count()
